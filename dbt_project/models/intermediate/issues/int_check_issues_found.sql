-- Rows of which a person found no proof, and that nobody has decided to count on.
{{ config(materialized='view') }}
select
    record_id,
    'audit_failed' as rule_code,
    'row' as field,
    author || ', ' || decided_on || ': ' || reason as value
from {{ ref('int_checks_decided') }}
where finding = 'not_found'
