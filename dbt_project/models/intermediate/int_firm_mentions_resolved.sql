-- Each mention's firm, and what joins it to the firm. A firm's id is made of its strongest anchor: the smallest codice
-- fiscale, else partita IVA, else name with municipality. An anchor that another firm has, or once had, is not used.
with joined as (
    select
        units.mention_id,
        units.unit_key,
        coalesce(units_joined.firm_key, units.unit_key) as firm_key,
        units_joined.linked_by,
        units_joined.weight,
        units_joined.own_mention_id,
        units_joined.with_mention_id,
        units_joined.decision_number,
        grouped.codice_fiscale,
        grouped.partita_iva,
        grouped.name_anchor,
        grouped.group_basis,
        grouped.is_distrusted
    from {{ ref('int_firm_units_gathered') }} as units
    inner join {{ ref('int_firm_mentions_grouped') }} as grouped using (mention_id)
    left join {{ ref('int_firm_units_joined') }} as units_joined using (unit_key)
),

firms as (
    select
        firm_key,
        coalesce(min(codice_fiscale), min(partita_iva)) as identifier,
        coalesce(min(codice_fiscale), min(partita_iva), min(name_anchor)) as anchor,
        min(mention_id) as first_mention_id,
        -- The unit that the firm's id comes from: the others are linked to it.
        arg_min(
            unit_key, (coalesce('1' || codice_fiscale, '2' || partita_iva, '3' || name_anchor, '4'), mention_id)
        ) as main_unit_key,
        count(distinct unit_key) > 1 as has_links
    from joined
    group by firm_key
),

-- Firms that a person keeps apart can share their anchor: the first keeps it.
contested as (
    select
        *,
        row_number() over (partition by anchor order by first_mention_id) > 1 as is_taken
    from firms
),

-- An anchor that a mention of another firm had first, and gave up, was that firm's id.
spent as (
    select distinct contested.firm_key
    from contested
    inner join {{ ref('int_firm_anchors_gathered') }} as former on contested.anchor = former.anchor
    inner join joined as former_mentions on former.mention_id = former_mentions.mention_id
    where
        not former.is_current
        and former_mentions.firm_key <> contested.firm_key
        and former.first_position < (
            select min(own.first_position)
            from {{ ref('int_firm_anchors_gathered') }} as own
            inner join joined as own_mentions on own.mention_id = own_mentions.mention_id
            where own.anchor = contested.anchor and own_mentions.firm_key = contested.firm_key
        )
),

anchored as (
    select
        contested.* exclude (anchor),
        case
            when contested.is_taken or spent.firm_key is not null or contested.anchor is null
                then 'mention:' || contested.first_mention_id
            else contested.anchor
        end as anchor
    from contested
    left join spent using (firm_key)
)

select
    joined.mention_id,
    anchored.identifier,
    anchored.anchor,
    joined.codice_fiscale,
    joined.partita_iva,
    joined.is_distrusted,
    -- What joins the mention to its firm.
    case
        when anchored.has_links and joined.unit_key <> anchored.main_unit_key then joined.linked_by
        else joined.group_basis
    end as linked_by,
    case when anchored.has_links and joined.unit_key <> anchored.main_unit_key then joined.weight end as weight,
    case
        when anchored.has_links and joined.unit_key <> anchored.main_unit_key then joined.with_mention_id
    end as with_mention_id,
    case
        when anchored.has_links and joined.unit_key <> anchored.main_unit_key then joined.decision_number
    end as decision_number,
    {{ keyed_id('F', 'anchored.anchor') }} as firm_id
from joined
inner join anchored using (firm_key)
