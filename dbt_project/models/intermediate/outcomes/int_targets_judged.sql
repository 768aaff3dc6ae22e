{{ judged(ref('stg_targets'), 'targets', ['value', 'is_confirmed']) }}
