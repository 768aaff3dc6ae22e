select
    rule_code,
    severity,
    field,
    message_it
from {{ ref('rules') }}
