{#
  Rules of a row. `broken_rules([...])` gives the column `issues`: a list of (rule_code, field, value), null where
  no rule is broken. Whether a rule rejects or warns stands in the seed `rules`.
#}

{% macro rule(rule_code, field, when, value='null') -%}
    {{ return([{'rule_code': rule_code, 'field': field, 'when': when, 'value': value}]) }}
{%- endmacro %}

{% macro broken_rules(rules) -%}
    {%- set rules = rules + rule('code_unknown', 'cancelled', 'is_cancelled_unknown', 'cancelled_text') -%}
    case
        -- Of a row that cannot be used, only why.
        when row_kind = 'shifted' then [{'rule_code': 'row_shifted', 'field': 'row', 'value': null::varchar}]
        when row_kind = 'several' then [{'rule_code': 'several_firms', 'field': 'company_name', 'value': null::varchar}]
        when {% for rule in rules %}({{ rule.when }}){{ " or " if not loop.last }}{% endfor %}
            then list_filter([
                {%- for rule in rules %}
                case
                    when {{ rule.when }}
                        then {'rule_code': '{{ rule.rule_code }}', 'field': '{{ rule.field }}', 'value': ({{ rule.value }})::varchar}
                end
                {{- "," if not loop.last }}
                {%- endfor %}
            ], lambda issue: issue is not null)
    end as issues
{%- endmacro %}

{# A blank row, a total, a note. A shifted row and one that names several firms are data that nobody can use. #}
{% macro is_no_data() -%}
    row_kind not in ('data', 'shifted', 'several')
{%- endmacro %}

{% macro required_value(field, column) -%}
    {{ return(rule('required_missing', field, column ~ ' is null and not is_cancelled')) }}
{%- endmacro %}

{% macro required_date(field, is_past=true) -%}
    {%- set text = field ~ '_text' -%}
    {%- set rules = required_value(field, text)
        + rule('date_unreadable', field, field ~ ' is null and ' ~ text ~ ' is not null', text) -%}
    {%- if is_past -%}
        {%- set rules = rules
            + rule('date_in_future', field, field ~ ' > received_on', text)
            + rule('date_too_old', field, field ~ " < date '1990-01-01'", text)
            + rule('date_outside_project', field, field
                ~ ' not between (select start_date from ' ~ ref('project') ~ ') and (select end_date from '
                ~ ref('project') ~ ')', text) -%}
    {%- endif -%}
    {{ return(rules) }}
{%- endmacro %}

{% macro optional_date(field) -%}
    {{ return(
        rule('optional_date_unreadable', field,
             field ~ '_read is null and ' ~ field ~ '_text is not null', field ~ '_text')
        + rule('optional_date_in_future', field, field ~ '_read > received_on', field ~ '_text')
    ) }}
{%- endmacro %}

{% macro required_number(field) -%}
    {{ return(
        required_value(field, field ~ '_text')
        + rule('number_unreadable', field, field ~ ' is null and ' ~ field ~ '_text is not null', field ~ '_text')
    ) }}
{%- endmacro %}

{% macro optional_number(field) -%}
    {{ return(rule('optional_number_unreadable', field,
                   field ~ ' is null and ' ~ field ~ '_text is not null', field ~ '_text')) }}
{%- endmacro %}

{% macro known_code(field) -%}
    {{ return(
        rule('code_unknown', field, field ~ '_code is null and ' ~ field ~ '_text is not null', field ~ '_text')
        + undoubted(field, field ~ '_code', field ~ '_text')
    ) }}
{%- endmacro %}

{% macro known_yes_no(field) -%}
    {{ return(
        rule('code_unknown', field, field ~ ' is null and ' ~ field ~ '_text is not null', field ~ '_text')
        + undoubted(field, field, field ~ '_text')
    ) }}
{%- endmacro %}

{# A word that was read, without the question mark beside it ("visita?"). #}
{% macro undoubted(field, code, text) -%}
    {{ return(rule('value_doubted', field, code ~ " is not null and contains(" ~ text ~ ", '?')", text)) }}
{%- endmacro %}

{% macro readable_date(field) -%}
    {{ return(rule('optional_date_unreadable', field,
                   field ~ ' is null and ' ~ field ~ '_text is not null', field ~ '_text')) }}
{%- endmacro %}

{% macro readable_sector() -%}
    {{ return(rule('sector_unreadable', 'codice_ateco', 'sector_text is not null', 'sector_text')) }}
{%- endmacro %}

{% macro desk_known() -%}
    {{ return(
        rule('desk_unknown', 'desk', 'delivered_desk_code is null and desk_name is not null', 'desk_name')
        + undoubted('desk', 'delivered_desk_code', 'desk_name')
    ) }}
{%- endmacro %}

{#
  An identifier that fails its check digit, or is nobody's, is not used; one whose lost zeros came back is. A foreign number
  has no Italian check digit.
#}
{% macro identifier(field) -%}
    {%- set delivered = field ~ '_delivered' -%}
    {%- set holds = field ~ '_holds' -%}
    {{ return(
        rule('check_digit_wrong', field,
             field ~ ' is null and ' ~ delivered ~ ' is not null and not ' ~ holds ~ ' and not ' ~ is_foreign_number(delivered),
             delivered)
        + rule('identifier_of_nobody', field,
               field ~ ' is null and ' ~ delivered ~ ' is not null and ' ~ holds, delivered)
        + rule('value_repaired', field, field ~ ' <> ' ~ delivered, delivered)
    ) }}
{%- endmacro %}

{# Whether the issues of a row reject it. #}
{% macro is_rejected(issues='issues') -%}
    coalesce(
        list_has_any(
            list_transform({{ issues }}, lambda issue: issue.rule_code),
            (select list(rule_code) from {{ ref('rules') }} where severity = 'reject')
        ),
        false
    )
{%- endmacro %}

{# Whether a row of `rows` (staging's columns) can say anything: it is data, no rule rejects it, nobody withdrew its delivery. #}
{% macro contends(rows) -%}
    not {{ rows }}.is_ignored
    and not {{ is_rejected(rows ~ '.issues') }}
    and {{ rows }}.delivery_id not in (select delivery_id from {{ ref('int_deliveries_withdrawn') }})
{%- endmacro %}
