-- Whatever is wrong, where: of delivered rows by themselves and beside others, of what was not read, and of decisions that match nothing.
with row_issues as (
    {%- for found in [
        'row_issues_gathered', 'place_issues_found', 'date_issues_found', 'money_issues_found',
        'network_issues_found', 'check_issues_found', 'seat_issues_found', 'work_issues_found',
        'expense_issues_found', 'reuse_issues_found', 'name_issues_found', 'event_issues_found',
        'kind_issues_found', 'identifier_issues_found', 'copy_issues_found', 'missing_rows_found'
    ] %}
    select
        record_id,
        rule_code,
        field,
        value
    from {{ ref('int_' ~ found) }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
)

select
    row_issues.record_id,
    split_part(row_issues.record_id, '/', 1) as delivery_id,
    sheets.sheet,
    sheets.sheet_index,
    split_part(row_issues.record_id, '/', 3)::integer as row_number,
    row_issues.rule_code,
    row_issues.field,
    row_issues.value
from row_issues
left join {{ ref('dim_sheets') }} as sheets
    on
        split_part(row_issues.record_id, '/', 1) = sheets.delivery_id
        and split_part(row_issues.record_id, '/', 2)::integer = sheets.sheet_index
-- Cells without a value, and what was not read at all.
union all by name
select
    case
        when note_kind = 'cell_error' then delivery_id || '/' || sheet_index || '/' || row_number
    end as record_id,
    delivery_id,
    sheet,
    sheet_index,
    row_number,
    case
        when note_kind = 'cell_error' then 'cell_error'
        when
            note_kind in ('sheet_unread', 'facts_unread', 'telephones', 'day_above') or starts_with(note_kind, 'columns_')
            then 'not_read'
        else 'read_otherwise'
    end as rule_code,
    coalesce(field, 'sheet') as field,
    coalesce(value, words) as value
from {{ source('raw', 'notes') }}
where
    note_kind = 'cell_error'
    -- Shifted rows, rows of several firms and cells with an error are told one by one.
    or is_loss and note_kind not in ('cell_errors', 'rows_shifted', 'several_firms')
union all by name
select
    'correction_unmatched' as rule_code,
    field,
    record_type || ': ' || key || ' = ' || coalesce(old_value, '') as value
from {{ ref('stg_correction_decisions') }}
where correction_number not in (select correction_number from {{ ref('stg_corrected_fields') }})
union all by name
select
    {{ clean_text('decisions.delivery_id') }} as delivery_id,
    'decision_unmatched' as rule_code,
    'delivery_id' as field,
    decisions.decision as value
from {{ source('decisions', 'deliveries') }} as decisions
anti join {{ source('raw', 'deliveries') }} as deliveries
    on {{ clean_text('decisions.delivery_id') }} = deliveries.delivery_id
{%- for subject in ['firm', 'network'] %}
union all by name
select
    'identity_decision_unmatched' as rule_code,
    '{{ subject }}s.csv' as field,
    concat_ws(' / ', side_a, side_b, decision) as value
from {{ ref('int_' ~ subject ~ '_decisions_located') }}
where not is_matched
union all by name
select
    'identity_decision_contradicted' as rule_code,
    '{{ subject }}s.csv' as field,
    concat_ws(' / ', decisions.side_a, decisions.side_b, decisions.decision) as value
from {{ ref('int_' ~ subject ~ '_decisions_located') }} as decisions
inner join {{ ref('int_' ~ subject ~ '_mentions_resolved') }} as one on decisions.mention_id_a = one.mention_id
inner join {{ ref('int_' ~ subject ~ '_mentions_resolved') }} as other on decisions.mention_id_b = other.mention_id
where decisions.is_latest and (decisions.decision = 'same') <> (one.{{ subject }}_id = other.{{ subject }}_id)
{%- endfor %}
