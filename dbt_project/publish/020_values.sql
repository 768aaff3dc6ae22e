-- The rows that count, each with its cell, of subjects whose rows are all alike (`alone`) or of the others. Rows are alike
-- where no filter and no cell tells them apart: same subject, province, partner, desk, sector and size. One of them says all
-- that a figure needs, the latest of the window, of a `first` KPI the earliest of all: `replaced_on` is the first end of a
-- window for which another stands in a row's place, and one in whose place another always stands has no `is_alike`. So
-- nothing is left to group but subjects of several kinds. What else tells rows apart, what was known by a moment or the
-- level, needs every row.
-- `split` names the cells: province, partner, desk, sector, size, month, level; NULL for the total alone. A month or
-- level that depends on all rows of a subject is left to who groups them. Months stand beside as days (`cell_month`), for
-- to write millions of them takes time.
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
        end as cell,
        case
            when split = 'month' then
                coalesce(month_start, case when alone or way <> 'first' then date_trunc('month', happened_on) end)
        end as cell_month
    from kpi_filtered(
        code := code, since := since, until := until, province := province, partner := partner, desk := desk,
        sector := sector, split := split, known_by := known_by, with_late := with_late
    )
    where
        (is_in_scope or split = 'province')
        and is_counted(happened_on, ended_on, first_day, last_day, alive_on)
        and case
            when known_by is not null or split is not distinct from 'level' then (subject_number is null) = alone
            else
                is_alike = alone
                and (
                    replaced_on is null
                    or replaced_on > case when split = 'month' then least(last_day, last_day(happened_on)) else last_day end
                )
        end;

-- The subjects that count of every KPI but ratios, by numbers: kpi_subjects, before it has their words.
create or replace macro kpi_numbered_subjects(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    split := null, known_by := null, with_late := false
) as table
    select
        kpi_number,
        subject_number,
        case when way = 'sum' then record_id else subject_id end as counted_id,
        case when split = 'level' then evidence_level else cell end as cell,
        cell_month,
        amount,
        case when way = 'stock' then 'infinity' else happened_on end as counts_from
    from kpi_counted(
        true, code := code, since := since, until := until, province := province, partner := partner, desk := desk,
        sector := sector, split := split, known_by := known_by, with_late := with_late
    )
    where happened_on >= begins_on
    union all
    select
        grouped.kpi_number,
        grouped.subject_number,
        grouped.counted_id,
        grouped.cell,
        case when ways.way = 'first' and split = 'month' then date_trunc('month', grouped.first_on) else grouped.cell_month end
            as cell_month,
        grouped.amount,
        case ways.way when 'first' then grouped.first_on when 'stock' then 'infinity' else grouped.last_on end
            as counts_from
    from (
        select
            kpi_number,
            subject_number,
            any_value(case when way = 'sum' then record_id else subject_id end) as counted_id,
            case when split = 'level' then max(evidence_level) else counted.cell end as cell,
            cell_month,
            max(amount) as amount,
            min(happened_on) as first_on,
            max(happened_on) as last_on
        from kpi_counted(
            false, code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := split, known_by := known_by, with_late := with_late
        ) as counted
        group by kpi_number, subject_number, counted.cell, counted.cell_month
        having min(happened_on) >= any_value(begins_on)
    ) as grouped
    inner join (select sort_order, way from dim_kpis) as ways on grouped.kpi_number = ways.sort_order;

-- A conversion's subjects: of its denominator's, in their cells, those that its numerator has in that cell too; a month or a
-- level is the denominator's. Who is in both has rows in both, so a number.
create or replace macro kpi_converted_subjects(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    split := null, known_by := null, with_late := false
) as table
    select
        conversions.kpi_number,
        denominators.subject_number,
        denominators.counted_id,
        denominators.cell,
        denominators.cell_month,
        null::decimal(18, 2) as amount,
        denominators.counts_from
    from kpi_conversions(code := code) as conversions
    inner join kpi_numbered_subjects(
        code := (select coalesce(string_agg(denominator_code, ' '), '') from kpi_conversions(code := code)),
        since := since, until := until, province := province, partner := partner, desk := desk,
        sector := sector, split := split, known_by := known_by, with_late := with_late
    ) as denominators on conversions.denominator_number = denominators.kpi_number
    inner join kpi_numbered_subjects(
        code := (select coalesce(string_agg(numerator_code, ' '), '') from kpi_conversions(code := code)),
        since := since, until := until, province := province, partner := partner, desk := desk,
        sector := sector, split := split, known_by := known_by, with_late := with_late
    ) as numerators
        on
            conversions.numerator_number = numerators.kpi_number
            and denominators.subject_number = numerators.subject_number
            and (split in ('month', 'level') or denominators.cell is not distinct from numerators.cell);

-- The subjects that count, one row for each KPI, cell and subject (of a `sum`: each record once, with its amount), a
-- conversion's under its own code. `split` names the cells: province, partner, desk, sector, size, month, level; NULL for
-- the total alone. `counts_from` is the latest first day of a window that ends at `until` and still counts the subject (of a
-- stock any does); what its level is in a shorter window only that window's own rows can tell.
create or replace macro kpi_subjects(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    split := null, known_by := null, with_late := false
) as table
    select
        registry.kpi_code,
        registry.way,
        subjects.counted_id,
        coalesce(strftime(subjects.cell_month, '%Y-%m'), subjects.cell) as cell,
        subjects.amount,
        subjects.counts_from
    from (
        from kpi_numbered_subjects(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := split, known_by := known_by, with_late := with_late
        )
        union all
        from kpi_converted_subjects(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := split, known_by := known_by, with_late := with_late
        )
    ) as subjects
    inner join dim_kpis as registry on subjects.kpi_number = registry.sort_order;

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
    with by_number as (
        select
            kpi_number,
            cell,
            cell_month,
            count(*) as subject_count,
            sum(amount) as amount,
            count(*) filter (counts_from >= recent::date) as recent_count,
            sum(amount) filter (counts_from >= recent::date) as recent_amount
        from (
            from kpi_numbered_subjects(
                code := code, since := since, until := until, province := province, partner := partner, desk := desk,
                sector := sector, split := split, known_by := known_by, with_late := with_late
            )
            union all
            from kpi_converted_subjects(
                code := code, since := since, until := until, province := province, partner := partner, desk := desk,
                sector := sector, split := split, known_by := known_by, with_late := with_late
            )
        ) as subjects
        group by kpi_number, cell, cell_month
    ),

    counted as (
        select
            registry.kpi_code,
            coalesce(strftime(by_number.cell_month, '%Y-%m'), by_number.cell) as cell,
            case when registry.way = 'sum' then by_number.amount::double else by_number.subject_count::double end as value,
            case when registry.way = 'sum' then by_number.recent_amount::double else by_number.recent_count::double end
                as recent_value
        from by_number
        inner join dim_kpis as registry on by_number.kpi_number = registry.sort_order
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
