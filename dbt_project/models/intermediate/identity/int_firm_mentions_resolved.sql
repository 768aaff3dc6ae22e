-- Each mention's firm, and what joins it to the firm. A firm's id is made of its strongest anchor: the smallest codice
-- fiscale, else partita IVA, else name with municipality. An anchor that another firm has, or once had, is not used.
with joined as (
    select
        units.mention_id,
        units.unit_key,
        coalesce(units_joined.firm_key, units.unit_key) as firm_key,
        units_joined.linked_by,
        units_joined.weight,
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
        min(mention_id) as first_mention_id
    from joined
    group by firm_key
),

-- The unit that the firm's id comes from: the others are linked to it.
main_units as (
    select
        firm_key,
        arg_min(
            unit_key, (coalesce('1' || codice_fiscale, '2' || partita_iva, '3' || name_anchor, '4'), mention_id)
        ) as unit_key
    from joined
    where linked_by is not null
    group by firm_key
),

-- Firms that a person keeps apart can share their anchor: the first keeps it.
first_bearers as (
    select
        anchor,
        min(first_mention_id) as first_mention_id
    from firms
    group by anchor
),

contested as (
    select
        firms.*,
        -- Without any anchor it is known by its first mention.
        coalesce(firms.first_mention_id > first_bearers.first_mention_id, true) as is_taken
    from firms
    left join first_bearers using (anchor)
),

-- An anchor that a mention of another firm had first, and gave up, was that firm's id.
given_up as (
    select * from {{ ref('int_firm_anchors_gathered') }}
    where not is_current
),

bearers as (
    select
        anchors.anchor,
        anchors.is_current,
        anchors.first_position,
        joined.firm_key
    from {{ ref('int_firm_anchors_gathered') }} as anchors
    inner join joined using (mention_id)
    where anchors.anchor in (select given_up.anchor from given_up)
),

spent as (
    select contested.firm_key
    from contested
    inner join bearers using (anchor)
    group by contested.firm_key
    having
        min(bearers.first_position) filter (not bearers.is_current and bearers.firm_key <> contested.firm_key)
        < min(bearers.first_position) filter (bearers.firm_key = contested.firm_key)
),

anchored as (
    select
        contested.* exclude (anchor),
        case
            when contested.is_taken or spent.firm_key is not null
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
    case when joined.unit_key <> main_units.unit_key then joined.linked_by else joined.group_basis end as linked_by,
    {%- for column in ['weight', 'with_mention_id', 'decision_number'] %}
    case when joined.unit_key <> main_units.unit_key then joined.{{ column }} end as {{ column }},
    {%- endfor %}
    {{ keyed_id('F', 'anchored.anchor') }} as firm_id
from joined
inner join anchored using (firm_key)
left join main_units using (firm_key)
