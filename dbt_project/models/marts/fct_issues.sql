-- What is wrong where, without the values, which can name people: those are in private_issues.
select
    issues.delivery_id,
    deliveries.partner_code,
    issues.record_id,
    {{ public_text('issues.sheet') }} as sheet,
    issues.row_number,
    issues.rule_code,
    issues.severity,
    issues.field,
    issues.issue_number
from {{ ref('private_issues') }} as issues
left join {{ ref('int_deliveries_decided') }} as deliveries using (delivery_id)
