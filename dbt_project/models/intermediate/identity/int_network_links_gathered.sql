-- What says that two mentions are one network, or must stay apart: people; that one dissolved before the other was signed;
-- the codice fiscale; the register number with
-- the date of the act; within a partner the name, where nothing else is known; between partners the name with shared
-- members and dates that do not contradict each other.
with mentions as (
    select
        *,
        split_part(register_number, '/', 1) as repertorio,
        {{ network_words('network_name') }} as name_words,
        {{ network_digits('network_name') }} as name_digits
    from {{ ref('int_network_mentions_gathered') }}
),

-- Mentions that share an anchor are joined to the first of them.
anchored as (
    select
        mention_id,
        anchor
    from {{ ref('int_network_anchors_gathered') }}
    where strength < 4
    union all
    -- A mention with nothing but its name joins the one network of that name in its partner's list.
    select
        anchors.mention_id,
        anchors.anchor
    from {{ ref('int_network_anchors_gathered') }} as anchors
    where
        anchors.strength = 4
        and anchors.anchor in (
            select names.anchor
            from {{ ref('int_network_anchors_gathered') }} as names
            where names.strength = 4
            group by names.anchor
            having count(*) filter (names.mention_id in (
                select strong.mention_id from {{ ref('int_network_anchors_gathered') }} as strong
                where strong.strength < 4
            )) <= 1
        )
),

identified as (
    select
        min(mention_id) over (partition by anchor) as one,
        mention_id as other,
        'identifier' as linked_by,
        null::decimal(9, 2) as weight
    from anchored
    union all
    -- Some write the repertorio alone, others the raccolta too.
    select
        one.mention_id as one,
        other.mention_id as other,
        'identifier' as linked_by,
        null as weight
    from mentions as one
    inner join mentions as other
        on one.repertorio = other.repertorio and one.signed_date = other.signed_date
    where one.register_number = one.repertorio and other.register_number <> other.repertorio
    union all
    -- A partner whose codes came to mean other networks lists one of a name under several.
    select
        one.mention_id as one,
        other.mention_id as other,
        'name' as linked_by,
        null as weight
    from mentions as one
    inner join mentions as other
        on one.partner_code = other.partner_code and one.network_name_key = other.network_name_key
    where
        one.mention_id < other.mention_id
        and one.partner_code in (select partner_code from mentions where contains(record_key, '#'))
        and coalesce(one.signed_date = other.signed_date, true)
        and coalesce(one.network_codice_fiscale = other.network_codice_fiscale, true)
        and coalesce(one.register_number = other.register_number, true)
),

alike as (
    select
        sharing.a as one,
        sharing.b as other,
        'name' as linked_by,
        sharing.shared_count::decimal(9, 2) as weight
    from {{ ref('int_network_members_compared') }} as sharing
    inner join mentions as one on sharing.a = one.mention_id
    inner join mentions as other on sharing.b = other.mention_id
    where
        one.partner_code <> other.partner_code
        and {{ network_names_agree('one', 'other') }}
        and 2 * sharing.shared_count >= sharing.smaller_count
        and coalesce(one.signed_date = other.signed_date, true)
        and coalesce(one.network_codice_fiscale = other.network_codice_fiscale, true)
        and coalesce(one.register_number = other.register_number, true)
),

decided as (
    select
        mention_id_a as one,
        mention_id_b as other,
        case decision when 'same' then 'person' else 'apart' end as linked_by,
        null::decimal(9, 2) as weight,
        decision_number
    from {{ ref('int_network_decisions_located') }}
    where is_matched and is_latest
),

-- One that dissolved before the other began is not the other, unless a person says so.
successive as (
    select
        successions.earlier_mention_id as one,
        successions.later_mention_id as other,
        'apart' as linked_by,
        null::decimal(9, 2) as weight
    from {{ ref('int_network_successions_found') }} as successions
    anti join decided
        on
            least(successions.earlier_mention_id, successions.later_mention_id) = least(decided.one, decided.other)
            and greatest(successions.earlier_mention_id, successions.later_mention_id)
            = greatest(decided.one, decided.other)
),

links as (
    from decided
    union all by name
    from successive
    union all by name
    from identified
    union all by name
    from alike
)

select
    links.one,
    links.other,
    links.linked_by,
    links.weight,
    links.one as one_mention_id,
    links.other as other_mention_id,
    links.decision_number,
    one.network_codice_fiscale is not null as one_is_identified,
    other.network_codice_fiscale is not null as other_is_identified
from links
inner join mentions as one on links.one = one.mention_id
inner join mentions as other on links.other = other.mention_id
where links.one <> links.other
