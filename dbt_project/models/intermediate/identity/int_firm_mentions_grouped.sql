-- Each mention's group, before the model and people: mentions of one trusted identifier, and with them those without
-- one that bear the same name and municipality; else mentions of one name and municipality. `group_key` is the group's
-- anchor.
with distrusted as (
    select
        mention_id,
        identifier
    from {{ ref('int_firm_identifiers_disputed') }}
    where not is_trusted
),

mentions as (
    select
        mentions.mention_id,
        -- Numbers that cannot be trusted are as if they were not given.
        case when codes.mention_id is null then mentions.codice_fiscale end as codice_fiscale,
        case when numbers.mention_id is null then mentions.partita_iva end as partita_iva,
        codes.mention_id is not null or numbers.mention_id is not null as is_distrusted,
        {{ name_anchor('mentions.firm_name_key', 'mentions.municipality_key', 'mentions.province_code') }}
            as name_anchor,
        mentions.partner_code,
        mentions.firm_code,
        mentions.firm_name_key,
        mentions.municipality_key
    from {{ ref('int_firm_mentions_gathered') }} as mentions
    left join distrusted as codes
        on mentions.mention_id = codes.mention_id and mentions.codice_fiscale = codes.identifier
    left join distrusted as numbers
        on mentions.mention_id = numbers.mention_id and mentions.partita_iva = numbers.identifier
),

-- A partita IVA leads to a codice fiscale where a mention gives both, no other gives it another, and it is not itself
-- the codice fiscale of a firm: it never joins two firms.
bridges as (
    select
        partita_iva,
        min(codice_fiscale) as codice_fiscale
    from mentions
    where
        codice_fiscale is not null
        and partita_iva not in (
            select known.codice_fiscale from mentions as known
            where known.codice_fiscale is not null
        )
    group by partita_iva
    having min(codice_fiscale) = max(codice_fiscale)
),

identified as (
    select
        mentions.*,
        coalesce(mentions.codice_fiscale, bridges.codice_fiscale, mentions.partita_iva) as identifier
    from mentions
    left join bridges on mentions.partita_iva = bridges.partita_iva
),

-- A mention without identifier joins the one identified firm of the same name and place.
named as (
    select
        name_anchor,
        min(identifier) as identifier
    from identified
    where identifier is not null
    group by name_anchor
    having min(identifier) = max(identifier)
),

known as (
    select
        identified.* exclude (identifier),
        identified.identifier is not null as has_identifier,
        coalesce(
            identified.identifier, named.identifier, identified.name_anchor, 'mention:' || identified.mention_id
        ) as group_key,
        identified.identifier is not null or named.identifier is not null as is_identified
    from identified
    left join named
        on
            -- A condition of one side alone would make this a nested loop.
            case when identified.identifier is null then identified.name_anchor end = named.name_anchor
),

-- By its name alone a mention joins only its partner's own list, where that has the name once.
own_names as (
    select
        partner_code,
        firm_name_key,
        min(group_key) as group_key,
        bool_or(is_identified) as is_identified
    from known
    where firm_code is not null
    group by partner_code, firm_name_key
    having min(group_key) = max(group_key)
)

select
    known.mention_id,
    known.codice_fiscale,
    known.partita_iva,
    known.is_distrusted,
    known.name_anchor,
    coalesce(own_names.is_identified, known.is_identified) as is_identified,
    case when known.has_identifier then 'identifier' else 'name' end as group_basis,
    coalesce(own_names.group_key, known.group_key) as group_key
from known
left join own_names
    on
        case
            when not known.has_identifier and known.municipality_key is null and known.firm_code is null
                then known.partner_code
        end = own_names.partner_code
        and known.firm_name_key = own_names.firm_name_key
