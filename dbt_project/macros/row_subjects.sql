{#
  What a row is about, for telling whether two rows of one key are versions of one fact (identity/facts.py): whether its
  key is a code of the partner's, whom it names, a name to be read, its day and its place. A number that cannot be used
  says no more than a code: whom it is of, the name tells.
#}
{% macro row_subject(record_type) -%}
    {%- set firm = ["'code:' || firm_code", "'#' || codice_fiscale", "'#' || partita_iva", "'name:' || firm_name_key"] -%}
    {%- set network = [
        "'net:' || network_code", "'#' || network_codice_fiscale", "'#' || register_number", "'net name:' || network_name_key"
    ] -%}
    {%- set subjects = {
        'firms': ['(firm_code is not null or ' ~ is_number_doubted() ~ ')', firm[1:],
                  words_key('firm_name'), 'null::date',
                  'coalesce(municipality_key, province_key)'],
        'contacts': ['contact_code is not null', firm, 'null::varchar', 'contact_date', 'null::varchar'],
        'events': ['true', ["'title:' || " ~ text_key('title')], words_key('title'), 'event_date', 'municipality_key'],
        'networks': ['network_code is not null', network[1:], network_words('network_name'), 'null::date', 'null::varchar'],
        'services': ['service_code is not null', firm + network, 'null::varchar', 'service_date', 'null::varchar'],
        'network_members': ['false', ['null::varchar'], 'null::varchar', 'null::date', 'null::varchar'],
        'network_events': ['false', ['null::varchar'], 'null::varchar', 'null::date', 'null::varchar'],
        'budgets': ['false', ['null::varchar'], 'null::varchar', 'null::date', 'null::varchar'],
        'expenses': ['false', ['null::varchar'], 'null::varchar', 'null::date', 'null::varchar']
    } -%}
    {%- set is_coded, about, title, day, place = subjects[record_type] -%}
    {{ is_coded }} as is_coded,
    list_filter([{{ about | join(', ') }}], lambda one: one is not null) as about,
    {{ title }} as title,
    {{ day }} as day,
    {{ place }} as place
{%- endmacro %}

{# Whether a number that is nobody's, or several firms', is all that a row of a list of firms has for a key. #}
{% macro is_number_doubted() -%}
    coalesce(firm_code, codice_fiscale, partita_iva) is null
    and coalesce(codice_fiscale_delivered, partita_iva_delivered) is not null
{%- endmacro %}
