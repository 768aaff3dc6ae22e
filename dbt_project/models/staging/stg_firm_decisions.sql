-- People's decisions on pairs of firms.
{{ pair_decisions('firms') }}
