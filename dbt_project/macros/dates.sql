{#
  A delivered date as DATE, null where unreadable. Reads ISO, dd/mm/yyyy with / . - or blanks, two-digit years,
  yyyymmdd, Italian month names and Excel serial numbers (days since 1899-12-30); a time of day is dropped.
#}
{% macro italian_date(column) -%}
    {%- set day -%}
        regexp_replace(trim({{ column }}), '[ T]+[0-9]{1,2}[:.][0-9]{2}.*$', '')
    {%- endset -%}
    {%- set month_name -%}
        regexp_extract(lower({{ day }}), '^([0-9]{1,2})[°º]?[ ./-]*([a-zì]{3})[a-zì]*[ ./-]*([0-9]{2,4})$', ['d', 'm', 'y'])
    {%- endset -%}
    case
        when {{ column }} is null then null
        when regexp_full_match({{ day }}, '[0-9]{5}')
            then
                case
                    when ({{ day }})::integer between 20000 and 60000
                        then date '1899-12-30' + ({{ day }})::integer
                end
        when regexp_full_match({{ day }}, '[0-9]{8}')
            then try_strptime({{ day }}, '%Y%m%d')::date
        when regexp_matches(lower({{ day }}), '[a-z]')
            then
                try(make_date(
                    {{ full_year("try_cast(" ~ month_name ~ ".y as integer)") }},
                    (nullif(strpos('genfebmaraprmaggiulugagosetottnovdic', {{ month_name }}.m), 0) + 2) // 3,
                    try_cast({{ month_name }}.d as integer)
                ))
        else {{ with_full_year("try_strptime(regexp_replace(" ~ day ~ ", '[ .-]+', '/', 'g'), ['%d/%m/%Y', '%Y/%m/%d'])::date") }}
    end
{%- endmacro %}

{# Two digits of a year: below 50 it is this century's. #}
{% macro full_year(year) -%}
    case when {{ year }} < 50 then 2000 + {{ year }} when {{ year }} < 100 then 1900 + {{ year }} else {{ year }} end
{%- endmacro %}

{% macro with_full_year(date) -%}
    case
        when year({{ date }}) < 50 then {{ date }} + interval 2000 year
        when year({{ date }}) < 100 then {{ date }} + interval 1900 year
        else {{ date }}
    end::date
{%- endmacro %}
