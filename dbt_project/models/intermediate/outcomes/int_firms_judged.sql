{{ judged(ref('stg_firms'), 'firms') }}
