{{ judged(ref('stg_expenses'), 'expenses') }}
