-- The rows that count, each with its cell, of subjects that one row alone proves (`alone`) or of the others.
-- `split` names the cells: province, partner, desk, sector, size, month, level; NULL for the total alone. A month or
-- level that depends on all rows of a subject is left to who groups them.
create or replace macro kpi_counted(
    alone, code := null, since := null, until := null, province := null, partner := null, desk := null,
    sector := null, split := null, known_by := null, with_late := false
) as table
    select
        *,
        case split
            when 'province' then province_code
            when 'partner' then partner_code
            when 'desk' then coalesce(desk_code, '??')
            when 'sector' then sector_code
            when 'size' then size_class
            when 'month' then case when way <> 'first' then strftime(happened_on, '%Y-%m') end
        end as cell
    from kpi_filtered(
        code := code, province := province, partner := partner, desk := desk, sector := sector,
        known_by := known_by, with_late := with_late
    )
    where
        (subject_number is null) = alone
        and (is_in_scope or split = 'province')
        and is_counted(way, happened_on, ended_on, since, until)
        and (split is distinct from 'month' or way <> 'stock')
    union all
    select
        filtered.*,
        months.month as cell
    from kpi_filtered(
        code := code, province := province, partner := partner, desk := desk, sector := sector,
        known_by := known_by, with_late := with_late
    ) as filtered
    inner join kpi_months(since, until) as months
        on is_counted(filtered.way, filtered.happened_on, filtered.ended_on, null, months.month_end)
    where
        split = 'month' and filtered.way = 'stock' and filtered.is_in_scope
        and (filtered.subject_number is null) = alone;

-- The subjects that count of every KPI but ratios. A subject_number belongs to one KPI; what one row alone proves has none
-- and needs no grouping, which takes time. Most of that is kept texts: so the KPI is its sort_order while it groups, and who
-- only counts leaves the ids out (`with_ids`: counted_id is null).
create or replace macro kpi_own_subjects(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    split := null, known_by := null, with_late := false, with_ids := true
) as table
    select
        kpi_code,
        way,
        case when not with_ids then null when way = 'sum' then record_id else subject_id end as counted_id,
        case
            when split = 'level' then evidence_level
            when split = 'month' and way = 'first' then strftime(happened_on, '%Y-%m')
            else cell
        end as cell,
        amount,
        case way when 'stock' then null else happened_on end as counts_from
    from kpi_counted(
        true, code := code, since := since, until := until, province := province, partner := partner, desk := desk,
        sector := sector, split := split, known_by := known_by, with_late := with_late
    )
    where way <> 'first' or happened_on >= window_start(since)
    union all
    select
        kpis.kpi_code,
        kpis.way,
        grouped.counted_id,
        case
            when split = 'level' then grouped.best_level
            when split = 'month' and kpis.way = 'first' then strftime(grouped.first_on, '%Y-%m')
            else grouped.cell
        end as cell,
        grouped.amount,
        case kpis.way when 'first' then grouped.first_on when 'stock' then null else grouped.last_on end as counts_from
    from (
        select
            any_value(sort_order) as sort_order,
            any_value(case when not with_ids then null when way = 'sum' then record_id else subject_id end) as counted_id,
            cell,
            max(evidence_level) as best_level,
            max(amount) as amount,
            min(happened_on) as first_on,
            max(happened_on) as last_on
        from kpi_counted(
            false, code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := split, known_by := known_by, with_late := with_late
        )
        group by subject_number, cell
    ) as grouped
    inner join dim_kpis as kpis on grouped.sort_order = kpis.sort_order
    where kpis.way <> 'first' or grouped.first_on >= window_start(since);

-- The subjects that count, one row for each KPI, cell and subject (of a `sum`: each record once, with its amount).
-- `split` names the cells: province, partner, desk, sector, size, month, level; NULL for the total alone. `counts_from` is
-- the latest first day of a window that ends at `until` and still counts the subject (of a stock any does: NULL); what its
-- level is in a shorter window only that window's own rows can tell. A conversion's stand under its own code: of the
-- subjects of its denominator, in their cells, those that its numerator has in that cell too; a month or a level is the
-- denominator's.
create or replace macro kpi_subjects(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    split := null, known_by := null, with_late := false, with_ids := true
) as table
    with parts as (
        select
            *,
            case when split in ('month', 'level') then null else cell end as place
        from kpi_own_subjects(
            code := (select coalesce(string_agg(kpi_code, ' '), '') from kpi_conversions(code := code)),
            since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := split, known_by := known_by, with_late := with_late
        )
    )

    from kpi_own_subjects(
        code := code, since := since, until := until, province := province, partner := partner, desk := desk,
        sector := sector, split := split, known_by := known_by, with_late := with_late, with_ids := with_ids
    )
    union all
    select distinct
        conversions.kpi_code,
        'ratio' as way,
        denominators.counted_id,
        denominators.cell,
        null as amount,
        denominators.counts_from
    from kpi_conversions(code := code) as conversions
    inner join parts as denominators on conversions.denominator_code = denominators.kpi_code
    inner join parts as numerators
        on
            conversions.numerator_code = numerators.kpi_code
            and denominators.counted_id = numerators.counted_id
            and denominators.place is not distinct from numerators.place;

-- A figure from what was counted: a ratio divides its two KPIs (a conversion its own subjects by its denominator) and is
-- null where the denominator is 0, or told apart by what its numerator does not have.
create or replace macro kpi_figure(way, own, numerator, denominator, is_undivided) as
    case
        when way <> 'ratio' then coalesce(own, 0)
        when is_undivided then null
        when denominator > 0 then coalesce(numerator, 0) / denominator
    end;

-- The value of every KPI asked for in every cell; a ratio's two KPIs are those of the same cell, and one of what
-- has neither province nor sector (`is_without_place`) is null where these are told apart. With `recent` (a day after
-- `since`) the same pass gives `recent_value`, that of the window from that day on; not by level. Nothing judges the
-- question: see kpi_cells.
create or replace macro kpi_answers(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    split := null, known_by := null, with_late := false, recent := null
) as table
    with counted as (
        select
            kpi_code,
            cell,
            case when way = 'sum' then sum(amount)::double else count(*)::double end as value,
            case
                when way = 'sum' then (sum(amount) filter (counts_from >= recent::date))::double
                else (count(*) filter (way = 'stock' or counts_from >= recent::date))::double
            end as recent_value
        from kpi_subjects(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := split, known_by := known_by, with_late := with_late, with_ids := false
        )
        group by kpi_code, way, cell
    ),

    registry as (
        select
            *,
            case
                when kpi_code in (select kpi_code from kpi_conversions()) then kpi_code else numerator_code
            end as counted_code,
            is_without_place
            and (
                coalesce(split in ('province', 'desk', 'sector', 'size'), false)
                or province is not null or sector is not null
            ) as is_undivided
        from dim_kpis
        where code is null or list_contains(kpi_codes(code), kpi_code)
    ),

    listed as (
        select null as cell where split is null
        union all
        select province_code from dim_provinces where split = 'province' and is_lombardy
        union all
        select partner_code from dim_partners where split = 'partner'
        union all
        select desk_code from dim_desks where split = 'desk'
        union all
        -- Named with its table: alone, `code` is the macro's argument.
        select words.code from dim_codes as words
        where words.vocabulary = case split when 'size' then 'size_class' when 'level' then 'evidence_level' end
        union all
        select '??' where split = 'size'
        union all
        select month from kpi_months(since, until) where split = 'month'
    ),

    cells as (
        select registry.kpi_code, listed.cell from registry cross join listed
        union
        select registry.kpi_code, counted.cell
        from registry
        inner join counted
            on counted.kpi_code in (registry.kpi_code, registry.numerator_code, registry.denominator_code)
        where split in ('province', 'desk', 'sector')
    )

    select
        registry.kpi_code,
        registry.sort_order,
        cells.cell,
        kpi_figure(
            registry.way, counted.value, numerators.value, denominators.value, registry.is_undivided
        ) as value,
        kpi_figure(
            registry.way, counted.recent_value, numerators.recent_value, denominators.recent_value, registry.is_undivided
        ) as recent_value
    from cells
    inner join registry using (kpi_code)
    left join counted
        on cells.kpi_code = counted.kpi_code and cells.cell is not distinct from counted.cell
    left join counted as numerators
        on registry.counted_code = numerators.kpi_code and cells.cell is not distinct from numerators.cell
    left join counted as denominators
        on registry.denominator_code = denominators.kpi_code and cells.cell is not distinct from denominators.cell;

-- The same, of a question that is judged first: a wrong one is an error.
create or replace macro kpi_cells(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    split := null, known_by := null, with_late := false, recent := null, asked_build := '{build_id}'
) as table
    from kpi_answers(
        code := code, since := since, until := until, province := province, partner := partner, desk := desk,
        sector := sector, split := split, known_by := known_by, with_late := with_late, recent := recent
    )
    union all
    select kpi_code, amount::int, province_code, amount::double, amount::double
    from kpi_refusal(code, since, until, province, partner, desk, sector, asked_build);

-- The value of each KPI; with `known_by`, as far as it could be known then (see kpi_filtered).
create or replace macro kpi(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    known_by := null, with_late := false
) as table
    select
        kpi_code,
        value
    from kpi_cells(
        code := code, since := since, until := until, province := province, partner := partner, desk := desk,
        sector := sector, known_by := known_by, with_late := with_late, asked_build := '{build_id}'
    )
    order by sort_order;
