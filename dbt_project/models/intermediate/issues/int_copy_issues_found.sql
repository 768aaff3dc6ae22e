-- Rows in force that may be there because something was copied: told twice alike in one file and counted twice, told by another
-- partner too with most of its file, or back at what a later delivery had corrected.
{{ config(materialized='view_in_place') }}
{%- set facts = {
    'contacts': ['contact_date', 'contact_kind', 'event_code'],
    'services': ['service_date', 'service_kind', 'network_id']
} %}
with told as (
    {%- for record_type, columns in facts.items() %}
    select
        record_id,
        delivery_id,
        partner_code,
        arrival_order,
        '{{ record_type }}' as record_type,
        hash('{{ record_type }}', firm_id, hours, {{ columns | join(', ') }}) as fact_hash
    from {{ ref('int_' ~ record_type ~ '_judged') }}
    where is_in_force and firm_id is not null
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

tellers as (
    select
        fact_hash,
        partner_code,
        min(arrival_order) as arrival_order
    from told
    where fact_hash in (
        select several.fact_hash from told as several
        group by several.fact_hash
        having min(several.partner_code) <> max(several.partner_code)
    )
    group by fact_hash, partner_code
),

told_before as (
    select
        told.record_id,
        told.delivery_id,
        told.record_type,
        tellers.partner_code as other_partner
    from told
    inner join tellers
        on
            told.fact_hash = tellers.fact_hash
            and told.partner_code <> tellers.partner_code
            and told.arrival_order > tellers.arrival_order
),

files as (
    select
        delivery_id,
        record_type,
        count(*) as row_count
    from told
    where delivery_id in (select told_before.delivery_id from told_before)
    group by delivery_id, record_type
),

-- Joint work is told by two partners row by row; a file that is another's, nearly whole.
copied as (
    select
        told_before.delivery_id,
        told_before.record_type,
        told_before.other_partner
    from told_before
    inner join files using (delivery_id, record_type)
    group by told_before.delivery_id, told_before.record_type, told_before.other_partner, files.row_count
    having
        count(*) > 2
        and count(*) >= files.row_count * (
            select rules.threshold from {{ ref('rules') }} as rules
            where rules.rule_code = 'told_by_two_partners'
        )
)

select
    told_before.record_id,
    'told_by_two_partners' as rule_code,
    'row' as field,
    partners.partner_name as value
from told_before
inner join copied using (delivery_id, record_type, other_partner)
inner join {{ ref('partners') }} as partners on told_before.other_partner = partners.partner_code

union all

select
    record_id,
    'row_repeated' as rule_code,
    'row' as field,
    {{ told_day('service_date') }} as value
from (
    select
        *,
        row_number() over (
            partition by
                partner_code, delivery_id, regexp_replace(record_key, '#[0-9]+', ''), {{ said_hash('services') }}
            order by row_position
        ) as copy_number
    from {{ ref('int_services_judged') }}
    where is_in_force and service_code is null
) as services
where copy_number > 1

{%- for record_type in ['contacts', 'services', 'events', 'expenses', 'budgets', 'targets'] %}

union all

select
    standing.record_id,
    'earlier_version_again' as rule_code,
    'row' as field,
    null::varchar as value
from (
    select
        partner_code,
        record_key,
        record_id,
        hash({{ record_content(record_type) | join(', ') }}) as content
    from {{ ref('int_' ~ record_type ~ '_judged') }}
    where is_in_force
) as standing
inner join (
    select
        partner_code,
        record_key,
        hash({{ record_content(record_type) | join(', ') }}) as content,
        row_position
    from {{ ref('int_' ~ record_type ~ '_judged') }}
    where outcome = 'superseded' and not is_withdrawn and not is_cancelled
) as replaced using (partner_code, record_key)
group by standing.record_id
having
    min(replaced.row_position) filter (replaced.content = standing.content)
    < max(replaced.row_position) filter (replaced.content <> standing.content)
{%- endfor %}
