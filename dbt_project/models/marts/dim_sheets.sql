select
    delivery_id,
    sheet_index,
    {{ public_text('sheet') }} as sheet,
    header_row,
    bool_or(record_type is not null) as is_read,
    max(row_count) as row_count
from {{ source('raw', 'sheets') }}
group by all
