{# Every record type, in the design's order, with the date of its dated facts. #}
{% macro record_types() -%}
    {{ return({
        'firms': 'null::date', 'contacts': 'contact_date', 'events': 'event_date', 'networks': 'null::date',
        'network_members': 'null::date', 'network_events': 'event_date', 'services': 'service_date',
        'expenses': 'expense_date', 'budgets': 'null::date', 'targets': 'null::date', 'register_members': 'null::date'
    }) }}
{%- endmacro %}
