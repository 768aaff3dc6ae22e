{# Every record type, in the design's order, with the date of its dated facts. #}
{% macro record_types() -%}
    {{ return({
        'firms': 'null::date', 'contacts': 'contact_date', 'events': 'event_date', 'networks': 'null::date',
        'network_members': 'null::date', 'network_events': 'event_date', 'services': 'service_date',
        'expenses': 'expense_date', 'budgets': 'null::date', 'targets': 'null::date', 'register_members': 'null::date'
    }) }}
{%- endmacro %}

{#
  The day up to which a row tells of what happened: its fact's, and for a network that of its opening or signing.
  A network is no dated fact (a complete list of networks is not of a period), yet signing one is news of that day.
#}
{% macro day_told(record_type) -%}
    {{ return('greatest(opened_date, signed_date)' if record_type == 'networks' else record_types()[record_type]) }}
{%- endmacro %}
