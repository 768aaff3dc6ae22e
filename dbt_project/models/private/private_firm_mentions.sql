select
    mentions.mention_id,
    resolved.firm_id,
    resolved.identity_basis,
    mentions.partner_code,
    mentions.record_id,
    mentions.firm_code,
    mentions.firm_name,
    mentions.codice_fiscale,
    mentions.partita_iva,
    mentions.municipality_name,
    mentions.province_code
from {{ ref('int_firm_mentions_gathered') }} as mentions
inner join {{ ref('int_firm_mentions_resolved') }} as resolved using (mention_id)
