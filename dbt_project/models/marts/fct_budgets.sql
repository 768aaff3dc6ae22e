with versions as (
    select
        *,
        {{ standing_version('partner_code, category') }} as standing_version
    from {{ ref('int_budgets_judged') }}
    where is_in_force
)

select
    record_id,
    partner_code,
    category,
    budget_eur,
    version_date,
    rank() over (
        partition by partner_code, category
        order by standing_version desc nulls last, version_date is null desc
    ) = 1 as is_current
from versions
