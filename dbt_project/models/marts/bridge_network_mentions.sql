select
    {{ keyed_id('M', 'mention_id') }} as mention_key,
    network_id,
    partner_code,
    record_id,
    linked_by
from {{ ref('private_network_mentions') }}
