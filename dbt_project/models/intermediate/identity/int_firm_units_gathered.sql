-- Each mention's unit: its group; itself where a person calls two mentions of the group different.
{{ config(materialized='view_in_place') }}
select
    grouped.mention_id,
    grouped.group_key,
    divided.group_key is not null as is_divided,
    case
        when divided.group_key is not null then 'mention:' || grouped.mention_id else grouped.group_key
    end as unit_key,
    case
        when divided.group_key is not null
            then coalesce(grouped.codice_fiscale, grouped.partita_iva) is not null
        else grouped.is_identified
    end as is_identified
from {{ ref('int_firm_mentions_grouped') }} as grouped
left join (
    select distinct group_key_a as group_key
    from {{ ref('int_firm_decisions_located') }}
    where is_matched and is_latest and is_within_group and decision = 'different'
) as divided on grouped.group_key = divided.group_key
