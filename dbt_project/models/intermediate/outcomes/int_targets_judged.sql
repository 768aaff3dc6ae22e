{{ judged(ref('stg_targets'), 'targets') }}
