select
    territory,
    province_code,
    counted_on,
    networks,
    firms,
    counting_rule_it,
    source
from {{ ref('published_counts') }}
