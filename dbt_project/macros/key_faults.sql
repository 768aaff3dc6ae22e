{#
  Fields of a natural key that a row may be accepted with though they are at fault, and the rest of its key: what a
  mended row of a later delivery must agree in. `where` says which rows have such a key, `is_at_fault` which of them
  have the fault.
#}
{% macro key_faults(record_type) -%}
    {%- set outside -%}
        list_contains(list_transform(issues, lambda issue: issue.rule_code), 'date_outside_project')
    {%- endset -%}
    {%- set unreadable = 'joined_date_text is not null and joined_date is null' -%}
    {%- set wrong_number -%}
        firm_code is null and codice_fiscale is null and partita_iva is null and firm_name_key is not null
        and coalesce(codice_fiscale_delivered, partita_iva_delivered) is not null
    {%- endset -%}
    {%- set firm_named = 'firm_code is null and firm_name_key is not null' -%}
    {%- set no_code = {'contacts': 'contact_code is null', 'services': 'service_code is null'}.get(record_type, 'true') -%}
    {%- set faults = {
        'firms': [
            [firm_named ~ ' and coalesce(codice_fiscale, partita_iva) is null and municipality_key is not null',
             'municipality_key not in (select known.municipality_key from ' ~ ref('stg_municipalities') ~ ' as known)',
             ['firm_name_key']]
        ],
        'contacts': [
            [no_code, 'contact_kind_code is null and contact_kind_text is not null',
             [firm_key(), date_key('contact_date'), 'event_code']],
            [no_code, outside, [firm_key(), 'contact_kind', 'event_code']],
            [no_code ~ ' and ' ~ firm_named, wrong_number,
             ['firm_name_key', date_key('contact_date'), 'contact_kind', 'event_code']]
        ],
        'services': [
            [no_code, 'service_kind_code is null and service_kind_text is not null',
             [firm_key(), network_key(), date_key('service_date')]],
            [no_code, outside, [firm_key(), network_key(), 'service_kind']],
            [no_code ~ ' and ' ~ firm_named, wrong_number,
             ['firm_name_key', network_key(), date_key('service_date'), 'service_kind']]
        ],
        'network_members': [
            ['true', unreadable, [network_key(), firm_key()]],
            [firm_named, wrong_number, [network_key(), 'firm_name_key', 'joined_date_day']]
        ],
        'network_events': [
            ['true', 'network_event_kind_code is null and network_event_kind_text is not null',
             [network_key(), date_key('event_date')]],
            ['true', outside, [network_key(), 'network_event_kind']]
        ],
        'expenses': [
            ['true', 'category_code is null and category_text is not null', ['document_key', 'expense_year',
             text_key('activity'), 'undocumented_key']],
            ['true', outside, ['document_key', 'category', text_key('activity'), 'undocumented_amount']]
        ],
        'budgets': [['true', 'category_code is null and category_text is not null', [date_key('version_date')]]]
    } -%}
    {{ return(faults[record_type]) }}
{%- endmacro %}
