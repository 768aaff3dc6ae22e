select
    mentions.mention_id,
    {{ keyed_id('M', 'mentions.mention_id') }} as mention_key,
    resolved.firm_id,
    resolved.linked_by,
    resolved.weight,
    resolved.with_mention_id,
    decisions.author,
    decisions.decided_on,
    decisions.reason,
    mentions.partner_code,
    mentions.record_id,
    mentions.firm_code,
    mentions.firm_name,
    mentions.codice_fiscale,
    mentions.partita_iva,
    resolved.is_distrusted,
    mentions.address,
    mentions.municipality_name,
    mentions.province_code
from {{ ref('int_firm_mentions_gathered') }} as mentions
inner join {{ ref('int_firm_mentions_resolved') }} as resolved using (mention_id)
left join {{ ref('int_firm_decisions_located') }} as decisions using (decision_number)
