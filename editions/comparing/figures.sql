-- Figures are what the macros count, counted; a ratio divides its two (a conversion what it counts itself), null where
-- the denominator is 0 and, for what has no place, by province. In: a_… and b_… (see sides.py).
with sums as (
    select 'a' as side, kpi_code, measure, split, cell, sum(amount) as value from a_subjects group by all
    union all
    select 'b' as side, kpi_code, measure, split, cell, sum(amount) as value from b_subjects group by all
),

registry as (
    from b_registry
    union all
    from a_registry where kpi_code not in (select kpi_code from b_registry)
),

cells as (
    select distinct measure, split, cell from sums
),

firsts as (
    select kpi_code from registry where way = 'first'
),

figures as (
    select
        registry.kpi_code,
        registry.sort_order,
        registry.numerator_code,
        registry.is_without_place,
        case
            when registry.numerator_code in (from firsts) and registry.denominator_code in (from firsts)
                then registry.kpi_code
            else registry.numerator_code
        end as counted_code,
        registry.denominator_code,
        cells.*,
        coalesce(max(sums.value) filter (sums.side = 'a'), 0) as value_a,
        coalesce(max(sums.value) filter (sums.side = 'b'), 0) as value_b
    from registry
    cross join cells
    left join sums
        on
            registry.kpi_code = sums.kpi_code and cells.measure = sums.measure and cells.split = sums.split
            and cells.cell = sums.cell
    group by all
)

select
    figures.kpi_code,
    figures.measure,
    figures.split,
    figures.cell,
    case when figures.numerator_code is null then figures.value_a end as value_a,
    case when figures.numerator_code is null then figures.value_b end as value_b,
    case when figures.numerator_code is not null and not (figures.is_without_place and figures.split = 'province') then
        [numerators.value_a, numerators.value_b, denominators.value_a, denominators.value_b]
    end as parts
from figures
left join figures as numerators
    on
        figures.counted_code = numerators.kpi_code and figures.measure = numerators.measure
        and figures.split = numerators.split and figures.cell = numerators.cell
left join figures as denominators
    on
        figures.denominator_code = denominators.kpi_code and figures.measure = denominators.measure
        and figures.split = denominators.split and figures.cell = denominators.cell
order by
    figures.measure desc, figures.sort_order,
    list_position(['total', 'province', 'partner'], figures.split), figures.cell;
