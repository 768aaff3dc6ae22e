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
),

located as (
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
),

-- The column that feeds a field, as the sender sees it; of a firm or network the first that names it.
columns_read as (
    select
        delivery_id,
        sheet_index,
        field,
        arg_min(heading, column_index) as heading,
        min(column_index) as column_index
    from {{ source('raw', 'headings') }}
    where field is not null
    group by all
    {%- for subject, references in [
        ('firm', ['partner_firm_code', 'codice_fiscale', 'partita_iva', 'company_name']),
        ('network', ['network_code', 'network_codice_fiscale', 'register_number', 'network_name'])
    ] %}
    union all
    select
        delivery_id,
        sheet_index,
        '{{ subject }}' as field,
        arg_min(heading, list_position({{ references }}, field)) as heading,
        arg_min(column_index, list_position({{ references }}, field)) as column_index
    from {{ source('raw', 'headings') }}
    where list_contains({{ references }}, field)
    group by all
    {%- endfor %}
),

-- What a row is told of as two record types is told once.
told as (
    select
        *,
        row_number() over (
            partition by delivery_id, record_id, rule_code, field order by sheet_index, value
        )::integer as issue_number
    from (select distinct * from located) as issues
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
    columns_read.heading,
    case
        when columns_read.column_index <= 26 then chr(64 + columns_read.column_index)
        when columns_read.column_index <= 702
            then
                chr(64 + (columns_read.column_index - 1) // 26) || chr(65 + (columns_read.column_index - 1) % 26)
    end || located.row_number as cell,
    rules.consequence_it as consequence,
    rules.example_it as example,
    located.issue_number
from told as located
inner join {{ ref('rules') }} as rules using (rule_code)
left join columns_read
    on
        located.delivery_id = columns_read.delivery_id
        and located.sheet_index = columns_read.sheet_index
        and located.field = columns_read.field
