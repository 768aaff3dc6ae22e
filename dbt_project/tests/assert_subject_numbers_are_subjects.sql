-- The macros count numbers in the place of subjects: in a KPI a number is one subject, with one row or several as is said.
with counted as (
    select
        evidence.kpi_number,
        evidence.subject_number,
        evidence.is_only_row,
        case when kpis.way = 'sum' then evidence.record_id else evidence.subject_id end as counted_id
    from {{ ref('fct_kpi_evidence') }} as evidence
    inner join {{ ref('kpis') }} as kpis using (kpi_code)
    where not evidence.is_only_row or kpis.way = 'first'
)

select
    kpi_number,
    subject_number
from counted
group by kpi_number, subject_number
having
    subject_number is null
    or min(counted_id) <> max(counted_id)
    or bool_or(is_only_row) <> (count(*) = 1)
