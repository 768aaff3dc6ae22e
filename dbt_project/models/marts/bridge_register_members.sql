-- A row that names no firm is no membership.
select
    members.record_id,
    networks.network_id,
    mentions.firm_id,
    members.signed_date,
    seats.province_code
from {{ ref('int_register_members_judged') }} as members
inner join {{ ref('int_network_mentions_resolved') }} as networks
    on networks.mention_id = {{ register_network_mention('members') }}
inner join {{ ref('int_firm_mentions_resolved') }} as mentions
    on mentions.mention_id = {{ register_firm_mention('members') }}
{{ seat_on('mentions.firm_id', "coalesce(members.signed_date, '-infinity'::date)") }}
where members.is_in_force
