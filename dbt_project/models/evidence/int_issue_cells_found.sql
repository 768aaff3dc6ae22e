-- What stands where each issue of a delivered row is: of a field in the column that feeds it, else in one that stands for it, the
-- first that is filled; where the sheet has none of them, and where an issue is of the whole row, all of its cells (A7:F7).
{{ config(materialized='view_in_place') }}
with asked_cells as (
    select distinct delivery_id, sheet_index, row_number, field
    from {{ ref('int_issues_gathered') }}
    where row_number is not null
),

-- The columns of each sheet that stand for a field with an issue; of several record types, of one.
columns_read as (
    select *
    from (
        select
            asked.delivery_id,
            asked.sheet_index,
            asked.field,
            headings.record_type,
            headings.field as source_field,
            headings.column_index,
            headings.heading,
            list_position(
                case asked.field
                    {%- for field, fields in stands_for().items() %}
                    when '{{ field }}' then {{ fields }}
                    {%- endfor %}
                    else [asked.field]
                end,
                headings.field
            ) as place
        from (select distinct delivery_id, sheet_index, field from asked_cells) as asked
        inner join {{ source('raw', 'headings') }} as headings
            on asked.delivery_id = headings.delivery_id and asked.sheet_index = headings.sheet_index
    ) as placed
    where place is not null
    qualify first_value(record_type) over (partition by delivery_id, sheet_index, field order by place, record_type) = record_type
),

cells as (
    {%- for record_type in record_types() %}
    select
        columns_read.*,
        asked.row_number,
        case columns_read.source_field
            {%- for field in record_fields(record_type) %}
            when '{{ field }}' then rows.{{ field }}
            {%- endfor %}
        end as delivered
    from asked_cells as asked
    inner join columns_read
        on
            asked.delivery_id = columns_read.delivery_id
            and asked.sheet_index = columns_read.sheet_index
            and asked.field = columns_read.field
    inner join {{ source('raw', record_type) }} as rows
        on
            asked.delivery_id = rows.delivery_id
            and asked.sheet_index = rows.sheet_index
            and asked.row_number = rows.row_number
    where columns_read.record_type = '{{ record_type }}'
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

whole_rows as (
    select asked.*
    from asked_cells as asked
    anti join columns_read
        on
            asked.delivery_id = columns_read.delivery_id
            and asked.sheet_index = columns_read.sheet_index
            and asked.field = columns_read.field
),

cells_of_rows as (
    select
        asked.delivery_id,
        asked.sheet_index,
        asked.row_number,
        headings.column_index,
        any_value(asked.cell.delivered) as delivered
    from (
        {%- for record_type in record_types() %}
        select
            whole_rows.delivery_id,
            whole_rows.sheet_index,
            whole_rows.row_number,
            '{{ record_type }}' as record_type,
            unnest([
                {%- for field in record_fields(record_type) %}
                {'field': '{{ field }}', 'delivered': rows.{{ field }}}{{ "," if not loop.last }}
                {%- endfor %}
            ]) as cell
        from (select distinct delivery_id, sheet_index, row_number from whole_rows) as whole_rows
        inner join {{ source('raw', record_type) }} as rows
            on
                whole_rows.delivery_id = rows.delivery_id
                and whole_rows.sheet_index = rows.sheet_index
                and whole_rows.row_number = rows.row_number
        {{ "union all" if not loop.last }}
        {%- endfor %}
    ) as asked
    inner join {{ source('raw', 'headings') }} as headings
        on
            asked.delivery_id = headings.delivery_id
            and asked.sheet_index = headings.sheet_index
            and asked.record_type = headings.record_type
            and asked.cell.field = headings.field
    group by asked.delivery_id, asked.sheet_index, asked.row_number, headings.column_index
),

row_texts as (
    select
        delivery_id,
        sheet_index,
        row_number,
        string_agg(delivered, ' | ' order by column_index) as delivered
    from cells_of_rows
    group by delivery_id, sheet_index, row_number
),

widths as (
    select
        delivery_id,
        sheet_index,
        {{ column_letters('min(column_index)') }} as first_letters,
        {{ column_letters('max(column_index)') }} as last_letters
    from {{ source('raw', 'headings') }}
    group by delivery_id, sheet_index
)

select
    delivery_id,
    sheet_index,
    row_number,
    field,
    heading,
    {{ column_letters('column_index') }} || row_number as cell,
    delivered
from cells
qualify row_number() over (
    partition by delivery_id, sheet_index, cells.row_number, field order by delivered is null, place
) = 1
union all
select
    whole_rows.delivery_id,
    whole_rows.sheet_index,
    whole_rows.row_number,
    whole_rows.field,
    null as heading,
    widths.first_letters || whole_rows.row_number || ':' || widths.last_letters || whole_rows.row_number as cell,
    row_texts.delivered
from whole_rows
inner join row_texts
    on
        whole_rows.delivery_id = row_texts.delivery_id
        and whole_rows.sheet_index = row_texts.sheet_index
        and whole_rows.row_number = row_texts.row_number
inner join widths on whole_rows.delivery_id = widths.delivery_id and whole_rows.sheet_index = widths.sheet_index
