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
)

select
    gathered.*,
    coalesce(firms.sector_code, '??') as sector_code,
    coalesce({{ size_class('firms.employees', 'firms.turnover_eur') }}, '??') as size_class,
    coalesce(first_versions.known_at, deliveries.received_at) as known_at
from gathered
left join {{ ref('int_firms_described') }} as firms on gathered.firm_id = firms.firm_id
left join {{ ref('int_deliveries_decided') }} as deliveries
    on split_part(gathered.record_id, '/', 1) = deliveries.delivery_id
left join {{ ref('int_first_versions_traced') }} as first_versions
    on gathered.record_id = first_versions.record_id
