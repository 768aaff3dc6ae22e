-- Valid numbers on whose firm mentions do not agree, and each mention that gives one. A codice fiscale or partita IVA
-- links only where name or municipality agree too. Where neither does, it is the public register's, else that of the
-- greater number of partners; where that does not decide, it is nobody's. Nor is it anybody's where one partner gives it to
-- three unlike names.
with recursive mentions as (
    select
        mention_id,
        partner_code,
        is_from_register,
        codice_fiscale,
        partita_iva,
        name_sorted,
        name_letters,
        municipality_key,
        address_key,
        hash(name_sorted, name_letters, municipality_key, address_key) as profile
    from {{ ref('int_firm_mentions_gathered') }}
    where codice_fiscale is not null or partita_iva is not null
),

claims as (
    select
        codice_fiscale as identifier,
        *
    from mentions
    where codice_fiscale is not null
    union all
    select
        partita_iva as identifier,
        *
    from mentions
    where partita_iva is distinct from codice_fiscale and partita_iva is not null
),

crowded_lists as (
    select identifier from claims
    where not is_from_register
    group by identifier, partner_code
    having count(distinct left(name_letters, 5)) >= 3
),

crowded as (
    select distinct identifier from crowded_lists
),

-- What several codici fiscali share is the partita IVA of a group: of itself it joins no two firms.
shared as (
    select partita_iva as identifier from mentions
    where partita_iva is not null
    group by partita_iva
    having min(codice_fiscale) <> max(codice_fiscale)
),

disputable as (
    select identifier from claims
    group by identifier
    having min(profile) < max(profile)
    except
    select identifier from crowded
),

-- Whether a mention of this very name and municipality gives other numbers: then the municipality alone says nothing.
profiles as (
    select
        claims.identifier,
        claims.profile,
        any_value(claims.name_sorted) as name_sorted,
        any_value(claims.name_letters) as name_letters,
        any_value(claims.municipality_key) as municipality_key,
        any_value(claims.address_key) as address_key,
        bool_or(others.identifier is not null)
        or claims.identifier in (select shared.identifier from shared) as is_known_otherwise
    from claims
    semi join disputable using (identifier)
    left join claims as others
        on
            claims.name_sorted = others.name_sorted
            and claims.municipality_key = others.municipality_key
            and claims.identifier <> others.identifier
            and claims.mention_id <> others.mention_id
    group by claims.identifier, claims.profile
),

agreements as (
    select
        one.identifier,
        one.profile,
        other.profile as other_profile
    from profiles as one
    inner join profiles as other on one.identifier = other.identifier and one.profile <> other.profile
    where
        one.name_sorted is null
        or other.name_sorted is null
        or {{ names_agree('one', 'other') }}
        or (
            one.municipality_key = other.municipality_key
            and not (one.is_known_otherwise or other.is_known_otherwise)
            -- Another name at another address is another firm of that municipality.
            and coalesce({{ addresses_agree('one', 'other') }}, true)
        )
),

heard as (
    select
        identifier,
        profile,
        profile as label
    from profiles
    union
    select
        agreements.identifier,
        agreements.other_profile as profile,
        heard.label
    from heard
    inner join agreements using (identifier, profile)
    where heard.label < agreements.other_profile
),

camps as (
    select
        identifier,
        profile,
        min(label) as camp
    from heard
    group by identifier, profile
),

strengths as (
    select
        camps.identifier,
        camps.camp,
        rank() over (
            partition by camps.identifier
            order by
                bool_or(claims.is_from_register) desc,
                bool_and(profiles.is_known_otherwise),
                count(distinct claims.partner_code) desc
        ) as place
    from camps
    inner join claims using (identifier, profile)
    inner join profiles using (identifier, profile)
    group by camps.identifier, camps.camp
),

owners as (
    select
        identifier,
        case when count(*) filter (place = 1) = 1 then min(camp) filter (place = 1) end as camp
    from strengths
    group by identifier
    having count(*) > 1
)

select
    claims.mention_id,
    claims.identifier,
    coalesce(owners.camp = camps.camp, false) as is_trusted
from claims
inner join camps using (identifier, profile)
inner join owners using (identifier)
union all
select
    claims.mention_id,
    claims.identifier,
    false as is_trusted
from claims
inner join crowded using (identifier)
