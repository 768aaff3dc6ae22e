-- KPIs split into cells; what adds up and what does not stands in dim_kpis.counting_note_it.

-- The value of each KPI by province: the twelve of Lombardy, the unknown one (??) and those outside that occur; the total
-- stands in the row whose province_code is NULL.
create or replace macro kpi_by_province(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null
) as table
    select
        kpi_code,
        cell as province_code,
        value
    from (
        select * from kpi_cells(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := 'province', asked_build := '{build_id}'
        )
        union all
        select * from kpi_cells(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, asked_build := '{build_id}'
        )
    ) as cells
    order by sort_order, cell nulls first;

-- The value of each KPI by the partner that delivered; the total stands in the row whose partner_code is NULL.
create or replace macro kpi_by_partner(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null
) as table
    select
        kpi_code,
        cell as partner_code,
        value
    from (
        select * from kpi_cells(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := 'partner', asked_build := '{build_id}'
        )
        union all
        select * from kpi_cells(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, asked_build := '{build_id}'
        )
    ) as cells
    order by sort_order, cell nulls first;

-- The value of each KPI by month of the window (YYYY-MM); the total stands in the row whose month is NULL.
create or replace macro kpi_by_month(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null
) as table
    select
        kpi_code,
        cell as month,
        value
    from (
        select * from kpi_cells(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := 'month', asked_build := '{build_id}'
        )
        union all
        select * from kpi_cells(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, asked_build := '{build_id}'
        )
    ) as cells
    order by sort_order, cell nulls first;

-- The value of each KPI by level of evidence; the total stands in the row whose evidence_level is NULL.
create or replace macro kpi_by_level(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null
) as table
    select
        kpi_code,
        cell as evidence_level,
        value
    from (
        select * from kpi_cells(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := 'level', asked_build := '{build_id}'
        )
        union all
        select * from kpi_cells(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, asked_build := '{build_id}'
        )
    ) as cells
    order by sort_order, cell nulls first;

-- The value of each KPI by sector (ATECO division, two digits); the total stands in the row whose sector_code is NULL.
create or replace macro kpi_by_sector(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null
) as table
    select
        kpi_code,
        cell as sector_code,
        value
    from (
        select * from kpi_cells(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := 'sector', asked_build := '{build_id}'
        )
        union all
        select * from kpi_cells(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, asked_build := '{build_id}'
        )
    ) as cells
    order by sort_order, cell nulls first;

-- The value of each KPI by desk (?? where the row names none); the total stands in the row whose desk_code is NULL.
create or replace macro kpi_by_desk(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null
) as table
    select
        kpi_code,
        cell as desk_code,
        value
    from (
        select * from kpi_cells(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := 'desk', asked_build := '{build_id}'
        )
        union all
        select * from kpi_cells(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, asked_build := '{build_id}'
        )
    ) as cells
    order by sort_order, cell nulls first;

-- The value of each KPI by the firm's size class (micro, small, medium, large, ??); the total stands in the row whose size_class is NULL.
create or replace macro kpi_by_size(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null
) as table
    select
        kpi_code,
        cell as size_class,
        value
    from (
        select * from kpi_cells(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, split := 'size', asked_build := '{build_id}'
        )
        union all
        select * from kpi_cells(
            code := code, since := since, until := until, province := province, partner := partner, desk := desk,
            sector := sector, asked_build := '{build_id}'
        )
    ) as cells
    order by sort_order, cell nulls first;
