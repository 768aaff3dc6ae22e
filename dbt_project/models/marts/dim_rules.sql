select
    rule_code,
    severity,
    field,
    is_told,
    is_task,
    threshold,
    message_it,
    consequence_it,
    example_it
from {{ ref('rules') }}
