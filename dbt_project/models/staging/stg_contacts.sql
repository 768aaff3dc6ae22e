with source as not materialized ({{ delivered('contacts') }}),

-- Many rows say it in few ways, and each way is looked at closely, once.
said as (
    select
        outcome as said_outcome,
        contact_kind as said_kind,
        {{ outcome_code('outcome') }} as said_outcome_code,
        {{ outcome_code('outcome', 'contact_kind', 'contact_kind') }} as said_outcome_code_with_kind
    from (select distinct outcome, contact_kind from source) as ways
),

cleaned as (
    select
        {{ record_columns() }},
        {{ code_columns(['contact_code']) }},
        {{ event_code('event_code') }} as event_code,
        {{ firm_reference_texts() }},
        {{ date_texts(['contact_date']) }},
        {{ coded_texts(['contact_kind']) }},
        {{ text_columns(['topic']) }},
        {{ clean_text('desk') }} as desk_name,
        {{ spelled('desk', 'desk') }} as delivered_desk_code,
        {{ clean_text('hours') }} as hours_text,
        {{ hours_text('hours') }} as hours_digits,
        {{ clean_text('outcome') }} as contact_outcome,
        {{ contact_outcome_code() }} as outcome_code,
        {{ says_undone('topic') }} as is_undone_by_topic,
        coalesce(not presences.is_ticked, false) as is_presence_asked
    from source
    left join {{ ref('stg_presence_sheets') }} as presences using (delivery_id, sheet_index)
    left join said
        on
            source.outcome is not distinct from said.said_outcome
            and source.contact_kind is not distinct from said.said_kind
),

typed as (
    select
        *,
        {{ typed_identifiers(['codice_fiscale', 'partita_iva']) }},
        {{ typed_dates(['contact_date']) }},
        -- On an attendance list the presence is the contact.
        case
            when contact_kind_text is not null then coalesce(contact_kind_code, 'other')
            when event_code is not null then 'event'
        end as contact_kind,
        {{ italian_hours('hours_digits') }} as hours
    from cleaned
)

select
    *,
    {{ record_key('contacts') }} as record_key,
    {{ is_no_data() }}
    or (
        contact_date_text is null and contact_kind is null and {{ named_firm() }} is null
        and not is_cancelled
    ) as is_ignored,
    {{ broken_rules(
        required_date('contact_date')
        + required_value('contact_kind', 'contact_kind')
        + required_value('firm', named_firm())
        + known_code('contact_kind')
        + desk_known()
        + optional_number('hours')
        + rule('hours_out_of_day', 'hours', "regexp_matches(hours_digits, '^[-−–][0-9]')", 'hours_text')
        + undoubted('outcome', 'outcome_code', 'contact_outcome')
        + rule('outcome_unknown', 'outcome',
               'outcome_code is null and (contact_outcome is not null or is_presence_asked)', 'contact_outcome')
        + rule('outcome_unknown', 'topic', 'is_undone_by_topic and outcome_code is null and contact_outcome is null', 'topic')
        + identifier('codice_fiscale')
        + identifier('partita_iva')
    ) }}
from typed
