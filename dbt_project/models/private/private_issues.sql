-- What a row is told of as two record types is told once.
with told as (
    select
        *,
        row_number() over (
            partition by delivery_id, record_id, rule_code, field order by sheet_index, value
        )::integer as issue_number
    from (select distinct * from {{ ref('int_issues_gathered') }}) as issues
)

select
    located.delivery_id,
    located.sheet,
    located.row_number,
    located.rule_code,
    rules.severity,
    located.field,
    located.value,
    rules.message_it as message,
    located.record_id,
    cells.heading,
    cells.cell,
    cells.delivered,
    rules.consequence_it as consequence,
    rules.example_it as example,
    located.issue_number
from told as located
inner join {{ ref('rules') }} as rules using (rule_code)
left join {{ ref('int_issue_cells_found') }} as cells
    on
        located.delivery_id = cells.delivery_id
        and located.sheet_index = cells.sheet_index
        and located.row_number = cells.row_number
        and located.field = cells.field
