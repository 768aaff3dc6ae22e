-- Evidence of a stock ends after it begins; evidence of a sum has an amount; a subject is never empty.
select *
from {{ ref('fct_kpi_evidence') }} as evidence
inner join {{ ref('dim_kpis') }} as kpis using (kpi_code)
where
    evidence.ended_on <= evidence.happened_on
    or (kpis.way = 'sum' and evidence.amount is null)
    or evidence.subject_id = ''
