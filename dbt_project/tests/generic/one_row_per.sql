-- The grain of a table: no two rows agree in all of these columns. Only rows whose hash comes twice are compared.
{% test one_row_per(model, columns) %}
with alike as (
    select hash({{ columns | join(', ') }}) as row_hash from {{ model }}
    group by row_hash
    having count(*) > 1
)

select
    {{ columns | join(', ') }},
    count(*) as row_count
from {{ model }}
where hash({{ columns | join(', ') }}) in (select row_hash from alike)
group by all
having count(*) > 1
{% endtest %}
