-- Numbers that one partner's list gives to three unlike names: they are used for none of them.
{{ config(materialized='view_in_place') }}
with claims as (
    select
        mentions.record_id,
        mentions.partner_code,
        left(mentions.name_letters, 5) as name_begin,
        disputed.identifier
    from {{ ref('int_firm_identifiers_disputed') }} as disputed
    inner join {{ ref('int_firm_mentions_gathered') }} as mentions using (mention_id)
    where not disputed.is_trusted and not mentions.is_from_register
),

crowded as (
    select
        identifier,
        partner_code
    from claims
    group by all
    having count(distinct name_begin) >= 3
)

select
    claims.record_id,
    'identifier_on_many_names' as rule_code,
    'codice_fiscale' as field,
    claims.identifier as value
from claims
semi join crowded using (identifier, partner_code)
