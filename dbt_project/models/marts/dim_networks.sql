with members as (
    select
        network_id,
        count(distinct firm_id) as member_count,
        count(distinct province_code) filter (province_code in (
            select province_code from {{ ref('provinces') }} where is_lombardy
        )) as lombard_province_count
    from {{ ref('int_network_presences_derived') }}
    where firm_id is not null and present_until = 'infinity'
    group by network_id
)

select
    networks.network_id,
    {{ public_text('networks.network_name', is_free=false) }} as network_name,
    case
        when length(networks.network_codice_fiscale) = 11
            and networks.network_codice_fiscale not in (select persons.words from {{ ref('int_persons_named') }} as persons)
            then networks.network_codice_fiscale
    end as network_codice_fiscale,
    {{ public_text('networks.register_number') }} as register_number,
    networks.legal_kind,
    networks.stage,
    networks.opened_date,
    networks.signed_date,
    networks.dissolved_date,
    networks.first_work_date,
    networks.existed_before,
    networks.existed_before_project,
    {{ public_text('networks.purpose') }} as purpose,
    networks.is_reported,
    networks.is_in_register,
    coalesce(members.member_count, 0) as member_count,
    coalesce(members.lombard_province_count, 0) as lombard_province_count
from {{ ref('int_networks_described') }} as networks
left join members using (network_id)
