-- Delivered rows that count nowhere, with what settled them; cancelling rows too.
with reasons as (
    select
        record_id,
        string_agg(distinct rule_code, ' ' order by rule_code) as rule_codes
    from {{ ref('private_issues') }}
    where severity = 'reject'
    group by record_id
)

select
    excluded.record_id,
    excluded.delivery_id,
    excluded.partner_code,
    excluded.record_type,
    excluded.outcome,
    excluded.settled_by_record_id,
    excluded.settled_by_delivery_id,
    excluded.settled_at,
    excluded.is_gone,
    case when excluded.outcome = 'rejected' then reasons.rule_codes end as rule_codes
from {{ ref('int_excluded_rows_gathered') }} as excluded
left join reasons using (record_id)
