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

{#
  Of each record type the columns, by the delivered field that gives them, that a row keeps from the same row of an earlier
  list where its own list lacks that column. What firms and networks say is merged field by field (`latest_values`); what
  makes the key, and cancelling, is never kept.
#}
{% macro kept_columns(record_type) -%}
    {{ return({
        'contacts': {
            'topic': ['topic'], 'desk': ['desk_name', 'delivered_desk_code', 'desk_code'], 'hours': ['hours'],
            'outcome': ['contact_outcome', 'outcome_code']
        },
        'events': {
            'municipality': ['municipality_name', 'municipality_key', 'province_code'], 'event_kind': ['event_kind'],
            'attendees': ['attendees']
        },
        'network_members': {
            'member_role': ['member_role'], 'left_date': ['left_date_text', 'left_date_day', 'left_date_read', 'left_date']
        },
        'services': {
            'desk': ['desk_name', 'delivered_desk_code', 'desk_code'], 'hours': ['hours'], 'value_eur': ['value_eur'],
            'outcome': ['service_outcome', 'outcome_code'], 'satisfaction': ['satisfaction']
        },
        'expenses': {
            'paid_eur': ['paid_eur'], 'claimed_eur': ['claimed_eur'], 'admitted_eur': ['admitted_eur'],
            'cut_reason': ['cut_reason'], 'activity': ['activity'],
            'supplier': ['supplier_name', 'supplier_stem'], 'supplier_codice_fiscale': ['supplier_codice_fiscale'],
            'document_number': ['document_number', 'number_key', 'document_key']
        },
        'targets': {'is_confirmed': ['is_confirmed']}
    }.get(record_type, {})) }}
{%- endmacro %}
