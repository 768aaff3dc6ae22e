{#
  How well a row is proved. Verified: checked by a person, or found in the register, and no check failed; documented: it
  names a document.
#}
{% macro evidence_level(record_id, document_ref, is_in_register='false') -%}
    case
        when
            {{ is_in_register }}
            and {{ record_id }} not in (
                select record_id from {{ ref('int_checks_decided') }} where finding in ('not_found', 'counts')
            )
            then 'verified'
        when {{ record_id }} in (select record_id from {{ ref('int_checks_decided') }} where finding = 'found')
            then 'verified'
        when {{ document_ref }} is not null then 'documented'
        else 'declared'
    end
{%- endmacro %}

{# Whether an audit did not find a row, and nobody decided that it counts on. #}
{% macro is_audit_failed(record_id) -%}
    {{ record_id }} in (
        select record_id from {{ ref('int_checks_decided') }}
        where finding = 'not_found'
    )
{%- endmacro %}
