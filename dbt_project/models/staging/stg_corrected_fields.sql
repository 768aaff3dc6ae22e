-- Each field of a delivered row that a person corrects: the row found by its key, the field by its old value.
with matched as (
    {%- for record_type in record_types() %}
    {{ rows_to_correct(record_type) }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
)

select
    record_type,
    delivery_id,
    sheet_index,
    row_number,
    field,
    max(correction_number) as correction_number,
    arg_max(new_value, correction_number) as new_value
from matched
group by all
