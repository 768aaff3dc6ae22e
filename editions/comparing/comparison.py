"""The comparison itself: subjects first, so that what explains a difference is the difference."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb

from editions.comparing.renaming import find_renamed, follow_renamed_rows, follow_renamed_subjects
from editions.comparing.sides import Side, conversions, copy_evidence, copy_ids, copy_rows, copy_subjects
from editions.values import Window
from storage.literals import sql_literal

CAUSES = ("late_delivery", "correction", "withdrawal", "identity", "definition", "decision")

_SQL = Path(__file__).parent


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
        condition = "" if kpi_code is None else f"and kpi_code = {sql_literal(kpi_code)}"
        answer = self._connection.execute(
            f"""
            with names as (
                select kpi_code, counted_id, any_value(subject_name) as subject_name
                from (from b_evidence union all by name from a_evidence)
                group by all
            )
            select kpi_code, measure, split, cell, counted_id, subject_name, movement, contribution, cause
            from caused left join names using (kpi_code, counted_id)
            where kpi_code not in (select kpi_code from b_registry where way = 'ratio') {condition}
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
                f"""
                select
                    kpi_code,
                    case when kpi_code in (select kpi_code from ({conversions("b")})) then kpi_code
                        else numerator_code end,
                    denominator_code
                from b_registry where way = 'ratio'
                """
            ).fetchall()
        }
        for code, *cell, value_a, value_b, parts in self._connection.execute(_sql("figures")).fetchall():
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
        copy_ids(con, side, name)
    find_renamed(con)
    follow_renamed_subjects(con)
    con.execute(_sql("changed"))
    for name, side in (("a", first), ("b", second)):
        copy_evidence(con, side, name)
        copy_rows(con, side, name)
    follow_renamed_rows(con)
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
    con.execute(_sql("causes"))
    return Comparison(con)


def _sql(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


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
