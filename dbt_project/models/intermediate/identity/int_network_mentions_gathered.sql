-- Every mention of a network: the partners' lists and the public register.
select
    partner_code || ':' || record_key as mention_id,
    false as is_from_register,
    *
from {{ ref('int_networks_merged') }}
union all by name
select
    {{ register_network_mention('members') }} as mention_id,
    true as is_from_register,
    'registro' as partner_code,
    arg_max(record_id, row_position) as record_id,
    {{ latest_values([
        'network_codice_fiscale', 'register_number', 'network_name', 'network_name_key', 'signed_date', 'purpose'
    ]) }}
from {{ ref('int_register_members_judged') }} as members
where is_in_force
group by mention_id
