-- The union of the KPI models: PAL_KPI_CODES lists the files of models/kpi.
-- It is set by the build (warehouse/build.py), so that a new KPI is one row of the registry and one file.
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
