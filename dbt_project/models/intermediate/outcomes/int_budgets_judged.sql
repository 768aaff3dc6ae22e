{{ judged(ref('stg_budgets'), 'budgets') }}
