{#
  Every record type, in the design's order: what makes two of its rows the same, and its days.

  `key`: the parts that make a row the same when it is delivered again, joined by `|`. `firm` and `network` are the first
  reference that the row has, `own_firm` how a list of firms knows one; others are [kind, field], and the column of staging
  where it is called otherwise. `own_code`: the partner's code, which alone is the key of a row that has one. The key of an
  expense is what a person sees of it, by which corrections find it; which rows are one line of one document depends on who
  the supplier is (stg_expenses).
  `fact_date`: the day of a dated fact. A complete list is of a period, and a partner in for a month, by these alone.
  `days_told`: the days of which a row is news though it is no dated fact: a network signed, a member joined.
#}
{% macro record_types() -%}
    {{ return({
        'firms': {'key': [['own_firm']]},
        'contacts': {
            'own_code': 'contact_code',
            'key': [['firm'], ['date', 'contact_date'], ['code', 'contact_kind'], ['text', 'event_code']],
            'fact_date': 'contact_date'
        },
        'events': {'key': [['text', 'event_code']], 'fact_date': 'event_date'},
        'networks': {'key': [['network']], 'days_told': ['opened_date', 'signed_date', 'dissolved_date']},
        'network_members': {
            'key': [['network'], ['firm'], ['read_date', 'joined_date']], 'days_told': ['joined_date', 'left_date']
        },
        'network_events': {
            'key': [['network'], ['date', 'event_date'], ['code', 'network_event_kind']], 'fact_date': 'event_date'
        },
        'services': {
            'own_code': 'service_code',
            'key': [['date', 'service_date'], ['code', 'service_kind'], ['firm'], ['network']],
            'fact_date': 'service_date'
        },
        'expenses': {
            'key': [
                ['text', 'supplier'], ['text', 'document_number'], ['date', 'expense_date'], ['code', 'category'],
                ['text', 'activity'], ['number', 'incurred_eur']
            ],
            'fact_date': 'expense_date'
        },
        'budgets': {'key': [['code', 'category'], ['date', 'version_date']]},
        'targets': {
            'key': [
                ['text', 'kpi_code', 'coalesce(kpi_code, kpi_code_text)'], ['date', 'period_end'],
                ['text', 'province', 'province_key'], ['text', 'partner', 'target_partner_key'], ['date', 'version_date']
            ]
        },
        'register_members': {'key': [['network'], ['firm']]}
    }) }}
{%- endmacro %}

{# The day of a record type's dated fact, as an expression; null where it is none. #}
{% macro fact_date(record_type) -%}
    {{ return(record_types()[record_type].get('fact_date', 'null::date')) }}
{%- endmacro %}

{# The day up to which a row tells of what happened. #}
{% macro day_told(record_type) -%}
    {%- set days = record_types()[record_type].get('days_told') -%}
    {{ return('greatest(' ~ days | join(', ') ~ ')' if days else fact_date(record_type)) }}
{%- endmacro %}
