-- The document that a row in force names. Private: what people write there can name a natural person.
{%- for record_type in record_types() %}
select
    record_id,
    '{{ record_type }}' as record_type,
    document_ref,
    document_kind
from {{ ref('int_' ~ record_type ~ '_judged') }}
where outcome = 'accepted' and document_ref is not null
{{ "union all" if not loop.last }}
{%- endfor %}
