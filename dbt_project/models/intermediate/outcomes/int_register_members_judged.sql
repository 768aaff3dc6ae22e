{{ judged(ref('stg_register_members'), 'register_members') }}
