select
    project_code,
    project_name,
    start_date,
    end_date,
    is_confirmed
from {{ ref('project') }}
