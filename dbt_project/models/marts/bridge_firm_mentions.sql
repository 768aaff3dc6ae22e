select
    mention_key,
    firm_id,
    partner_code,
    record_id,
    linked_by,
    weight
from {{ ref('private_firm_mentions') }}
