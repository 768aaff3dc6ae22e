-- Pairs of mentions that may be one network and that nothing joined: a name that agrees, or the same members on the
-- same date under two names. The register tells its own networks of different days apart.
{{ config(materialized='ephemeral') }}
with mentions as (
    select
        gathered.mention_id,
        gathered.partner_code,
        gathered.is_from_register,
        gathered.network_codice_fiscale,
        gathered.register_number,
        gathered.network_name_key,
        gathered.signed_date,
        resolved.network_id,
        {{ network_words('gathered.network_name') }} as name_words,
        {{ network_digits('gathered.network_name') }} as name_digits
    from {{ ref('int_network_mentions_gathered') }} as gathered
    inner join {{ ref('int_network_mentions_resolved') }} as resolved using (mention_id)
),

-- Looked at are names that begin alike, and whoever shares a member.
candidates as (
    select
        one.mention_id as a,
        other.mention_id as b
    from mentions as one
    inner join mentions as other
        on left(one.name_words, 3) = left(other.name_words, 3) and one.mention_id < other.mention_id
    union
    select
        a,
        b
    from {{ ref('int_network_members_compared') }}
),

compared as (
    select
        candidates.a,
        candidates.b,
        {{ network_names_agree('one', 'other') }} as has_same_name,
        one.signed_date = other.signed_date as has_same_date,
        not coalesce(one.network_codice_fiscale = other.network_codice_fiscale, true)
        or not coalesce(one.register_number = other.register_number, true) as has_other_number,
        one.partner_code = other.partner_code as is_within_partner,
        coalesce(sharing.shared_count, 0) as shared_count,
        sharing.shared_count = sharing.larger_count as has_same_members
    from candidates
    inner join mentions as one on candidates.a = one.mention_id
    inner join mentions as other on candidates.b = other.mention_id
    left join {{ ref('int_network_members_compared') }} as sharing using (a, b)
    where
        one.network_id <> other.network_id
        and (one.signed_date = other.signed_date or not (one.is_from_register and other.is_from_register))
)

select
    a,
    b,
    shared_count,
    case
        when not has_same_name then 'Gli aderenti e la data dell’atto sono gli stessi, ma i nomi sono diversi.'
        when has_other_number
            then 'Il nome è lo stesso o quasi, ma il codice fiscale o il numero di repertorio è diverso.'
        when not has_same_date then 'Il nome è lo stesso o quasi, ma la data dell’atto è diversa.'
        when is_within_partner then 'Il nome è lo stesso o quasi, ma il partner le tiene distinte nel suo elenco.'
        when shared_count = 0 then 'Il nome è lo stesso o quasi, ma non risultano aderenti in comune.'
        else 'Il nome è lo stesso o quasi, ma gli aderenti in comune sono meno della metà.'
    end as reason
from compared
where
    has_same_name
    or (has_same_members and has_same_date and shared_count > 1 and not has_other_number)
