{#
  Delivered dates. `date_text` brings every way of writing a day to parts joined by `/` (a time of day is dropped);
  `italian_date` reads it: dd/mm/yyyy, ISO, two-digit years, yyyymmdd, Italian and English month names, and Excel serial numbers
  (days since 1899-12-30). Null where unreadable.
#}
{% macro date_text(column) -%}
    regexp_replace(
        regexp_replace(
            regexp_replace(
                lower({{ italian_day_of(clean_text(column)) }}), '^(lun|mar|mer|gio|ven|sab|dom)[a-zì]*[ ,.]+', ''
            ),
            '[ t]+[0-9]{1,2}[:.][0-9]{2}.*$| (h|ore|alle|alle ore) ?[0-9]{1,2}([:.][0-9]{2}.*)?$', ''
        ),
        '[ .°º''’/-]+', '/', 'g'
    )
{%- endmacro %}

{# A moment with its zone as the day that it was in Italy: 2012-02-10T23:30:00Z is 11 February. Other texts stay. #}
{% macro italian_day_of(text) -%}
    {%- set zone = '([Zz]|[+-][0-9]{2}:?[0-9]{2})' -%}
    case
        when
            length({{ text }}) > 16
            and regexp_full_match({{ text }}, '[0-9]{4}-[0-9]{2}-[0-9]{2}[ Tt][0-9]{2}:[0-9]{2}[0-9:.]*{{ zone }}')
            then strftime(
                timezone('Europe/Rome', try_cast(
                    left({{ text }}, 10) || ' ' || substr({{ text }}, 12, 5) || ':00'
                    || upper(regexp_extract({{ text }}, '{{ zone }}$')) as timestamptz
                )),
                '%Y-%m-%d'
            )
        else {{ text }}
    end
{%- endmacro %}

{# The month that a name means by its first three letters, in Italian or as a spreadsheet program in English writes it. #}
{% macro month_number(name) -%}
    coalesce(
        {%- for months in ['gen feb mar apr mag giu lug ago set ott nov dic', 'jan feb mar apr may jun jul aug sep oct nov dec'] %}
        list_position({{ months.split(' ') }}, left({{ name }}, 3)){{ ", " if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}

{% macro italian_date(day) -%}
    case
        when regexp_full_match({{ day }}, '[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}') then try_strptime({{ day }}, '%d/%m/%y')::date
        when regexp_full_match({{ day }}, '[2-5][0-9]{4}(/[0-9]+)?')
            then date '1899-12-30' + try_cast(left({{ day }}, 5) as integer)
        when regexp_full_match({{ day }}, '[0-9]{8}') then try_strptime({{ day }}, '%Y%m%d')::date
        when regexp_full_match({{ day }}, '[0-9]{1,2}/[a-zì]{3,}/([0-9]{2}|[0-9]{4})')
            then
                try(make_date(
                    try_cast(split_part({{ day }}, '/', 3) as integer)
                    + case when length(split_part({{ day }}, '/', 3)) = 2 then 2000 else 0 end,
                    {{ month_number("split_part(" ~ day ~ ", '/', 2)") }},
                    try_cast(split_part({{ day }}, '/', 1) as integer)
                ))
        -- Of a year with a figure too few nothing is known.
        when regexp_matches({{ day }}, '(^|/)[0-9]{4}(/|$)') then try_strptime({{ day }}, ['%d/%m/%Y', '%Y/%m/%d'])::date
    end
{%- endmacro %}

{# Days between which two dates of one thing are one date told twice: as an event put off (identity/facts.py). #}
{% macro near_days() -%}
    14
{%- endmacro %}

{#
  The version that a row stands for, of the rows in `partition`: its day; without one, the latest that had been delivered by
  then. Of two of one version the one without a day came later. In a window over it: `standing_version desc nulls last,
  version_date is null desc`.
#}
{% macro standing_version(partition) -%}
    coalesce(version_date, max(version_date) over (partition by {{ partition }} order by row_position))
{%- endmacro %}
