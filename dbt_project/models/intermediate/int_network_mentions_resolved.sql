-- Each mention's network: mentions that share a codice fiscale, or a register number with the date of the act, are one;
-- a mention without either is known by its partner and code, else by its partner and name.
with recursive mentions as (
    select
        mention_id,
        network_codice_fiscale,
        register_number || '|' || signed_date as register_act,
        partner_code || '|' || network_code as code,
        partner_code
        || '|'
        || network_name_key
        || case when is_from_register then '|' || signed_date else '' end as name
    from {{ ref('int_network_mentions_gathered') }}
),

tokens as (
    select mention_id, 'codice fiscale ' || network_codice_fiscale as token from mentions
    union all
    select mention_id, 'act ' || register_act as token from mentions
    union all
    select mention_id, 'code ' || code as token from mentions
    union all
    select mention_id, 'name ' || name as token from mentions
    where coalesce(network_codice_fiscale, register_act, code) is null
    union all
    -- What a nameless-but-for-its-name mention joins: the partner's one network of that name.
    select min(mention_id) as mention_id, 'name ' || name as token from mentions
    where coalesce(network_codice_fiscale, register_act, code) is not null
    group by name
    having count(*) = 1
),

stars as (
    select
        token,
        min(mention_id) as centre_id
    from tokens
    where token is not null
    group by token
),

joins as (
    select
        tokens.mention_id,
        stars.centre_id
    from tokens
    inner join stars using (token)
),

edges as (
    select mention_id as from_id, centre_id as to_id from joins
    union
    select centre_id as from_id, mention_id as to_id from joins
),

-- Each mention passes the smaller labels that it hears of to its neighbours; the smallest is the network's.
heard as (
    select
        mention_id,
        mention_id as label
    from mentions
    union
    select
        edges.to_id as mention_id,
        heard.label
    from heard
    inner join edges on heard.mention_id = edges.from_id
    where heard.label < edges.to_id
),

labels as (
    select
        mention_id,
        min(label) as label
    from heard
    group by mention_id
),

anchors as (
    select
        labels.label,
        coalesce(
            min(mentions.network_codice_fiscale), min('act ' || mentions.register_act), min('code ' || mentions.code),
            min('name ' || mentions.name)
        ) as anchor
    from labels
    inner join mentions using (mention_id)
    group by labels.label
)

select
    labels.mention_id,
    anchors.anchor,
    {{ keyed_id('N', 'anchors.anchor') }} as network_id
from labels
inner join anchors using (label)
