-- What stands where each issue of a delivered row is: of a field in the column that feeds it, else in one that stands for it, the
-- first that is filled; where the sheet has none of them, and where an issue is of the whole row, all of its cells (A7:F7).
{{ config(materialized='view_in_place') }}
with asked_cells as (
    select distinct delivery_id, sheet_index, row_number, field
    from {{ ref('int_issues_gathered') }}
    where row_number is not null
),

asked as (
    {%- for record_type in record_types() %}
    select
        issues.delivery_id,
        issues.sheet_index,
        issues.row_number,
        issues.field,
        '{{ record_type }}' as record_type,
        unnest([
            {%- for field in record_fields(record_type) %}
            {'field': '{{ field }}', 'delivered': rows.{{ field }}}{{ "," if not loop.last }}
            {%- endfor %}
        ]) as cell
    from asked_cells as issues
    inner join {{ source('raw', record_type) }} as rows
        on
            issues.delivery_id = rows.delivery_id
            and issues.sheet_index = rows.sheet_index
            and issues.row_number = rows.row_number
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

of_columns as (
    select
        asked.delivery_id,
        asked.sheet_index,
        asked.row_number,
        asked.field,
        headings.column_index,
        any_value(headings.heading) as heading,
        any_value(asked.cell.delivered) as delivered,
        min(
            list_position(
                case asked.field
                    {%- for field, fields in stands_for().items() %}
                    when '{{ field }}' then {{ fields }}
                    {%- endfor %}
                    else [asked.field]
                end,
                asked.cell.field
            ) + case when asked.cell.delivered is null then 100 else 0 end
        ) as place
    from asked
    inner join {{ source('raw', 'headings') }} as headings
        on
            asked.delivery_id = headings.delivery_id
            and asked.sheet_index = headings.sheet_index
            and asked.record_type = headings.record_type
            and asked.cell.field = headings.field
    group by all
),

widths as (
    select
        delivery_id,
        sheet_index,
        min(column_index) as first_index,
        max(column_index) as last_index
    from {{ source('raw', 'headings') }}
    group by delivery_id, sheet_index
)

select
    of_column.delivery_id,
    of_column.sheet_index,
    of_column.row_number,
    of_column.field,
    arg_min(of_column.heading, of_column.place) as heading,
    case
        when min(of_column.place) is not null
            then
                arg_min({{ column_letters('of_column.column_index') }}, of_column.place) || of_column.row_number
        else
            {{ column_letters('any_value(widths.first_index)') }} || of_column.row_number
            || ':' || {{ column_letters('any_value(widths.last_index)') }} || of_column.row_number
    end as cell,
    case
        when min(of_column.place) is not null then arg_min(of_column.delivered, of_column.place)
        else string_agg(of_column.delivered, ' | ' order by of_column.column_index)
    end as delivered
from of_columns as of_column
inner join widths
    on of_column.delivery_id = widths.delivery_id and of_column.sheet_index = widths.sheet_index
group by of_column.delivery_id, of_column.sheet_index, of_column.row_number, of_column.field
