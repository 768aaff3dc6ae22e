select
    rule_code,
    severity,
    field,
    is_told,
    message_it
from {{ ref('rules') }}
