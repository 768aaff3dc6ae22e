select
    record_id,
    partner_code,
    category,
    budget_eur,
    version_date,
    rank() over (partition by partner_code, category order by version_date desc nulls last) = 1 as is_current
from {{ ref('int_budgets_judged') }}
where is_in_force
