-- The union of the KPI models: PAL_KPI_CODES lists the files of models/kpi (set by `pal build`, see warehouse/build.py).
{%- for kpi_code in env_var('PAL_KPI_CODES').split(',') %}
select * from {{ ref(kpi_code) }}
{{ "union all by name" if not loop.last }}
{%- endfor %}
