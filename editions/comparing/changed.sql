-- Who counts on one side only, or with another amount: the contributions are the difference of their figure.
-- In: a_subjects, b_subjects. Out: changed.
create or replace temp table changed as
select
    coalesce(a.kpi_code, b.kpi_code) as kpi_code,
    coalesce(a.measure, b.measure) as measure,
    coalesce(a.split, b.split) as split,
    coalesce(a.cell, b.cell) as cell,
    coalesce(a.counted_id, b.counted_id) as counted_id,
    coalesce(b.amount, 0) - coalesce(a.amount, 0) as contribution,
    case when a.counted_id is null then 'entered' when b.counted_id is null then 'left' else 'changed'
    end as movement
from a_subjects as a
full join b_subjects as b
    on
        a.kpi_code = b.kpi_code and a.measure = b.measure and a.split = b.split and a.cell = b.cell
        and a.counted_id = b.counted_id
where a.counted_id is null or b.counted_id is null or a.amount <> b.amount;
