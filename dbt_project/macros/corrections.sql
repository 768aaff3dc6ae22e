{#
  How a person's correction finds its row: by the row's key, its dates, codes and amounts each written as delivered or as
  read, with the number among equal lines or without. Case, accents, punctuation, leading zeros and empty last parts do not matter.
#}
{% macro correction_key(column) -%}
    rtrim(regexp_replace(
        regexp_replace(lower(strip_accents({{ column }})), '[{{ marks(bar=false) }}]+', '', 'g'), '(^|\|)0+', '\1', 'g'
    ), '|')
{%- endmacro %}

{# The canonical fields of a record type, as `raw` has them (also where a unit test stands in for the source). #}
{% macro record_fields(record_type) -%}
    {%- set raw_table = api.Relation.create(database=landed_database(), schema='raw', identifier=record_type) -%}
    {{ return(
        adapter.get_columns_in_relation(raw_table) | map(attribute='name')
        | reject('in', ['delivery_id', 'partner_code', 'arrival_order', 'received_on', 'sheet_index', 'row_number', 'row_kind'])
        | list
    ) }}
{%- endmacro %}

{#
  An expense as a line of its document, or without supplier or number of its day. A person may also name it by all that it
  says, amount and day too (`delivered_key`), as decisions did before documents were keys.
#}
{% macro delivered_document(supplier, read) -%}
    case
        when {{ supplier }} is null or document_number is null
            then {{ joined_key([
                delivered_date('expense_date', 'date' in read), delivered_code('category', 'code' in read), 'activity',
                delivered_number('incurred_eur', 'number' in read)
            ]) }}
        else {{ joined_key([
            supplier, 'document_number', 'year(expense_date_date)::varchar',
            delivered_code('category', 'code' in read), 'activity'
        ]) }}
    end
{%- endmacro %}

{# Which kinds of parts of a type's key a person may have written as they are read: all, some of them, or none. #}
{% macro ways_of_writing(record_type) -%}
    {%- set ways = [[]] -%}
    {%- for kind in ['date', 'code', 'number']
        if kind in record_types()[record_type]['key'] | map('first') | map('replace', 'read_', '') | list -%}
        {%- for way in ways | list -%}
            {%- do ways.append(way + [kind]) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(ways) }}
{%- endmacro %}

{# A field in a key, as it is read where `is_read`, else as it stands; of `key_parts_read`. #}
{% macro delivered_date(field, is_read) -%}
    {{ "coalesce(" ~ field ~ "_date::varchar, " ~ field ~ ")" if is_read else field }}
{%- endmacro %}

{# An amount as read has no needless decimals; as delivered it has those that stand there. #}
{% macro delivered_number(field, is_read) -%}
    {%- set amount = "regexp_replace(" ~ field ~ "_amount, '[.]?0+$', '')" if is_read else field ~ "_amount" -%}
    coalesce({{ amount }}, {{ field }})
{%- endmacro %}

{% macro delivered_code(field, is_read) -%}
    {{ "coalesce(" ~ field ~ "_code, " ~ field ~ ")" if is_read else field }}
{%- endmacro %}

{#
  A type's delivered rows of partners whose rows somebody corrected, with the dates, codes and amounts of its key as
  they are read: each once, since every way of writing the key names them again.
#}
{% macro key_parts_read(record_type) -%}
    {%- set fields = dict(date=[], code=[], number=[]) -%}
    {%- for part in record_types()[record_type]['key'] if part[0].replace('read_', '') in fields -%}
        {%- do fields[part[0].replace('read_', '')].append(part[1]) -%}
    {%- endfor -%}
    select
        *
        {%- for field in fields.date %},
        {{ italian_date(field ~ '_day') }} as {{ field }}_date
        {%- endfor %}
        {%- for field in fields.code %},
        {{ spelled(field, field) }} as {{ field }}_code
        {%- endfor %}
        {%- for field in fields.number %},
        try_cast({{ italian_number(field ~ '_digits') }} as decimal(18, 2))::varchar as {{ field }}_amount
        {%- endfor %}
    from (
        select
            *
            {%- for field in fields.date %},
            {{ date_text(field) }} as {{ field }}_day
            {%- endfor %}
            {%- for field in fields.number %},
            {{ number_text(field) }} as {{ field }}_digits
            {%- endfor %}
        from {{ source('raw', record_type) }}
        semi join (
            select partner_code from {{ ref('stg_correction_decisions') }}
            where record_type = '{{ record_type }}'
        ) as corrected using (partner_code)
    ) as prepared
{%- endmacro %}

{#
  Each field of a type's delivered rows that a person corrects: the row found by its key, the field by its old value; the
  last correction wins.
#}
{% macro corrected_fields(record_type) -%}
    {%- set old_value -%}
        case corrections.field
            {%- for field in record_fields(record_type) %}
            when '{{ field }}' then keyed.{{ field }}
            {%- endfor %}
        end
    {%- endset -%}
    select
        keyed.delivery_id,
        keyed.sheet_index,
        keyed.row_number,
        corrections.field,
        max(corrections.correction_number) as correction_number,
        arg_max(corrections.new_value, corrections.correction_number) as new_value
    from (
        select
            named.* exclude (correction_keys{{ ', document_keys' if record_type == 'expenses' }}),
            unnest(list_distinct(
                {%- if record_type == 'expenses' %}
                list_concat(
                    document_keys, list_transform(document_keys, lambda one: one || '|' || line_number),
                    correction_keys, list_transform(correction_keys, lambda one: one || '|' || equal_number)
                )
                {%- else %}
                correction_keys
                {%- endif %}
            )) as correction_key
        from (
            select
                *,
                {%- if record_type == 'expenses' %}
                row_number() over (
                    partition by delivery_id, row_kind, {{ delivered_document('supplier', ['date', 'code', 'number']) }}
                    order by sheet_index, row_number
                ) as line_number,
                row_number() over (
                    partition by delivery_id, row_kind, {{ delivered_key(record_type, ['date', 'code', 'number']) }}
                    order by sheet_index, row_number
                ) as equal_number,
                [
                    {%- for way in ways_of_writing(record_type) %}
                    {{ correction_key(delivered_document('supplier', way)) }},
                    {{ correction_key(delivered_document('supplier_codice_fiscale', way)) }}{{ "," if not loop.last }}
                    {%- endfor %}
                ] as document_keys,
                {%- endif %}
                [
                    {%- for way in ways_of_writing(record_type) %}
                    {{ correction_key(delivered_key(record_type, way)) }}{{ "," if not loop.last }}
                    {%- endfor %}
                ] as correction_keys
            from ({{ key_parts_read(record_type) }}) as read
        ) as named
    ) as keyed
    inner join {{ ref('stg_correction_decisions') }} as corrections
        on
            keyed.partner_code = corrections.partner_code
            and keyed.correction_key = corrections.correction_key
    where
        corrections.record_type = '{{ record_type }}'
        and coalesce(corrections.old_value_key, '') = coalesce({{ text_key(old_value) }}, '')
    group by all
{%- endmacro %}
