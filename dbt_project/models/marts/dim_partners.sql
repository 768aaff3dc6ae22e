select
    partner_code,
    partner_name,
    short_name,
    is_lead,
    territory_province_code,
    sort_order
from {{ ref('partners') }}
