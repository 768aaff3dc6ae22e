{{ judged(ref('stg_networks'), 'networks') }}
