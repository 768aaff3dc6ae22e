-- Delivered rows that count nowhere, with what settled them; cancelling rows too.
with settled as (
    {%- for record_type in record_types() %}
    select
        record_id,
        delivery_id,
        partner_code,
        '{{ record_type }}' as record_type,
        case when outcome = 'accepted' then 'cancelling' else outcome end as outcome,
        settled_by_record_id,
        settled_by_delivery_id
    from {{ ref('int_' ~ record_type ~ '_judged') }}
    where outcome <> 'accepted' or is_cancelled
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

reasons as (
    select
        record_id,
        string_agg(distinct rule_code, ' ' order by rule_code) as rule_codes
    from {{ ref('private_issues') }}
    where severity = 'reject'
    group by record_id
)

select
    settled.record_id,
    settled.delivery_id,
    settled.partner_code,
    settled.record_type,
    settled.outcome,
    settled.settled_by_record_id,
    settled.settled_by_delivery_id,
    case when settled.outcome = 'rejected' then reasons.rule_codes end as rule_codes
from settled
left join reasons using (record_id)
