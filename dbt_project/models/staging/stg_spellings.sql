-- Spellings of coded fields, people's own before the shipped ones.
with spelled as (
    select
        field,
        spelling,
        code,
        1 as precedence
    from {{ source('decisions', 'values') }}
    union all
    select
        field,
        spelling,
        code,
        2 as precedence
    from {{ ref('spellings') }}
)

select
    field,
    {{ text_key('spelling') }} as spelling_key,
    arg_min(code, precedence) as code
from spelled
where {{ text_key('spelling') }} is not null
group by all
