-- Rows that were accepted with a fault in a field of their key, and the key of the row that mends them: of a later
-- delivery of that partner, first seen there, without the fault, and alike in the rest of the key. As many faults are
-- mended as rows come for it, in order. What is told under another key is found first.
with found_again as (
    select
        record_type,
        record_id,
        record_key
    from {{ ref('int_keys_found_again') }}
    union all
    select
        record_type,
        record_id,
        record_key
    from {{ ref('int_expense_keys_found_again') }}
),

candidates as (
    {%- for record_type in ['firms', 'contacts', 'services', 'network_members', 'network_events', 'expenses', 'budgets'] %}
    {%- set outer_loop = loop %}
    {%- for where, is_at_fault, rest in key_faults(record_type) %}
    {{ "union all" if not (loop.first and outer_loop.first) }}
    select
        '{{ record_type }}' as record_type,
        hash(partner_code, {{ loop.index }}, {{ rest | join(', ') }}) as rest_hash,
        partner_code,
        record_key,
        record_id,
        arrival_order,
        row_position,
        coalesce({{ is_at_fault }}, false) as is_at_fault
    from {{ ref('stg_' ~ record_type) }} as staged
    where
        {{ where }}
        and not is_cancelled
        and {{ contends('staged') }}
    {%- endfor %}
    {%- endfor %}
),

keys as (
    select
        record_type,
        rest_hash,
        partner_code,
        record_key,
        bool_and(is_at_fault) as is_at_fault,
        min(arrival_order) as first_order,
        max(arrival_order) as last_order,
        min(row_position) as first_position
    from candidates
    semi join (
        select distinct record_type, rest_hash from candidates where is_at_fault
    ) as faulty using (record_type, rest_hash)
    group by all
),

mending as (
    select
        *,
        dense_rank() over (
            partition by record_type, rest_hash, first_order order by first_position
        ) as place
    from keys
    where not is_at_fault
),

-- Of each delivery that mends, the faults that were there before: no fault meets every row that could mend it.
faulty as (
    select
        keys.record_type,
        keys.rest_hash,
        keys.partner_code,
        keys.record_key,
        deliveries.first_order,
        dense_rank() over (
            partition by keys.record_type, keys.rest_hash, deliveries.first_order order by keys.first_position
        ) as place
    from keys
    inner join (select distinct record_type, rest_hash, first_order from mending) as deliveries
        on
            keys.record_type = deliveries.record_type
            and keys.rest_hash = deliveries.rest_hash
            and keys.last_order < deliveries.first_order
    where keys.is_at_fault
),

mended as (
    select
        faulty.record_type,
        faulty.partner_code,
        faulty.record_key as faulty_key,
        arg_min(mending.record_key, (mending.first_order, mending.first_position)) as record_key
    from faulty
    inner join mending using (record_type, rest_hash, first_order, place)
    group by faulty.record_type, faulty.partner_code, faulty.record_key
)

select
    record_type,
    record_id,
    record_key
from found_again
union all
select distinct
    candidates.record_type,
    candidates.record_id,
    mended.record_key
from candidates
inner join mended
    on
        candidates.record_type = mended.record_type
        and candidates.partner_code = mended.partner_code
        and candidates.record_key = mended.faulty_key
where candidates.record_id not in (select found_again.record_id from found_again)
