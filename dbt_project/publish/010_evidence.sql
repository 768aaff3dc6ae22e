-- The evidence rows that pass the filters. Scope: Lombardy's provinces and the one not known ('??'); a province named
-- in the filter is its own scope. NULL means "no filter"; each argument is one code or several (see kpi_codes), of which a
-- row has any: what two provinces or partners both have counts once. With a ratio come
-- the rows of its two parts. `known_by` (a moment) keeps what had been received by then, by today's rules and corrections;
-- `with_late`, also what happened by then.
create or replace macro kpi_filtered(
    code := null, province := null, partner := null, desk := null, sector := null, known_by := null,
    with_late := false
) as table
    with registry as (
        select
            kpi_code,
            way,
            sort_order
        from dim_kpis
        where
            code is null or list_contains(kpi_codes(code), kpi_code)
            or kpi_code in (
                select unnest([numerator_code, denominator_code]) from dim_kpis
                where list_contains(kpi_codes(code), kpi_code)
            )
    ),

    lombardy as (
        select province_code from dim_provinces where is_lombardy or province_code = '??'
    )

    select
        evidence.*,
        registry.way,
        registry.sort_order,
        province is not null or evidence.province_code in (select province_code from lombardy) as is_in_scope
    from fct_kpi_evidence as evidence
    inner join registry using (kpi_code)
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

-- Where no days are said the window is the project's, ends included; from a `since` after its end, that day alone.
create or replace macro window_start(since) as coalesce(since::date, (select start_date from dim_project));

create or replace macro window_end(since, until) as
    coalesce(until::date, (select greatest(end_date, since::date) from dim_project));

create or replace macro build_date() as (select value::date from meta where key = 'build_date');

-- The day at which a stock is taken: the window's end, else the earlier of the day of the build and the project's end.
create or replace macro stock_date(until) as
    coalesce(until::date, (select least(end_date, build_date()) from dim_project));

-- Whether a row counts. `first`: it may be the subject's earliest, so the window's start is looked at later.
create or replace macro is_counted(way, happened_on, ended_on, since, until) as
    case way
        when 'stock' then happened_on <= stock_date(until) and (ended_on is null or ended_on > stock_date(until))
        when 'first' then happened_on <= window_end(since, until)
        else happened_on >= window_start(since) and happened_on <= window_end(since, until)
    end;

-- A ratio of two `first` KPIs is a conversion: of the subjects in its denominator it counts those that went on by the
-- window's end, so that it is a share in every cell.
create or replace macro kpi_conversions(code := null) as table
    select
        ratios.kpi_code,
        ratios.numerator_code,
        ratios.denominator_code
    from dim_kpis as ratios
    inner join dim_kpis as numerators on ratios.numerator_code = numerators.kpi_code
    inner join dim_kpis as denominators on ratios.denominator_code = denominators.kpi_code
    where
        ratios.way = 'ratio' and numerators.way = 'first' and denominators.way = 'first'
        and (code is null or list_contains(kpi_codes(code), ratios.kpi_code));

-- The rows that count, for tracing: of a `first` KPI the subject's earliest row (is_first), of a ratio the rows of both
-- parts, of a conversion those of the subjects that went on. Only the rows of a `first` KPI's subject that has several are
-- ranked, which takes time.
create or replace macro kpi_evidence(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null
) as table
    with counted as (
        select *
        from kpi_filtered(code := code, province := province, partner := partner, desk := desk, sector := sector)
        where is_in_scope and is_counted(way, happened_on, ended_on, since, until)
    ),

    earliest as (
        select * exclude (way, sort_order, sector_code, size_class, known_at, subject_number, is_in_scope), way = 'first' as is_first
        from counted
        where way <> 'first' or (subject_number is null and happened_on >= window_start(since))
        union all
        select * exclude (way, sort_order, sector_code, size_class, known_at, subject_number, is_in_scope), true as is_first
        from counted
        where way = 'first' and subject_number is not null
        qualify
            row_number() over (partition by subject_number order by happened_on, record_id) = 1
            and happened_on >= window_start(since)
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
        * exclude (way, sort_order, sector_code, size_class, known_at, subject_number, is_in_scope),
        way <> 'first' or subject_number is null
        or row_number() over (partition by kpi_code, subject_id order by happened_on, record_id) = 1 as is_counted
    from kpi_filtered(code := code, province := province, partner := partner, desk := desk, sector := sector)
    where is_in_scope and is_counted(way, happened_on, ended_on, since, until)
    qualify way = 'stock' or happened_on >= window_start(since)
    union all by name
    select * from kpi_refusal(code, since, until, province, partner, desk, sector, '{build_id}');

-- The months of the window, first to last.
create or replace macro kpi_months(since, until) as table
    select
        strftime(month_start, '%Y-%m') as month,
        least(last_day(month_start), coalesce(until::date, last_day(month_start))) as month_end
    from (
        select unnest(generate_series(
            date_trunc('month', window_start(since)), window_end(since, until), interval 1 month
        ))::date as month_start
    ) as months;
