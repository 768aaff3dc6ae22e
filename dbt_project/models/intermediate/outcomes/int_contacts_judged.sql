{%- set rows -%}
    (
        select
            staged.* exclude (
                issues, firm_name_key, municipality_key, municipality_name, codice_fiscale_delivered,
                partita_iva_delivered, contact_date_text, contact_date_day, contact_kind_text, contact_kind_code,
                hours_text, hours_digits
            ),
            firms.firm_id,
            {{ desk_code() }} as desk_code,
            {{ reference_missing(
                'staged.issues', 'firm_not_found', 'firm',
                'firms.firm_id is null and ' ~ named_firm() ~ ' is not null', named_firm()
            ) }} as issues
        from {{ ref('stg_contacts') }} as staged
        {{ found_firm() }}
    )
{%- endset -%}
{{ judged(rows, 'contacts', [
    'firm_code', 'codice_fiscale', 'partita_iva', text_key('firm_name'), 'contact_date', 'contact_kind', 'event_code',
    text_key('desk_name'), text_key('topic'), 'hours', text_key('contact_outcome'),
    'outcome_code'
], fact_date='contact_date') }}
