-- Each mention's network: mentions that share a codice fiscale, or a register number with the date of the act, are one;
-- a mention without either is known by its partner and code, else by its partner and name.
with recursive mentions as (
    select
        mention_id,
        network_codice_fiscale,
        register_number || '|' || signed_date as register_act,
        partner_code || '|' || network_code as code,
        partner_code || '|' || network_name_key || case when is_from_register then '|' || signed_date else '' end as name
    from {{ ref('int_network_mentions_gathered') }}
),

tokens as (
    select mention_id, 'codice fiscale ' || network_codice_fiscale as token from mentions
    union all
    select mention_id, 'act ' || register_act from mentions
    union all
    select mention_id, 'code ' || code from mentions
    union all
    select mention_id, 'name ' || name from mentions
    where coalesce(network_codice_fiscale, register_act, code) is null
    union all
    -- What a nameless-but-for-its-name mention joins: the partner's one network of that name.
    select min(mention_id), 'name ' || name from mentions
    where coalesce(network_codice_fiscale, register_act, code) is not null
    group by name
    having count(*) = 1
),

joins as (
    select
        tokens.mention_id,
        stars.centre_id
    from tokens
    inner join (select token, min(mention_id) as centre_id from tokens group by token) as stars using (token)
    where tokens.token is not null
),

edges as (
    select mention_id as from_id, centre_id as to_id from joins
    union
    select centre_id as from_id, mention_id as to_id from joins
),

-- Each mention takes the smallest label among its neighbours until nothing changes.
labels(mention_id, label) using key (mention_id) as (
    select mention_id, mention_id as label from mentions
    union
    select
        edges.to_id as mention_id,
        min(labels.label) as label
    from labels
    inner join edges on labels.mention_id = edges.from_id
    inner join recurring.labels as current_labels on edges.to_id = current_labels.mention_id
    where labels.label < current_labels.label
    group by edges.to_id
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
