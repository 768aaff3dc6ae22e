-- Rows of partners that number their rows anew, so that a code says no more than a row's place. From the delivery on in which a
-- code of a record type came to mean another thing, the key is that of the first row that says the same of whom, what and when:
-- of several of one delivery, the first of the first.
{%- set same = {
    'contacts': ['contact_date', 'contact_kind', 'event_code'],
    'services': ['service_date', 'service_kind', network_key()],
    'events': ['event_date', text_key('title'), 'municipality_key']
} %}
{%- set whom = "coalesce(codice_fiscale, partita_iva, firm_name_key || ' ' || coalesce(municipality_key, ''), firm_code)" %}
with told_apart as (
    select
        record_type,
        record_id,
        '#' || fact_number as fact,
        is_code_reused,
        split_part(record_id, '/', 1) as delivery_id
    from {{ ref('int_facts_told_apart') }}
    where record_type in ('{{ same | join("', '") }}')
),

renumbered as (
    select
        told_apart.record_type,
        deliveries.partner_code,
        min(deliveries.arrival_order) as since
    from told_apart
    inner join {{ ref('int_deliveries_decided') }} as deliveries using (delivery_id)
    where told_apart.is_code_reused
    group by told_apart.record_type, deliveries.partner_code
),

told as (
    {%- for record_type, columns in same.items() %}
    {%- set own_code = record_types()[record_type].get('own_code', 'event_code') %}
    select
        '{{ record_type }}' as record_type,
        staged.record_id,
        staged.partner_code,
        staged.delivery_id,
        staged.arrival_order,
        staged.row_position,
        staged.record_key,
        renumbered.since,
        hash(
            staged.partner_code, {{ whom if record_type != 'events' else "'event'" }}, {{ columns | join(', ') }}
        ) as same_hash
    from {{ ref('stg_' ~ record_type) }} as staged
    inner join renumbered on staged.partner_code = renumbered.partner_code and renumbered.record_type = '{{ record_type }}'
    where
        staged.{{ own_code }} is not null
        and staged.{{ fact_date(record_type) }} is not null
        and {{ contends('staged') }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

placed as (
    select
        told.record_type,
        told.record_id,
        told.arrival_order,
        told.row_position,
        told.since,
        told.same_hash,
        told.partner_code,
        coalesce(mended.record_key, told.record_key) || coalesce(told_apart.fact, '') as record_key,
        row_number() over (
            partition by told.record_type, told.same_hash, told.delivery_id order by told.row_position
        ) as place
    from told
    left join told_apart using (record_type, record_id)
    left join {{ ref('int_keys_mended') }} as mended using (record_type, record_id)
),

first_told as (
    select
        *,
        arg_min(record_key, row_position) over (partition by record_type, same_hash, place) as first_key
    from placed
),

-- A row that corrects its day is found by its number: under the key that the number had come to stand for.
stands_for as (
    select
        record_type,
        partner_code,
        record_key as first_key,
        arg_min(first_key, row_position) as record_key
    from first_told
    where arrival_order >= since and first_key <> record_key
    group by record_type, partner_code, record_key
)

select
    first_told.record_type,
    first_told.record_id,
    coalesce(stands_for.record_key, first_told.first_key) as record_key
from first_told
left join stands_for using (record_type, partner_code, first_key)
where
    first_told.arrival_order >= first_told.since
    and first_told.record_key <> coalesce(stands_for.record_key, first_told.first_key)
