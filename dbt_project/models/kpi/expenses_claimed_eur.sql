select
    'expenses_claimed_eur' as kpi_code,
    'expense' as subject_type,
    record_id as subject_id,
    '??' as province_code,
    partner_code,
    null::varchar as desk_code,
    null::varchar as firm_id,
    null::varchar as network_id,
    expense_date as happened_on,
    null::date as ended_on,
    claimed_eur as amount,
    evidence_level,
    record_id
from {{ ref('fct_expenses') }}
where claimed_eur is not null
