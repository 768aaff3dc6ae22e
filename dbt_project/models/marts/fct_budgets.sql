select
    record_id,
    partner_code,
    category,
    budget_eur,
    version_date,
    version_date is not distinct from max(version_date) over (partition by partner_code, category) as is_current
from {{ ref('int_budgets_judged') }}
where is_in_force
