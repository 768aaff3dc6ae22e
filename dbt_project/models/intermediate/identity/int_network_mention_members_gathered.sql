-- The firms that a mention of a network names as members, by whatever the member's row calls the network.
with mentions as (
    select * from {{ ref('int_network_mentions_gathered') }}
),

named as (
    select distinct
        staged.partner_code,
        staged.network_code,
        staged.network_codice_fiscale,
        staged.register_number,
        staged.network_name_key,
        firms.firm_id
    from {{ ref('stg_network_members') }} as staged
    {{ found_firm() }}
    where
        not staged.is_ignored and firms.firm_id is not null
        and staged.delivery_id not in (select delivery_id from {{ ref('int_deliveries_withdrawn') }})
)

{% for reference in ['network_code', 'network_codice_fiscale', 'register_number', 'network_name_key'] -%}
select mentions.mention_id, named.firm_id
from named
inner join mentions using (partner_code, {{ reference }})
where not mentions.is_from_register
union
{% endfor -%}
select
    {{ register_network_mention('members') }} as mention_id,
    resolved.firm_id
from {{ ref('int_register_members_judged') }} as members
inner join {{ ref('int_firm_mentions_resolved') }} as resolved
    on resolved.mention_id = {{ register_firm_mention('members') }}
where members.is_in_force
