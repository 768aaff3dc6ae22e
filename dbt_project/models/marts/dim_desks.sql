select
    desk_code,
    desk_name,
    partner_code,
    is_confirmed
from {{ ref('desks') }}
