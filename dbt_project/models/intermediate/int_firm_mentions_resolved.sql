-- Each mention's firm: by valid codice fiscale, else valid partita IVA, else normalised name with municipality.
with mentions as (
    select
        mention_id,
        codice_fiscale,
        partita_iva,
        firm_name_key,
        coalesce(municipality_key, 'provincia ' || province_code, '') as place_key
    from {{ ref('int_firm_mentions_gathered') }}
),

-- A partita IVA leads to a codice fiscale where one mention gives both and no other gives it another.
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
    having count(distinct codice_fiscale) = 1
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
        firm_name_key,
        place_key,
        min(identifier) as identifier
    from identified
    where identifier is not null
    group by firm_name_key, place_key
    having count(distinct identifier) = 1
),

anchored as (
    select
        identified.mention_id,
        coalesce(identified.identifier, named.identifier) as identifier,
        case
            when identified.identifier is not null then 'identifier'
            when named.identifier is not null then 'name_and_municipality_of_identified'
            else 'name_and_municipality'
        end as identity_basis,
        coalesce(
            identified.identifier,
            named.identifier,
            'name:' || identified.firm_name_key || '|' || identified.place_key
        ) as anchor
    from identified
    left join named
        on
            -- A condition of one side alone would make this a nested loop.
            case when identified.identifier is null then identified.firm_name_key end = named.firm_name_key
            and identified.place_key = named.place_key
)

select
    mention_id,
    identifier,
    identity_basis,
    anchor,
    {{ keyed_id('F', 'anchor') }} as firm_id
from anchored
