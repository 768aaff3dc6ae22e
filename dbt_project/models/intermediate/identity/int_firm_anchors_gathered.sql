-- Every anchor that a mention has, or once had: its numbers, its name with its place, and itself. Whichever of them was
-- the strongest of a firm on some day gave the firm its id of that day.
with rows_ever as (
    select
        partner_code || ':' || record_key as mention_id,
        codice_fiscale,
        partita_iva,
        firm_name_key,
        municipality_key,
        province_key,
        row_position
    from {{ ref('int_firms_judged') }}
    where outcome in ('accepted', 'superseded', 'duplicate') and not is_cancelled
    union all
    select
        {{ register_firm_mention('members') }} as mention_id,
        codice_fiscale,
        null as partita_iva,
        firm_name_key,
        municipality_key,
        province_key,
        row_position
    from {{ ref('int_register_members_judged') }} as members
    where outcome in ('accepted', 'superseded', 'duplicate') and not is_cancelled
),

placed as (
    select
        rows_ever.mention_id,
        rows_ever.row_position,
        rows_ever.codice_fiscale,
        rows_ever.partita_iva,
        {{ name_anchor(
            'rows_ever.firm_name_key', 'rows_ever.municipality_key',
            'coalesce(provinces.province_code, municipalities.province_code)'
        ) }} as name_anchor
    from rows_ever
    left join {{ ref('stg_province_spellings') }} as provinces using (province_key)
    left join {{ ref('stg_municipalities') }} as municipalities using (municipality_key)
),

anchored as (
    select mention_id, codice_fiscale as anchor, row_position from placed where codice_fiscale is not null
    union all
    select mention_id, partita_iva as anchor, row_position from placed
    where partita_iva is distinct from codice_fiscale and partita_iva is not null
    union all
    select mention_id, name_anchor as anchor, row_position from placed where name_anchor is not null
    union all
    select mention_id, 'mention:' || mention_id as anchor, row_position from placed
),

ever as (
    select
        mention_id,
        anchor,
        min(row_position) as first_position
    from anchored
    group by mention_id, anchor
),

current as (
    select
        mention_id,
        codice_fiscale,
        partita_iva,
        {{ name_anchor('firm_name_key', 'municipality_key', 'province_code') }} as name_anchor
    from {{ ref('int_firm_mentions_gathered') }}
)

select
    ever.mention_id,
    ever.anchor,
    ever.first_position,
    ever.anchor in (current.codice_fiscale, current.partita_iva, current.name_anchor)
    or ever.anchor = 'mention:' || ever.mention_id as is_current
from ever
inner join current using (mention_id)
