-- Amounts and hours that cannot be: spent beyond the budget of partner and category (told on the expense that went beyond,
-- also where the partner has a budget and none for the category), claimed beyond what was paid, admitted beyond what was
-- claimed, hours beyond a day (below 0: staging). The thresholds stand in the seed `rules`.
{{ config(materialized='view_in_place') }}
with thresholds as (
    select
        max(threshold) filter (rule_code = 'over_budget') as budget_share,
        max(threshold) filter (rule_code = 'claimed_beyond_paid') as claimed_eur,
        max(threshold) filter (rule_code = 'admitted_beyond_claimed') as admitted_eur,
        max(threshold) filter (rule_code = 'hours_out_of_day') as hours
    from {{ ref('rules') }}
),

budgets as (
    select
        partner_code,
        category,
        sum(budget_eur) as budget_eur
    from {{ ref('fct_budgets') }}
    where is_current
    group by partner_code, category
),

expenses as (
    select
        *,
        sum(incurred_eur) over spent as spent_eur,
        sum(incurred_eur) over (partition by partner_code, category) as total_eur
    from {{ ref('int_expenses_judged') }}
    where is_in_force
    window spent as (partition by partner_code, category order by expense_date, row_position)
),

budgeted as (
    select
        expenses.record_id,
        expenses.total_eur,
        coalesce(budgets.budget_eur, 0) as budget_eur,
        row_number() over (
            partition by expenses.partner_code, expenses.category order by expenses.expense_date, expenses.row_position
        ) as place
    from expenses
    left join budgets using (partner_code, category)
    cross join thresholds
    where
        expenses.partner_code in (select partner_code from budgets)
        and expenses.total_eur > coalesce(budgets.budget_eur, 0) * (1 + thresholds.budget_share)
        and expenses.spent_eur > coalesce(budgets.budget_eur, 0) * (1 + thresholds.budget_share)
),

hours as (
    select record_id, hours from {{ ref('int_contacts_judged') }} where is_in_force
    union all
    select record_id, hours from {{ ref('int_services_judged') }} where is_in_force
)

select
    record_id,
    'over_budget' as rule_code,
    'incurred_eur' as field,
    {{ told_amount('total_eur') }} || ' > ' || {{ told_amount('budget_eur') }} as value
from budgeted
where place = 1
{%- for rule_code, amount, limit in [
    ('claimed_beyond_paid', 'claimed_eur', 'paid_eur'), ('admitted_beyond_claimed', 'admitted_eur', 'claimed_eur')
] %}
union all
select
    expenses.record_id,
    '{{ rule_code }}' as rule_code,
    '{{ amount }}' as field,
    {{ told_amount('expenses.' ~ amount) }} || ' > ' || {{ told_amount('expenses.' ~ limit) }} as value
from expenses
cross join thresholds
where expenses.{{ amount }} > expenses.{{ limit }} + thresholds.{{ amount }}
{%- endfor %}
union all
select
    hours.record_id,
    'hours_out_of_day' as rule_code,
    'hours' as field,
    {{ told_amount("regexp_replace(hours.hours::varchar, '\\.?0+$', '')") }} as value
from hours
cross join thresholds
where hours.hours > thresholds.hours
