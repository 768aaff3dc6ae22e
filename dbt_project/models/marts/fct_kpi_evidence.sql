-- The union of the KPI models: PAL_KPI_CODES lists the files of models/kpi.
-- It is set by the build (warehouse/build.py), so that a new KPI is one row of the registry and one file.
-- Read twice rather than kept between: many rows of all columns are written to disk and read again otherwise.
with gathered as not materialized (
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

counted as not materialized (
    select
        gathered.*,
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

-- Grouping by a number is what the macros do fast; a subject with one row needs no grouping and gets none.
shared as (
    select
        kpi_code,
        counted_id,
        row_number() over (order by kpi_code, counted_id)::integer as subject_number
    from counted
    group by kpi_code, counted_id
    having count(*) > 1
)

select
    counted.* exclude (counted_id),
    coalesce(firms.sector_code, '??') as sector_code,
    coalesce({{ size_class('firms.employees', 'firms.turnover_eur') }}, '??') as size_class,
    coalesce(first_versions.known_at, deliveries.received_at) as known_at,
    shared.subject_number
from counted
left join shared on counted.kpi_code = shared.kpi_code and counted.counted_id = shared.counted_id
left join {{ ref('int_firms_described') }} as firms on counted.firm_id = firms.firm_id
left join {{ ref('int_deliveries_decided') }} as deliveries
    on split_part(counted.record_id, '/', 1) = deliveries.delivery_id
left join {{ ref('int_first_versions_traced') }} as first_versions
    on counted.record_id = first_versions.record_id
