{# How well a row is proved. Verified: checked by a person, or found in the register; documented: it names a document. #}
{% macro evidence_level(record_id, document_ref, is_in_register='false') -%}
    case
        when {{ is_in_register }} then 'verified'
        when {{ record_id }} in (
            select record_id from {{ source('decisions', 'checks') }}
            where {{ text_key('result') }} in ('riscontrato', 'confermato', 'ok')
        ) then 'verified'
        when {{ document_ref }} is not null then 'documented'
        else 'declared'
    end
{%- endmacro %}
