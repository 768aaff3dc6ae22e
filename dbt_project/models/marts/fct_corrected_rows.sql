-- Fields that a person corrected; what they became is told only by a keyed hash, for it can name a natural person.
select
    delivery_id || '/' || sheet_index || '/' || row_number as record_id,
    record_type,
    field,
    {{ keyed_id('C', "coalesce(new_value, '')") }} as new_value_hash
from {{ ref('stg_corrected_fields') }}
