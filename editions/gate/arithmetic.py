"""Arithmetic that must hold between the figures of an edition, whatever the data."""

from collections.abc import Iterator

from editions.values import TABLE
from publication.reader import Publication

_ADDITIVE_BY_PROVINCE = ("firm", "contact", "event", "membership")


def find_broken_identities(publication: Publication) -> Iterator[tuple[str, str]]:
    """Each identity that fails, as its KPI (or delivery) and an Italian line. `edition_values` is there."""
    found: Iterator[tuple[str, str]] = publication.query(_query()).rows
    yield from found


def _query() -> str:
    additive = ", ".join(f"'{subject_type}'" for subject_type in _ADDITIVE_BY_PROVINCE)
    return f"""
        with registry as (from dim_kpis),
        conversions as (select kpi_code from kpi_conversions()),
        figures as (
            select
                *,
                case
                    when province_code is not null then 'province'
                    when partner_code is not null then 'partner'
                    when month is not null then 'month'
                    when level is not null then 'level'
                    else 'total'
                end as split
            from {TABLE}
            left join dim_provinces using (province_code)
            where province_code is null or is_lombardy or province_code = '??'
        ),
        sums as (
            select
                kpi_code,
                split,
                sum(in_period::decimal(38, 6)) as in_period,
                sum(cumulative::decimal(38, 6)) as cumulative
            from figures
            group by kpi_code, split
        ),
        totals as (from sums where split = 'total'),
        compared as (
            select
                registry.*,
                sums.split,
                (sums.in_period, sums.cumulative) as parts,
                (totals.in_period, totals.cumulative) as whole
            from sums inner join totals using (kpi_code) inner join registry using (kpi_code)
            where way <> 'ratio'
        )
        select kpi_code, kpi_label || ': le province non sommano al totale.'
        from compared
        where split = 'province' and subject_type in ({additive}) and parts <> whole
            -- A firm that moves is active in one province after the other.
            and (way <> 'distinct' or subject_type <> 'firm' or parts[1] < whole[1] or parts[2] < whole[2])
        union all
        select kpi_code, kpi_label || ': i livelli di evidenza non sommano al totale.'
        from compared where split = 'level' and parts <> whole
        union all
        select kpi_code, kpi_label || ': i mesi non sommano al totale.'
        from compared where split = 'month' and way in ('first', 'sum') and parts <> whole
        union all
        select kpi_code, kpi_label || ': i partner sommano a meno del totale.'
        from compared where split = 'partner' and not is_register and parts[1] < whole[1]
        union all
        select kpi_code, kpi_label || ': il valore del periodo supera il cumulato.'
        from compared where split = 'total' and way in ('first', 'distinct', 'sum')
            and parts[1] > parts[2] and subject_type <> 'expense'  -- amounts are also given back
        union all
        select kpi_code, kpi_label || ': più del 100 % in una cella.'
        from registry inner join figures using (kpi_code)
        where kpi_code in (from conversions) and greatest(in_period, cumulative) > 1
        group by kpi_code, kpi_label
        union all
        select ratio.kpi_code, ratio.kpi_label || ': il rapporto non è quello dei suoi due indicatori.'
        from registry as ratio
        inner join figures as shown on ratio.kpi_code = shown.kpi_code and shown.split = 'total'
        inner join totals as numerators on ratio.numerator_code = numerators.kpi_code
        inner join totals as denominators on ratio.denominator_code = denominators.kpi_code
        where ratio.way = 'ratio' and ratio.kpi_code not in (from conversions)
            and coalesce(
                abs(shown.in_period * denominators.in_period - numerators.in_period) > 1e-6,
                denominators.in_period <> 0
            )
        union all
        select delivery_id, delivery_id || ': le righe ricevute non sono la somma dei loro esiti.'
        from fct_delivery_outcomes
        where received <> accepted + rejected + superseded + duplicate + ignored
        """
