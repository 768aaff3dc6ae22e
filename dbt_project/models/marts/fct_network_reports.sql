-- A network as one partner reports it.
select
    mentions.record_id,
    mentions.partner_code,
    resolved.network_id,
    {{ evidence_level('mentions.record_id', 'mentions.document_ref', 'networks.is_in_register') }} as evidence_level
from {{ ref('int_network_mentions_gathered') }} as mentions
inner join {{ ref('int_network_mentions_resolved') }} as resolved using (mention_id)
inner join {{ ref('int_networks_described') }} as networks using (network_id)
where not mentions.is_from_register and mentions.is_listed
