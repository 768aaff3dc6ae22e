with source as ({{ delivered('contacts') }}),

-- On an attendance list the presence is the contact.
with_kind as (
    select
        * replace (
            case
                when {{ clean_text('contact_kind') }} is null and {{ clean_text('event_code') }} is not null then 'event'
                else contact_kind
            end as contact_kind
        )
    from source
),

typed as (
    select
        {{ record_columns('contacts') }},
        {{ clean_code('contact_code') }} as contact_code,
        {{ firm_reference_columns() }},
        {{ date_column('contact_date') }},
        {{ coded_column('contact_kind') }},
        {{ clean_code('event_code') }} as event_code,
        {{ clean_text('desk') }} as desk_name,
        {{ spelled('desk', 'desk') }} as delivered_desk_code,
        {{ clean_text('topic') }} as topic,
        {{ clean_text('hours') }} as hours_text,
        {{ italian_hours('hours') }} as hours,
        {{ clean_text('outcome') }} as contact_outcome,
        coalesce({{ spelled('outcome', 'outcome') }} = 'no_answer', false) as is_unanswered
    from with_kind
)

select
    *,
    row_kind <> 'data'
    or (
        contact_date_text is null and contact_kind is null and not is_cancelled
        and coalesce(firm_code, codice_fiscale_delivered, partita_iva_delivered, firm_name_key) is null
    ) as is_ignored,
    {{ broken_rules(
        required_date('contact_date')
        + required_value('contact_kind', 'contact_kind')
        + required_value('firm', 'coalesce(firm_code, codice_fiscale_delivered, partita_iva_delivered, firm_name_key)')
        + known_code('contact_kind')
        + rule('desk_unknown', 'desk', 'delivered_desk_code is null and desk_name is not null', 'desk_name')
        + optional_number('hours')
        + identifier('codice_fiscale')
        + identifier('partita_iva')
    ) }}
from typed
