select
    mentions.mention_id,
    resolved.network_id,
    resolved.linked_by,
    resolved.with_mention_id,
    decisions.author,
    decisions.decided_on,
    decisions.reason,
    mentions.partner_code,
    mentions.record_id,
    mentions.network_code,
    mentions.network_name,
    mentions.network_codice_fiscale,
    mentions.register_number,
    mentions.signed_date
from {{ ref('int_network_mentions_gathered') }} as mentions
inner join {{ ref('int_network_mentions_resolved') }} as resolved using (mention_id)
left join {{ ref('int_network_decisions_located') }} as decisions using (decision_number)
