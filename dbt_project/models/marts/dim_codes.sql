select
    vocabulary,
    code,
    sort_order,
    word_it,
    plural_it,
    sentence_it
from {{ ref('codes') }}
