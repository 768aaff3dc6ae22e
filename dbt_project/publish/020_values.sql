-- The rows that count, each with its cell, of subjects that one row alone proves (`alone`) or of the others.
-- `split` names the cells: province, partner, desk, sector, size, month, level; NULL for the total alone. A month or
-- level that depends on all rows of a subject is left to who groups them. `with_total` also wants the rows that count in
-- the total alone (a stock's, by month).
create or replace macro kpi_counted(
    alone, code := null, since := null, until := null, province := null, partner := null, desk := null,
    sector := null, split := null, known_by := null, with_late := false, with_total := false, with_ids := false,
    of_conversions := null
) as table
    select
        filtered.kpi_number,
        filtered.subject_number,
        case when with_ids then if(filtered.way = 'sum', filtered.record_id, filtered.subject_id) end as counted_id,
        coalesce(
            filtered.month,
            case split
                when 'province' then filtered.province_code
                when 'partner' then filtered.partner_code
                when 'desk' then coalesce(filtered.desk_code, '??')
                when 'sector' then filtered.sector_code
                when 'size' then filtered.size_class
            end
        ) as cell,
        case
            when split = 'month' then if(filtered.way in ('first', 'stock'), null, date_trunc('month', filtered.happened_on))
        end as month_start,
        filtered.happened_on,
        filtered.amount,
        filtered.evidence_level,
        with_total and filtered.is_in_scope as in_total
    from kpi_filtered(
        code := code, since := since, until := until, province := province, partner := partner, desk := desk,
        sector := sector, split := split, known_by := known_by, with_late := with_late, with_total := with_total,
        of_conversions := of_conversions
    ) as filtered
    where
        filtered.is_only_row = alone
        and (filtered.is_in_scope or split = 'province')
        and filtered.is_in_window;

-- The subjects that count of every KPI but ratios, by number: one row for each KPI, cell and subject (`in_cell`), and
-- with `with_total` one for each KPI and subject (`in_total`); what one row alone proves is both in one, for it needs no
-- grouping, which takes time. A cell that is a month stands as its first day until it is counted.
create or replace macro kpi_own_subjects(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    split := null, known_by := null, with_late := false, with_total := false, with_ids := false,
    of_conversions := null
) as table
    with grouped as (
        select
            kpi_number,
            subject_number,
            case when with_ids then any_value(counted_id) end as counted_id,
            cell,
            month_start,
            min(happened_on) as first_on,
            max(happened_on) as last_on,
            max(amount) as amount,
            max(evidence_level) as evidence_level,
            any_value(in_total) as in_total
        from kpi_counted(
            false, code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := split, known_by := known_by, with_late := with_late, with_total := with_total,
            with_ids := with_ids, of_conversions := of_conversions
        )
        group by kpi_number, subject_number, cell, month_start
    ),

    subjects as (
        select
            * exclude (in_total),
            true as in_cell,
            false as in_total
        from grouped
        union all
        select
            kpi_number,
            subject_number,
            case when with_ids then any_value(counted_id) end as counted_id,
            null as cell,
            null as month_start,
            min(first_on) as first_on,
            max(last_on) as last_on,
            max(amount) as amount,
            max(evidence_level) as evidence_level,
            false as in_cell,
            true as in_total
        from grouped
        where with_total and in_total and (split is distinct from 'month' or cell is null)
        group by kpi_number, subject_number
        union all
        select
            kpi_number,
            subject_number,
            counted_id,
            cell,
            month_start,
            happened_on as first_on,
            happened_on as last_on,
            amount,
            evidence_level,
            true as in_cell,
            in_total
        from kpi_counted(
            true, code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := split, known_by := known_by, with_late := with_late, with_total := with_total,
            with_ids := with_ids, of_conversions := of_conversions
        )
    )

    select
        subjects.kpi_number,
        subjects.subject_number,
        subjects.counted_id,
        case when split = 'level' then subjects.evidence_level else subjects.cell end as cell,
        case
            when split = 'month' then if(kpis.way = 'first', date_trunc('month', subjects.first_on), subjects.month_start)
        end as month_start,
        subjects.amount,
        case kpis.way when 'first' then subjects.first_on when 'stock' then null else subjects.last_on end as counts_from,
        -- A stock has a cell for each month; its total is none of them.
        subjects.in_cell
        and (split is distinct from 'month' or subjects.cell is not null or kpis.way <> 'stock') as in_cell,
        subjects.in_total and (split is distinct from 'month' or subjects.cell is null) as in_total
    from subjects
    inner join (
        select
            *,
            if(way = 'first', window_start(since), '-infinity'::date) as earliest_from
        from dim_kpis
    ) as kpis on subjects.kpi_number = kpis.sort_order
    where subjects.first_on >= kpis.earliest_from;

-- The same with conversions, which stand under their own code: of the subjects of a conversion's denominator, in their
-- cells, those that its numerator has in that cell too; a month or a level is the denominator's.
create or replace macro kpi_numbered_subjects(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    split := null, known_by := null, with_late := false, with_total := false, with_ids := false
) as table
    with parts as (
        from kpi_own_subjects(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := split, known_by := known_by, with_late := with_late,
            with_total := with_total, with_ids := with_ids, of_conversions := true
        )
    )

    from kpi_own_subjects(
        code := code, since := since, until := until, province := province, partner := partner, desk := desk,
        sector := sector, split := split, known_by := known_by, with_late := with_late,
        with_total := with_total, with_ids := with_ids, of_conversions := false
    )
    union all
    from parts
    union all
    select
        conversions.kpi_number,
        denominators.subject_number,
        denominators.counted_id,
        denominators.cell,
        denominators.month_start,
        null as amount,
        denominators.counts_from,
        true as in_cell,
        false as in_total
    from kpi_conversions(code := code) as conversions
    inner join parts as denominators on conversions.denominator_number = denominators.kpi_number
    inner join parts as numerators
        on
            conversions.numerator_number = numerators.kpi_number
            and denominators.subject_number = numerators.subject_number
            and (split in ('month', 'level') or denominators.cell is not distinct from numerators.cell)
    where denominators.in_cell and numerators.in_cell
    union all
    select
        conversions.kpi_number,
        denominators.subject_number,
        denominators.counted_id,
        null as cell,
        null as month_start,
        null as amount,
        denominators.counts_from,
        false as in_cell,
        true as in_total
    from kpi_conversions(code := code) as conversions
    inner join parts as denominators on conversions.denominator_number = denominators.kpi_number
    inner join parts as numerators
        on
            conversions.numerator_number = numerators.kpi_number
            and denominators.subject_number = numerators.subject_number
    where with_total and denominators.in_total and numerators.in_total;

-- The subjects that count, one row for each KPI, cell and subject (of a `sum`: each record once, with its amount).
-- `split` names the cells: province, partner, desk, sector, size, month, level; NULL for the total alone. `counts_from` is
-- the latest first day of a window that ends at `until` and still counts the subject (of a stock any does: NULL); what its
-- level is in a shorter window only that window's own rows can tell.
create or replace macro kpi_subjects(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    split := null, known_by := null, with_late := false
) as table
    select
        kpis.kpi_code,
        kpis.way,
        subjects.counted_id,
        coalesce(strftime(subjects.month_start, '%Y-%m'), subjects.cell) as cell,
        subjects.amount,
        subjects.counts_from
    from kpi_numbered_subjects(
        code := code, since := since, until := until, province := province, partner := partner, desk := desk,
        sector := sector, split := split, known_by := known_by, with_late := with_late, with_ids := true
    ) as subjects
    inner join dim_kpis as kpis on subjects.kpi_number = kpis.sort_order;

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
