"""The comparison itself: subjects first, so that what explains a difference is the difference."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb

from editions.comparing.sides import Side, copy_evidence, copy_rows, copy_subjects
from editions.values import Window
from ingest.literals import sql_literal

CAUSES = ("late_delivery", "correction", "withdrawal", "identity", "definition", "decision")

_CAUSES_SQL = Path(__file__).with_name("causes.sql")

_CHANGED = """
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
where a.counted_id is null or b.counted_id is null or a.amount <> b.amount
"""

# Figures are what the macros count, counted; a ratio divides its two, null where the denominator is 0 and,
# for what a firm costs, by province: expenses have none.
_FIGURES = """
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

figures as (
    select
        registry.kpi_code,
        registry.sort_order,
        registry.numerator_code,
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
    case when figures.numerator_code not like 'expenses%' or figures.split <> 'province' then
        [numerators.value_a, numerators.value_b, denominators.value_a, denominators.value_b]
    end as parts
from figures
left join figures as numerators
    on
        figures.numerator_code = numerators.kpi_code and figures.measure = numerators.measure
        and figures.split = numerators.split and figures.cell = numerators.cell
left join figures as denominators
    on
        figures.denominator_code = denominators.kpi_code and figures.measure = denominators.measure
        and figures.split = denominators.split and figures.cell = denominators.cell
order by
    figures.measure desc, figures.sort_order,
    list_position(['total', 'province', 'partner'], figures.split), figures.cell
"""


@dataclass(frozen=True)
class Difference:
    """One figure on both sides, and what each cause adds to it; null where a ratio has no value on a side.

    `place` is KPI, measure, split and cell. The causes add up to `difference`, exactly.
    """

    place: tuple[str, ...]
    value_a: Fraction | None
    value_b: Fraction | None
    causes: dict[str, Fraction]

    @property
    def kpi_code(self) -> str:
        """The KPI."""
        return self.place[0]

    @property
    def measure(self) -> str:
        """In the period (in_period) or since the project's start (cumulative)."""
        return self.place[1]

    @property
    def split(self) -> str:
        """What the cell is of: total, province or partner."""
        return self.place[2]

    @property
    def cell(self) -> str:
        """The province or partner; empty for the total."""
        return self.place[3]

    @property
    def difference(self) -> Fraction | None:
        """The second value less the first; null where one is absent."""
        return None if self.value_a is None or self.value_b is None else self.value_b - self.value_a


class Comparison:
    """The answer: `differences()` figure by figure, `subjects()` one by one. Close it, or use it with
    `with`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def differences(self) -> list[Difference]:
        """Every figure of both sides, in the registry's order, equal ones too."""
        return list(self._differences())

    def kpis(self) -> dict[str, str]:
        """Label of each KPI of the second side, by code."""
        return dict(
            self._connection.execute(
                "select kpi_code, kpi_label from b_registry order by sort_order"
            ).fetchall()
        )

    def subjects(self, kpi_code: str | None = None) -> list[dict[str, Any]]:
        """Who entered, left or changed: kpi_code, measure, split, cell, counted_id, subject_name,
        movement, contribution, cause.

        Of a ratio there are none: its two KPIs have them.
        """
        condition = "" if kpi_code is None else f"where kpi_code = {sql_literal(kpi_code)}"
        answer = self._connection.execute(
            f"""
            with names as (
                select kpi_code, counted_id, any_value(subject_name) as subject_name
                from (from b_evidence union all by name from a_evidence)
                group by all
            )
            select kpi_code, measure, split, cell, counted_id, subject_name, movement, contribution, cause
            from caused left join names using (kpi_code, counted_id) {condition}
            order by all
            """
        )
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def __enter__(self) -> "Comparison":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _differences(self) -> Iterator[Difference]:
        sums: dict[tuple[str, ...], dict[str, Fraction]] = {}
        for *key, cause, amount in self._connection.execute(
            "select kpi_code, measure, split, cell, cause, sum(contribution) from caused group by all"
        ).fetchall():
            sums.setdefault(tuple(key), {})[cause] = Fraction(amount)
        ratios = {
            code: parts
            for code, *parts in self._connection.execute(
                "select kpi_code, numerator_code, denominator_code from b_registry where way = 'ratio'"
            ).fetchall()
        }
        for code, *cell, value_a, value_b, parts in self._connection.execute(_FIGURES).fetchall():
            if code in ratios:
                counted = [Fraction(part) for part in parts] if parts else [Fraction(0)] * 4
                causes = [sums.get((part, *cell), {}) for part in ratios[code]]
                yield _ratio(code, cell, counted, causes)
            else:
                own = sums.get((code, *cell), {})
                yield Difference((code, *cell), Fraction(value_a or 0), Fraction(value_b or 0), own)


def compare(first: Side, second: Side, window: Window) -> Comparison:
    """Compare two sides over the same days."""
    con = duckdb.connect(":memory:", config={"memory_limit": "2500MB", "threads": 2})
    for name, side in (("a", first), ("b", second)):
        copy_subjects(con, side, name, window)
    con.execute(_CHANGED)
    for name, side in (("a", first), ("b", second)):
        copy_evidence(con, side, name)
        copy_rows(con, side, name)
    con.execute(
        f"""
        create or replace temp table settings as
        select
            {first.interpretations != second.interpretations} as readings_differ,
            {first.identities != second.identities} as identities_differ,
            {_code(first) != _code(second)} or exists (
                (from a_registry except from b_registry) union all (from b_registry except from a_registry)
            ) as definitions_differ
        """
    )
    con.execute(_CAUSES_SQL.read_text(encoding="utf-8"))
    return Comparison(con)


def _code(side: Side) -> str:
    return side.publication.meta.get("code_version", "")


def _ratio(
    code: str, cell: list[str], counted: list[Fraction], causes: list[dict[str, Fraction]]
) -> Difference:
    """A ratio's difference, and what each cause of its two parts adds to it.

    n′/d′ - n/d = Σ Δn/d′ - Σ Δd · n/(d·d′): the first sum is the numerator's causes, the second the
    denominator's. No order of the causes is chosen, and nothing is left over. Without a denominator on a side
    the ratio has no value there, and no difference.
    """
    n_a, n_b, d_a, d_b = counted
    values = (n_a / d_a if d_a else None, n_b / d_b if d_b else None)
    added: dict[str, Fraction] = {}
    if d_a and d_b:
        for cause, amount in causes[0].items():
            added[cause] = added.get(cause, Fraction(0)) + amount / d_b
        for cause, amount in causes[1].items():
            added[cause] = added.get(cause, Fraction(0)) - amount * n_a / (d_a * d_b)
    return Difference((code, *cell), *values, added)
