select
    project.project_code,
    project.project_name,
    project.start_date,
    project.end_date,
    project.is_confirmed,
    reporting.report_due_day,
    reporting.is_confirmed as reporting_is_confirmed
from {{ ref('project') }} as project
cross join {{ ref('reporting') }} as reporting
