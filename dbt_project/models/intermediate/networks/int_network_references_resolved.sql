-- Each distinct way in which a row names a network, and the network that it names; null where none or two answer. Of
-- networks that were signed again it is the one that stands for all (`stem_id`): the row's day tells which it means.
with refs as (
    {%- for record_type in ['network_members', 'network_events', 'services', 'register_members'] %}
    select distinct
        {{ network_reference_hash() }} as network_reference_hash,
        partner_code,
        network_code,
        network_codice_fiscale,
        register_number,
        network_name_key,
        network_meaning
    from {{ ref('stg_' ~ record_type) }} as staged
    {{ meant_by_code('staged', 'network') }}
    where not is_ignored
    {{ "union" if not loop.last }}
    {%- endfor %}
),

mentions as (
    select
        mentions.partner_code,
        mentions.mention_id,
        mentions.network_code,
        mentions.network_codice_fiscale,
        mentions.register_number,
        mentions.network_name_key,
        coalesce(lives.stem_id, resolved.network_id) as network_id
    from {{ ref('int_network_mentions_gathered') }} as mentions
    inner join {{ ref('int_network_mentions_resolved') }} as resolved using (mention_id)
    left join {{ ref('int_network_lives_dated') }} as lives on resolved.network_id = lives.network_id
),

-- Where one delivery gave a code to two networks, the code says nothing: name or number must.
by_code as (
    select
        mentions.partner_code,
        mentions.network_code,
        coalesce(meanings.code_meaning, 0) as code_meaning,
        min(mentions.network_id) as network_id
    from mentions
    left join (
        select *, partner_code || ':' || unnest(record_keys) as mention_id
        from {{ ref('int_network_codes_dated') }}
    ) as meanings using (mention_id)
    where mentions.network_code is not null
    group by all
    having count(distinct mentions.network_id) = 1
),

by_codice_fiscale as (
    select network_codice_fiscale, {{ only_answer('network_id') }} as network_id from mentions
    where network_codice_fiscale is not null
    group by all
),

by_register_number as (
    select register_number, {{ only_answer('network_id') }} as network_id from mentions
    where register_number is not null
    group by all
),

by_own_name as (
    select partner_code, network_name_key, {{ only_answer('network_id') }} as network_id from mentions
    group by all
),

by_name as (
    select network_name_key, {{ only_answer('network_id') }} as network_id from mentions
    group by all
)

select
    refs.network_reference_hash,
    nullif(coalesce(
        by_code.network_id,
        by_codice_fiscale.network_id,
        by_register_number.network_id,
        by_own_name.network_id,
        by_name.network_id
    ), 'two answers') as network_id
from refs
left join by_code
    on
        refs.partner_code = by_code.partner_code
        and refs.network_code = by_code.network_code
        and coalesce(refs.network_meaning, 0) = by_code.code_meaning
left join by_codice_fiscale on refs.network_codice_fiscale = by_codice_fiscale.network_codice_fiscale
left join by_register_number on refs.register_number = by_register_number.register_number
left join by_own_name
    on refs.partner_code = by_own_name.partner_code and refs.network_name_key = by_own_name.network_name_key
left join by_name on refs.network_name_key = by_name.network_name_key
