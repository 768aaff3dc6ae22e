-- The macros count numbers in the place of subjects: a number is one subject, a row without one its only row.
with counted as (
    select
        evidence.kpi_code,
        case when kpis.way = 'sum' then evidence.record_id else evidence.subject_id end as counted_id,
        evidence.subject_number
    from {{ ref('fct_kpi_evidence') }} as evidence
    inner join {{ ref('kpis') }} as kpis using (kpi_code)
)

select
    kpi_code,
    counted_id
from counted
group by kpi_code, counted_id
having
    count(distinct subject_number) > 1
    or (count(*) = 1) <> (min(subject_number) is null)
    or count(subject_number) not in (0, count(*))
