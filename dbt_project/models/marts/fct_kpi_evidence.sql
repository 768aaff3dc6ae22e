-- The union of the KPI models: PAL_KPI_CODES lists the files of models/kpi.
-- It is set by the build (warehouse/build.py), so that a new KPI is one row of the registry and one file.
with gathered as (
    {%- for kpi_code in env_var('PAL_KPI_CODES').split(',') %}
    select
        kpi_code,
        subject_type,
        subject_id,
        province_code,
        partner_code,
        desk_code,
        firm_id,
        network_id,
        happened_on,
        ended_on,
        amount,
        evidence_level,
        record_id
    from {{ ref(kpi_code) }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

counted as (
    select
        gathered.*,
        kpis.sort_order as kpi_number,
        kpis.way,
        case when kpis.way = 'sum' then gathered.record_id else gathered.subject_id end as counted_id
    from gathered
    inner join {{ ref('kpis') }} as kpis using (kpi_code)
    cross join {{ ref('project') }} as project
    -- What was before the project decides what is there on a day, and nothing of what happened in it.
    where
        (kpis.way = 'stock' or gathered.happened_on >= project.start_date)
        -- A row that an audit did not find counts on only where somebody decides so.
        and not {{ is_audit_failed('gathered.record_id') }}
),

subjects as (
    select
        kpi_number,
        any_value(way) as way,
        any_value(subject_type) as subject_type,
        counted_id,
        count(*) > 1 as has_several_rows
    from counted
    group by kpi_number, counted_id
),

-- Numbers are what the macros group and join by: it takes a fraction of the time. A subject with one row needs no grouping;
-- those of `first` KPIs are joined, by conversions.
numbered as (
    select
        kpi_number,
        counted_id,
        has_several_rows,
        (dense_rank() over (order by subject_type, counted_id))::integer as subject_number
    from subjects
    where has_several_rows or way = 'first'
)

select
    counted.* exclude (kpi_number, way, counted_id),
    coalesce(firms.sector_code, '??') as sector_code,
    coalesce({{ size_class('firms.employees', 'firms.turnover_eur') }}, '??') as size_class,
    coalesce(first_versions.known_at, deliveries.received_at) as known_at,
    counted.kpi_number,
    numbered.subject_number,
    not coalesce(numbered.has_several_rows, false) as is_only_row,
    counted.province_code in (
        select province_code from {{ ref('dim_provinces') }} where is_lombardy or province_code = '??'
    ) as is_in_scope
from counted
left join numbered on counted.kpi_number = numbered.kpi_number and counted.counted_id = numbered.counted_id
left join {{ ref('int_firms_described') }} as firms on counted.firm_id = firms.firm_id
left join {{ ref('int_deliveries_decided') }} as deliveries
    on split_part(counted.record_id, '/', 1) = deliveries.delivery_id
left join {{ ref('int_first_versions_traced') }} as first_versions
    on counted.record_id = first_versions.record_id
