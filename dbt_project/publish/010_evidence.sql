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
        strftime(month_start, '%Y-%m') as month,
        least(last_day(month_start), coalesce(until::date, last_day(month_start))) as month_end
    from (
        select unnest(generate_series(
            date_trunc('month', window_start(since)), window_end(since, until), interval 1 month
        ))::date as month_start
    ) as months;

-- The days in which each KPI asked for counts: what happened from `first_day` to `last_day` and had not ended by `alive_on`;
-- of a `first` KPI, whose earliest row may be the one, the window's start is `earliest_from`, looked at later. One row a
-- KPI; of a stock told apart by month (`split`) one for each month, and with `with_total` one for the total. `of_conversions`
-- keeps the KPIs that conversions count, or the others; with a ratio come its two parts.
create or replace macro kpi_windows(code, since, until, split, with_total, of_conversions) as table
    select
        asked.kpi_number,
        asked.way,
        null as month,
        if(asked.way in ('first', 'stock'), '-infinity'::date, days.since) as first_day,
        if(asked.way = 'stock', days.stock_on, days.until) as last_day,
        if(asked.way = 'stock', days.stock_on, '-infinity'::date) as alive_on,
        if(asked.way = 'first', days.since, '-infinity'::date) as earliest_from
    from (
        select
            kpi_number,
            way
        from kpi_parts
        where code is null or list_contains(kpi_codes(code), asked_code)
        group by kpi_number, way
        having of_conversions is null or bool_or(is_converted) = of_conversions
    ) as asked
    cross join (
        select
            window_start(since) as since,
            window_end(since, until) as until,
            stock_date(until) as stock_on
    ) as days
    where with_total or split is distinct from 'month' or asked.way <> 'stock'
    union all
    select
        stocks.kpi_number,
        stocks.way,
        months.month,
        '-infinity'::date as first_day,
        months.month_end as last_day,
        months.month_end as alive_on,
        '-infinity'::date as earliest_from
    from (
        select distinct
            kpi_number,
            way
        from kpi_parts
        where way = 'stock' and (code is null or list_contains(kpi_codes(code), asked_code))
    ) as stocks
    cross join kpi_months(since, until) as months
    where split = 'month' and not coalesce(of_conversions, false);

-- The evidence rows that pass the filters, with the days of their KPI and whether they lie in them (`is_in_window`). Scope:
-- Lombardy's provinces and the one not known ('??'); a province named in the filter is its own scope. NULL means "no
-- filter"; each argument is one code or several (see kpi_codes), of which a row has any: what two provinces or partners
-- both have counts once. `known_by` (a moment) keeps what had been received by then, by today's rules and corrections;
-- `with_late`, also what happened by then.
create or replace macro kpi_filtered(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    split := null, known_by := null, with_late := false, with_total := false, of_conversions := null
) as table
    select
        evidence.* replace (province is not null or evidence.is_in_scope as is_in_scope),
        windows.way,
        windows.month,
        windows.earliest_from,
        evidence.happened_on >= windows.first_day
        and evidence.happened_on <= windows.last_day
        and (evidence.ended_on is null or evidence.ended_on > windows.alive_on) as is_in_window
    from fct_kpi_evidence as evidence
    inner join kpi_windows(code, since, until, split, with_total, of_conversions) as windows using (kpi_number)
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

-- The conversions asked for, with the numbers of their parts.
create or replace macro kpi_conversions(code := null) as table
    select
        ratios.kpi_code,
        ratios.sort_order as kpi_number,
        ratios.numerator_code,
        ratios.denominator_code,
        numerators.sort_order as numerator_number,
        denominators.sort_order as denominator_number
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
        from kpi_filtered(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector
        )
        where is_in_scope and is_in_window
    ),

    earliest as (
        select
            * exclude (
                sector_code, size_class, known_at, kpi_number, subject_number, is_only_row, is_in_scope, way, month,
                earliest_from, is_in_window
            ),
            way = 'first' as is_first
        from counted
        where way <> 'first' or (is_only_row and happened_on >= earliest_from)
        union all
        select
            * exclude (
                sector_code, size_class, known_at, kpi_number, subject_number, is_only_row, is_in_scope, way, month,
                earliest_from, is_in_window
            ),
            true as is_first
        from counted
        where way = 'first' and not is_only_row
        qualify
            row_number() over (partition by kpi_number, subject_number order by happened_on, record_id) = 1
            and happened_on >= earliest_from
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
            sector_code, size_class, known_at, kpi_number, subject_number, is_only_row, is_in_scope, way, month,
            earliest_from, is_in_window
        ),
        way <> 'first' or is_only_row
        or row_number() over (partition by kpi_code, subject_id order by happened_on, record_id) = 1 as is_counted
    from kpi_filtered(
        code := code, since := since, until := until, province := province, partner := partner, desk := desk, sector := sector
    )
    where is_in_scope and is_in_window
    qualify happened_on >= earliest_from
    union all by name
    select * from kpi_refusal(code, since, until, province, partner, desk, sector, '{build_id}');
