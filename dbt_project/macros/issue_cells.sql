{#
  What stands where an issue is, as delivered. An issue of a field is of the column that feeds it, else of one that stands
  for it, the first that is filled; where the sheet has none of them, and where an issue is of the whole row, it is of all
  of its cells (A7:F7).
#}

{% macro stands_for() -%}
    {{ return({
        'firm': ['partner_firm_code', 'codice_fiscale', 'partita_iva', 'company_name'],
        'network': ['network_code', 'network_codice_fiscale', 'register_number', 'network_name'],
        'company_name': ['company_name', 'partner_firm_code', 'codice_fiscale', 'partita_iva'],
        'codice_fiscale': ['codice_fiscale', 'partita_iva', 'company_name'],
        'province': ['province', 'municipality'],
        'municipality': ['municipality', 'province'],
        'subject_kind': ['subject_kind', 'company_name'],
        'contact_kind': ['contact_kind', 'event_code'],
        'claimed_eur': ['claimed_eur', 'incurred_eur']
    }) }}
{%- endmacro %}

{# A day, and an amount, as people here write them, for what a rule tells beside the cell. #}
{% macro told_day(day) -%} strftime({{ day }}, '%d/%m/%Y') {%- endmacro %}
{% macro told_amount(amount) -%} replace(({{ amount }})::varchar, '.', ',') {%- endmacro %}

{# The letters of a column, as a spreadsheet program names it. #}
{% macro column_letters(column_index) -%}
    case
        when {{ column_index }} <= 26 then chr(64 + {{ column_index }})
        when {{ column_index }} <= 702
            then chr(64 + ({{ column_index }} - 1) // 26) || chr(65 + ({{ column_index }} - 1) % 26)
        else
            chr(65 + ({{ column_index }} - 703) // 676) || chr(65 + ({{ column_index }} - 703) // 26 % 26)
            || chr(65 + ({{ column_index }} - 703) % 26)
    end
{%- endmacro %}
