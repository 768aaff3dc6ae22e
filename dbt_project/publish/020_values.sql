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
-- `since`) the same pass gives `recent_value`, that of the window from that day on; not by level. With `with_total` also the
-- total, whose cell is NULL. Nothing judges the question: see kpi_cells.
create or replace macro kpi_answers(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    split := null, known_by := null, with_late := false, recent := null, with_total := false
) as table
    with numbers as (
        select
            kpi_number,
            cell,
            month_start,
            in_cell,
            in_total,
            count(*) as subjects,
            sum(amount) as amount,
            count(*) filter (counts_from is null or counts_from >= recent::date) as recent_subjects,
            sum(amount) filter (counts_from >= recent::date) as recent_amount
        from kpi_numbered_subjects(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := split, known_by := known_by, with_late := with_late, with_total := with_total
        )
        group by all
    ),

    placed as (
        select
            * exclude (cell, month_start),
            coalesce(strftime(month_start, '%Y-%m'), cell) as cell,
            false as is_total
        from numbers
        where in_cell
        union all by name
        select
            * exclude (cell, month_start),
            null as cell,
            true as is_total
        from numbers
        where in_total
    ),

    counted as (
        select
            kpis.kpi_code,
            placed.cell,
            placed.is_total,
            if(kpis.way = 'sum', sum(placed.amount), sum(placed.subjects))::double as value,
            if(kpis.way = 'sum', sum(placed.recent_amount), sum(placed.recent_subjects))::double as recent_value
        from placed
        inner join dim_kpis as kpis on placed.kpi_number = kpis.sort_order
        group by kpis.kpi_code, kpis.way, placed.cell, placed.is_total
    ),

    registry as (
        select
            *,
            case
                when kpi_code in (select kpi_code from kpi_conversions()) then kpi_code else numerator_code
            end as counted_code,
            is_without_place and (province is not null or sector is not null) as is_undivided,
            is_without_place and coalesce(split in ('province', 'desk', 'sector', 'size'), false) as is_undivided_in_cells
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
        select registry.kpi_code, listed.cell, false as is_total from registry cross join listed
        union all
        select kpi_code, null, true from registry where with_total and split is not null
        union
        select registry.kpi_code, counted.cell, counted.is_total
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
            registry.way, counted.value, numerators.value, denominators.value,
            registry.is_undivided or (registry.is_undivided_in_cells and not cells.is_total)
        ) as value,
        kpi_figure(
            registry.way, counted.recent_value, numerators.recent_value, denominators.recent_value,
            registry.is_undivided or (registry.is_undivided_in_cells and not cells.is_total)
        ) as recent_value
    from cells
    inner join registry using (kpi_code)
    left join counted
        on cells.kpi_code = counted.kpi_code and cells.is_total = counted.is_total and cells.cell is not distinct from counted.cell
    left join counted as numerators
        on
            registry.counted_code = numerators.kpi_code
            and cells.is_total = numerators.is_total
            and cells.cell is not distinct from numerators.cell
    left join counted as denominators
        on
            registry.denominator_code = denominators.kpi_code
            and cells.is_total = denominators.is_total
            and cells.cell is not distinct from denominators.cell;

-- The same, of a question that is judged first: a wrong one is an error.
create or replace macro kpi_cells(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    split := null, known_by := null, with_late := false, recent := null, with_total := false,
    asked_build := '{build_id}'
) as table
    from kpi_answers(
        code := code, since := since, until := until, province := province, partner := partner, desk := desk,
        sector := sector, split := split, known_by := known_by, with_late := with_late, recent := recent,
        with_total := with_total
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
