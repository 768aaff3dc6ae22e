-- Candidate pairs for the model: mentions that share a block and whose names are near enough. A pair of groups has a
-- row for each two ways of writing them.
select
    candidates.open_mention_id,
    candidates.other_mention_id,
    opened.group_key as open_group_key,
    others.group_key as other_group_key,
    -- Nothing but the name speaks for the pair: neither the municipality nor the address.
    not coalesce(opened.municipality_key = others.municipality_key, false)
    and not coalesce({{ addresses_agree('opened', 'others') }}, false) as is_name_alone
from {{ ref('int_firm_candidates_blocked') }} as candidates
inner join {{ ref('int_firm_profiles_gathered') }} as opened on candidates.open_mention_id = opened.mention_id
inner join {{ ref('int_firm_profiles_gathered') }} as others on candidates.other_mention_id = others.mention_id
where
    opened.group_key <> others.group_key
    and {{ initials_agree('opened', 'others') }}
    -- Not an equation, or the two sides would be joined on it, which nearly all names share.
    and case
        when opened.name_digits = others.name_digits
            then
                {{ names_agree('opened', 'others') }}
                or jaro_winkler_similarity(opened.name_letters, others.name_letters) >= 0.9
        else false
    end
