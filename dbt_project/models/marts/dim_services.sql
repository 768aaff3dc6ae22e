select
    service_code,
    service_name,
    service_kind,
    service_level,
    version,
    valid_from,
    is_confirmed
from {{ ref('service_catalogue') }}
