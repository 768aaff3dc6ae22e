-- Where no days are said the window is the project's, ends included; from a `since` after its end, that day alone.
create or replace macro window_start(since) as coalesce(since::date, (select start_date from dim_project));

create or replace macro window_end(since, until) as
    coalesce(until::date, (select greatest(end_date, since::date) from dim_project));

create or replace macro build_date() as (select value::date from meta where key = 'build_date');

-- The day at which a stock is taken: the window's end, else the earlier of the day of the build and the project's end.
create or replace macro stock_date(until) as
    coalesce(until::date, (select least(end_date, build_date()) from dim_project));

-- The months of the window, first to last.
create or replace macro kpi_months(since, until) as table
    select
        month_start,
        strftime(month_start, '%Y-%m') as month,
        least(last_day(month_start), coalesce(until::date, last_day(month_start))) as month_end
    from (
        select unnest(generate_series(
            date_trunc('month', window_start(since)), window_end(since, until), interval 1 month
        ))::date as month_start
    ) as months;

-- On which days a row of each KPI counts: one from `first_day` to `last_day` that had not ended by `alive_on` does, and its
-- subject where the row that counts is not before `begins_on`. So what differs by the way of counting stands in a table of
-- thirty rows, not in a condition on millions. Split by month a stock is taken at the end of each (`month_start`). With a
-- ratio come its two parts. `kpi_number` is the KPI where grouping by its code would take time.
create or replace macro kpi_windows(code := null, since := null, until := null, split := null) as table
    with registry as (
        select
            kpi_code,
            sort_order::smallint as kpi_number,
            way
        from dim_kpis
        where
            code is null or list_contains(kpi_codes(code), kpi_code)
            or kpi_code in (
                select unnest([numerator_code, denominator_code]) from dim_kpis
                where list_contains(kpi_codes(code), kpi_code)
            )
    )

    select
        kpi_code,
        kpi_number,
        way,
        null::date as month_start,
        case when way in ('first', 'stock') then '-infinity' else window_start(since) end as first_day,
        case when way = 'stock' then stock_date(until) else window_end(since, until) end as last_day,
        case when way = 'stock' then stock_date(until) else '-infinity' end as alive_on,
        case when way = 'stock' then '-infinity' else window_start(since) end as begins_on
    from registry
    where split is distinct from 'month' or way <> 'stock'
    union all
    select
        registry.kpi_code,
        registry.kpi_number,
        registry.way,
        months.month_start,
        '-infinity'::date as first_day,
        months.month_end as last_day,
        months.month_end as alive_on,
        '-infinity'::date as begins_on
    from registry
    cross join kpi_months(since, until) as months
    where split = 'month' and registry.way = 'stock'
    union all
    -- Where no KPI is asked for, one that no row has: of evidence joined with nothing every row would be read.
    select
        '' as kpi_code,
        0::smallint as kpi_number,
        null as way,
        null::date as month_start,
        '-infinity'::date as first_day,
        '-infinity'::date as last_day,
        '-infinity'::date as alive_on,
        '-infinity'::date as begins_on
    where code::varchar = '';

create or replace macro is_counted(happened_on, ended_on, first_day, last_day, alive_on) as
    happened_on >= first_day and happened_on <= last_day and coalesce(ended_on > alive_on, true);

-- The evidence rows that pass the filters, each with its KPI's days (see kpi_windows), which nothing has looked at yet.
-- Scope: Lombardy's provinces and the one not known ('??'); a province named in the filter is its own scope. NULL means
-- "no filter"; each argument is one code or several (see kpi_codes), of which a row has any: what two provinces or partners
-- both have counts once. `known_by` (a moment) keeps what had been received by then, by today's rules and corrections;
-- `with_late`, also what happened by then.
create or replace macro kpi_filtered(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    split := null, known_by := null, with_late := false
) as table
    select
        evidence.*,
        windows.* exclude (kpi_code),
        province is not null or evidence.province_code in (
            select province_code from dim_provinces where is_lombardy or province_code = '??'
        ) as is_in_scope
    from fct_kpi_evidence as evidence
    inner join kpi_windows(code := code, since := since, until := until, split := split) as windows using (kpi_code)
    where
        (province is null or list_contains(as_provinces(province), evidence.province_code))
        and (partner is null or list_contains(as_partners(partner), evidence.partner_code))
        and (desk is null or list_contains(as_desks(desk), coalesce(evidence.desk_code, '??')))
        and (sector is null or list_contains(as_sectors(sector), evidence.sector_code))
        and (
            known_by is null
            or evidence.known_at <= known_by::timestamp
            or (with_late and evidence.happened_on <= known_by::date)
        );

-- A ratio of two `first` KPIs is a conversion: of the subjects in its denominator it counts those that went on by the
-- window's end, so that it is a share in every cell.
create or replace macro kpi_conversions(code := null) as table
    select
        ratios.kpi_code,
        ratios.sort_order as kpi_number,
        ratios.numerator_code,
        numerators.sort_order as numerator_number,
        ratios.denominator_code,
        denominators.sort_order as denominator_number
    from dim_kpis as ratios
    inner join dim_kpis as numerators on ratios.numerator_code = numerators.kpi_code
    inner join dim_kpis as denominators on ratios.denominator_code = denominators.kpi_code
    where
        ratios.way = 'ratio' and numerators.way = 'first' and denominators.way = 'first'
        and (code is null or list_contains(kpi_codes(code), ratios.kpi_code));

-- The rows that count, for tracing: of a `first` KPI the subject's earliest row (is_first), of a ratio the rows of both
-- parts, of a conversion those of the subjects that went on. Of a `first` KPI the row that stands first among those alike
-- (see kpi_counted) is the only one looked at, and ranked only where its subject has others, which takes time.
create or replace macro kpi_evidence(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null
) as table
    with counted as (
        select *
        from kpi_filtered(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector
        )
        where
            is_in_scope and is_counted(happened_on, ended_on, first_day, last_day, alive_on)
            and (way <> 'first' or replaced_on is null)
    ),

    earliest as (
        select
            * exclude (
            sector_code, size_class, known_at, subject_number, is_alike, replaced_on,
            kpi_number, way, month_start, first_day, last_day, alive_on, begins_on, is_in_scope
        ),
            way = 'first' as is_first
        from counted
        where (way <> 'first' or is_alike) and happened_on >= begins_on
        union all
        select
            * exclude (
            sector_code, size_class, known_at, subject_number, is_alike, replaced_on,
            kpi_number, way, month_start, first_day, last_day, alive_on, begins_on, is_in_scope
        ),
            true as is_first
        from counted
        where way = 'first' and not is_alike
        qualify
            row_number() over (partition by kpi_number, subject_number order by happened_on, record_id) = 1
            and happened_on >= begins_on
    ),

    -- The numerators that were asked for as part of their conversion alone.
    converting as (
        select
            numerator_code,
            denominator_code
        from kpi_conversions(code := code)
        where not coalesce(list_contains(kpi_codes(code), numerator_code), true)
    )

    select earliest.*
    from earliest
    left join converting on earliest.kpi_code = converting.numerator_code
    where
        converting.numerator_code is null
        or (converting.denominator_code, earliest.subject_id) in (select (kpi_code, subject_id) from earliest)
    union all by name
    select * from kpi_refusal(code, since, until, province, partner, desk, sector, '{build_id}');

-- All rows inside the window, also those of a `first` KPI that kpi_evidence leaves out because their subject has an earlier
-- one: `is_counted` says of each whether it is the row that counts.
create or replace macro kpi_rows(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null
) as table
    select
        * exclude (
            sector_code, size_class, known_at, subject_number, is_alike, replaced_on,
            kpi_number, way, month_start, first_day, last_day, alive_on, begins_on, is_in_scope
        ),
        way <> 'first' or subject_number is null
        or row_number() over (partition by kpi_number, subject_number order by happened_on, record_id) = 1 as is_counted
    from kpi_filtered(
        code := code, since := since, until := until, province := province, partner := partner, desk := desk,
        sector := sector
    )
    where is_in_scope and is_counted(happened_on, ended_on, first_day, last_day, alive_on)
    qualify happened_on >= begins_on
    union all by name
    select * from kpi_refusal(code, since, until, province, partner, desk, sector, '{build_id}');
