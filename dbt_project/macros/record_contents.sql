{# Of each record type the columns that make two rows of one key the same, beside document and cancelling. #}
{% macro record_content(record_type) -%}
    {{ return({
        'firms': [
            'firm_code', 'codice_fiscale', 'codice_fiscale_delivered', 'partita_iva', 'partita_iva_delivered',
            'firm_name_key', 'municipality_key', 'province_key', text_key('legal_form'), 'subject_kind',
            text_key('address'), 'postal_code', 'sector_code', 'employees', 'turnover_eur', 'is_associated',
            'seat_date'
        ],
        'contacts': [
            'firm_code', 'codice_fiscale', 'partita_iva', text_key('firm_name'), 'contact_date', 'contact_kind',
            'event_code', text_key('desk_name'), text_key('topic'), 'hours', text_key('contact_outcome'), 'outcome_code'
        ],
        'events': [
            text_key('title'), 'event_date', 'municipality_key', 'province_code', text_key('event_kind'), 'attendees'
        ],
        'networks': [
            'network_code', 'network_name_key', 'network_codice_fiscale', 'network_codice_fiscale_delivered',
            'register_number', 'legal_kind', 'stage', 'opened_date', 'signed_date', 'dissolved_date', 'existed_before',
            text_key('purpose'), 'sector_code'
        ],
        'network_members': [
            'network_code', 'network_codice_fiscale', 'register_number', 'network_name_key', 'firm_code',
            'codice_fiscale', 'partita_iva', 'firm_name_key', 'municipality_key', 'member_role', 'joined_date', 'left_date'
        ],
        'network_events': [
            'network_code', 'network_codice_fiscale', 'register_number', 'network_name_key', 'event_date',
            'network_event_kind'
        ],
        'services': [
            'service_date', 'service_kind', 'firm_code', 'codice_fiscale', 'partita_iva', 'firm_name_key',
            'municipality_key', 'network_code', 'network_codice_fiscale', 'register_number', 'network_name_key',
            text_key('desk_name'), 'hours', 'value_eur', text_key('service_outcome'), 'outcome_code', 'satisfaction'
        ],
        'expenses': [
            'expense_date', 'incurred_eur', 'paid_eur', 'claimed_eur', 'admitted_eur', text_key('cut_reason'),
            'supplier_codice_fiscale'
        ],
        'budgets': ['budget_eur'],
        'targets': ['value', 'is_confirmed'],
        'register_members': [
            'network_name_key', 'signed_date', 'network_codice_fiscale', 'register_number', text_key('purpose'),
            'firm_name_key', 'codice_fiscale', 'municipality_key', 'province_key', 'sector_code'
        ]
    }[record_type]) }}
{%- endmacro %}
