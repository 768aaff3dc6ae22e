select distinct
    delivery_id,
    sheet_index,
    sheet,
    header_row
from {{ source('raw', 'sheets') }}
