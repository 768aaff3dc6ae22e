"""The comparison itself: subjects first, so that what explains a difference is the difference."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb

from editions.comparing.sides import Side, copy_evidence, copy_figures, copy_rows
from editions.values import Window
from warehouse.errors import PalError
from warehouse.literals import sql_literal

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
    case when a.counted_id is null then 'entered' when b.counted_id is null then 'left' else 'changed' end as movement
from a_subjects as a
full join b_subjects as b
    on
        a.kpi_code = b.kpi_code and a.measure = b.measure and a.split = b.split and a.cell = b.cell
        and a.counted_id = b.counted_id
where a.counted_id is null or b.counted_id is null or a.amount <> b.amount
"""

_FIGURES = """
select
    coalesce(a.kpi_code, b.kpi_code) as kpi_code,
    coalesce(a.measure, b.measure) as measure,
    coalesce(a.split, b.split) as split,
    coalesce(a.cell, b.cell) as cell,
    a.value as value_a,
    b.value as value_b
from a_figures as a
full join b_figures as b
    on a.kpi_code = b.kpi_code and a.measure = b.measure and a.split = b.split and a.cell = b.cell
left join b_registry as registry on registry.kpi_code = coalesce(a.kpi_code, b.kpi_code)
order by
    coalesce(a.measure, b.measure) desc, registry.sort_order,
    list_position(['total', 'province', 'partner'], coalesce(a.split, b.split)), coalesce(a.cell, b.cell)
"""


@dataclass(frozen=True)
class Difference:
    """One figure on both sides, and what each cause adds to it; null where a ratio has no value on a side.

    `split` is total, province or partner, `cell` its code. The causes add up to `difference`, exactly.
    """

    kpi_code: str
    measure: str
    split: str
    cell: str
    value_a: float | None
    value_b: float | None
    causes: dict[str, Fraction]

    @property
    def difference(self) -> Fraction | None:
        """The second value less the first, exactly as the causes add up to it; null where one is absent."""
        if self.value_a is None or self.value_b is None:
            return None
        return sum(self.causes.values(), Fraction(0))


class Comparison:
    """The answer: `differences()` figure by figure, `subjects()` one by one. Close it, or use it with `with`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def differences(self) -> list[Difference]:
        """Every figure of both sides, in the registry's order, equal ones too."""
        return list(self._differences())

    def kpis(self) -> dict[str, str]:
        """Label of each KPI of the second side, by code."""
        return dict(
            self._connection.execute("select kpi_code, kpi_label from b_registry order by sort_order").fetchall()
        )

    def subjects(self, kpi_code: str | None = None) -> list[dict[str, Any]]:
        """Who entered, left or changed: kpi_code, measure, split, cell, counted_id, movement, contribution, cause.

        Of a ratio there are none: its two KPIs have them.
        """
        condition = "" if kpi_code is None else f"where kpi_code = {sql_literal(kpi_code)}"
        answer = self._connection.execute(
            f"""
            select kpi_code, measure, split, cell, counted_id, movement, contribution, cause
            from caused {condition} order by all
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
        parts = dict(
            (code, (numerator, denominator))
            for code, numerator, denominator in self._connection.execute(
                "select kpi_code, numerator_code, denominator_code from b_registry where way = 'ratio'"
            ).fetchall()
        )
        figures = self._connection.execute(_FIGURES).fetchall()
        values = {tuple(key): (value_a, value_b) for *key, value_a, value_b in figures}
        for *key, value_a, value_b in figures:
            code, measure, split, cell = key
            if code in parts:
                numerator, denominator = ((part, measure, split, cell) for part in parts[code])
                causes = _ratio_causes(
                    values.get(numerator, (0, 0)), values.get(denominator, (0, 0)),
                    sums.get(numerator, {}), sums.get(denominator, {}),
                ) if value_a is not None and value_b is not None else {}  # fmt: skip
                yield Difference(code, measure, split, cell, value_a, value_b, causes)
                continue
            causes = sums.get(tuple(key), {})
            was, is_now = value_a or 0.0, value_b or 0.0
            if abs(float(sum(causes.values())) - (is_now - was)) > 0.005:
                raise PalError(
                    f"{code}, {measure}, {split} {cell}: le cause non sommano alla differenza fra {was} e {is_now}."
                )
            yield Difference(code, measure, split, cell, was, is_now, causes)


def compare(first: Side, second: Side, window: Window) -> Comparison:
    """Compare two sides over the same days. Raises PalError if the causes did not add up."""
    con = duckdb.connect(":memory:", config={"memory_limit": "2500MB", "threads": 2})
    for name, side in (("a", first), ("b", second)):
        copy_figures(con, side, name, window)
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


def _ratio_causes(
    numerator: tuple[float | None, float | None],
    denominator: tuple[float | None, float | None],
    numerator_causes: dict[str, Fraction],
    denominator_causes: dict[str, Fraction],
) -> dict[str, Fraction]:
    """What each cause adds to a ratio, so that they add up to its difference exactly.

    n′/d′ - n/d = Σ Δn/d′ - Σ Δd · n/(d·d′): the first sum is the numerator's causes, the second the
    denominator's. No order of the causes is chosen, and nothing is left over.
    """
    n_a = Fraction(numerator[0] or 0).limit_denominator(100)
    d_a, d_b = (Fraction(value or 0).limit_denominator(100) for value in denominator)
    causes: dict[str, Fraction] = {}
    for cause, amount in numerator_causes.items():
        causes[cause] = causes.get(cause, Fraction(0)) + amount / d_b
    for cause, amount in denominator_causes.items():
        causes[cause] = causes.get(cause, Fraction(0)) - amount * n_a / (d_a * d_b)
    return causes
