{{ judged(ref('stg_budgets'), 'budgets', ['budget_eur']) }}
