-- The corrected fields of all record types.
{%- for record_type in record_types() %}
select
    '{{ record_type }}' as record_type,
    *
from {{ ref('stg_corrected_' ~ record_type) }}
{{ "union all" if not loop.last }}
{%- endfor %}
