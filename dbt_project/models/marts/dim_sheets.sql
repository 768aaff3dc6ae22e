select distinct
    delivery_id,
    sheet_index,
    {{ public_text('sheet') }} as sheet,
    header_row
from {{ source('raw', 'sheets') }}
