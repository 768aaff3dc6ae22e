-- Rows in force under a code that had meant something else, or that their own file gives to another row too.
{{ config(materialized='view_in_place') }}
{%- for record_type, field in {
    'firms': 'partner_firm_code', 'contacts': 'contact_code', 'events': 'event_code', 'networks': 'network_code',
    'services': 'service_code'
}.items() %}
select
    record_id,
    'code_reused' as rule_code,
    '{{ field }}' as field,
    regexp_replace(record_key, '#[0-9]+$', '') as value
from {{ ref('int_' ~ record_type ~ '_judged') }}
where is_code_reused and is_in_force{{ ' and firm_code is not null' if record_type == 'firms' }}
{{ "union all" if not loop.last }}
{%- endfor %}
