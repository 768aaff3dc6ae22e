"""With the sample deliveries every KPI equals the truth they were made from, and its rows recompute it."""

import csv
import io
import math
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pal_home import Record, answer, ask, run_pal

from publication.reader import Publication, open_published
from sample.model import PARTNERS
from storage.home import Home

SPLITS = {
    "province": "province_code",
    "partner": "partner_code",
    "month": "month",
    "level": "level",
    "sector": "sector",
}
KPI_COLUMNS = ["kpi_code", "province_code", "partner_code", "month", "level", "sector", "value"]
TRACE_COLUMNS = [
    "kpi_code", "subject_type", "subject_id", "subject_name", "province_code", "partner_code", "happened_on",
    "ended_on", "amount", "evidence_level", "record_id", "file_name", "sheet", "row_number", "members",
]  # fmt: skip
DELIVERY_COLUMNS = [
    "delivery_id", "partner_code", "file_name", "status", "reason", "told", "has_loss", "record_type",
    "received", "accepted",
    "rejected", "superseded", "duplicate", "ignored",
]  # fmt: skip
ISSUE_COLUMNS = [
    "delivery_id", "sheet", "row_number", "rule_code", "severity", "field", "value", "message", "heading", "cell",
    "consequence", "example", "delivered",
]  # fmt: skip
FILTERS = [
    {},
    {"province": "LC"},
    {"province": "MI"},
    {"partner": "lecco"},
    {"since": "2012-04-01", "until": "2013-02-28"},
]

Cells = dict[tuple[str, str | None], float | None]


@pytest.fixture(scope="module")
def publication(sample_home: Path) -> Iterator[Publication]:
    """What the sample's refresh published."""
    with open_published(Home(sample_home)) as opened:
        yield opened


@pytest.fixture(scope="module")
def truth(sample_home: Path) -> dict[str, Cells]:
    """The sample's truth by split ("total" for none): values by KPI and cell."""
    cells: dict[str, Cells] = defaultdict(dict)
    with (sample_home / "sample_truth" / "kpi.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            split = next((name for name, column in SPLITS.items() if row[column]), "total")
            cell = row[SPLITS[split]] if split in SPLITS else None
            cells[split][row["kpi_code"], cell] = float(row["value"]) if row["value"] else None
    return cells


@pytest.mark.parametrize("split", ["total", *SPLITS])
def test_every_value_is_the_truth(split: str, truth: dict[str, Cells], publication: Publication) -> None:
    if split == "total":
        rows = publication.query("from kpi()").rows
        computed: Cells = {(code, None): value for code, value in rows if code in known(truth)}
    else:
        query = f"select * from kpi_by_{split}()"
        rows = [row for row in publication.query(query).rows if row[0] in known(truth)]
        computed = {
            (code, cell): value
            for code, cell, value in rows
            if cell is not None and is_of_sample(split, cell, value)
        }
        totals: Cells = {(code, None): value for code, cell, value in rows if cell is None}
        assert unlike(totals, truth["total"]) == []
        assert len({row[:2] for row in rows}) == len(rows)
    assert unlike(computed, truth[split]) == []


def is_of_sample(split: str, cell: str, value: float | None) -> bool:
    """Whether a cell is not that of a partner which the sample does not know, and which delivered nothing."""
    return split != "partner" or cell in PARTNERS or bool(value)


def known(truth: dict[str, Cells]) -> set[str]:
    """The KPIs that the sample counts; another's second count is tests/integration/recomputing.py."""
    return {code for code, _ in truth["total"]}


def unlike(computed: Cells, expected: Cells) -> list[str]:
    """The cells in which the two differ, those that only one has included."""
    return [
        f"{cell}: {computed.get(cell, 'absent')} instead of {expected.get(cell, 'absent')}"
        for cell in sorted({*computed, *expected}, key=str)
        if cell not in computed or cell not in expected or not same(computed[cell], expected[cell])
    ]


def same(one: float | None, other: float | None) -> bool:
    """Whether two values are equal: both none, or no farther apart than rounding leaves them."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-9)


def test_no_kpi_of_the_truth_is_empty(truth: dict[str, Cells]) -> None:
    assert truth["total"]
    assert [code for (code, _), value in truth["total"].items() if not value] == []


@pytest.mark.parametrize("split", SPLITS)
def test_the_command_gives_the_same_values(split: str, truth: dict[str, Cells], sample_home: Path) -> None:
    records = ask(sample_home, "kpi", "--by", split)
    assert all(list(record) == KPI_COLUMNS for record in records)
    others = set(SPLITS.values()) - {SPLITS[split]}
    assert all(record[column] is None for record in records for column in others)
    told: Cells = {(one["kpi_code"], one[SPLITS[split]]): one["value"] for one in records}
    expected = truth[split] | truth["total"]
    of_sample = {
        (code, cell): value
        for (code, cell), value in told.items()
        if code in known(truth) and (cell is None or is_of_sample(split, cell, value))
    }
    assert unlike(of_sample, expected) == []


def test_the_real_command_prints_numbers_in_both_forms(truth: dict[str, Cells], sample_home: Path) -> None:
    expected = truth["province"]["firms_reached", "LC"]
    printed = run_pal(sample_home, "kpi", "firms_reached", "--province", "LC", "--format", "csv").stdout
    assert expected is not None
    assert printed.splitlines() == [",".join(KPI_COLUMNS), f"firms_reached,,,,,,{expected:.0f}"]
    [record] = ask(sample_home, "kpi", "firms_reached", "--province", "LC")
    assert record["value"] == expected
    assert isinstance(record["value"], int)


@pytest.mark.parametrize(
    ("arguments", "columns"),
    [
        (("trace", "network_memberships"), TRACE_COLUMNS),
        (("trace", "expenses_paid_eur", "--private"), TRACE_COLUMNS),
        (("deliveries",), DELIVERY_COLUMNS),
        (("issues",), ISSUE_COLUMNS),
    ],
)
def test_listings_have_the_promised_columns(
    arguments: tuple[str, ...], columns: list[str], sample_home: Path
) -> None:
    records = ask(sample_home, *arguments)
    assert records
    assert all(list(record) == columns for record in records)
    rows = list(csv.reader(io.StringIO(answer(sample_home, *arguments, "--format", "csv"))))
    assert rows[0] == columns
    assert len(rows) == len(records) + 1


@pytest.mark.parametrize("filters", FILTERS, ids=lambda one: " ".join(one.values()) or "everything")
def test_the_rows_traced_recompute_every_value(
    filters: dict[str, str], publication: Publication, sample_home: Path
) -> None:
    options = [part for name, value in filters.items() for part in (f"--{name}", value)]
    values = {one["kpi_code"]: one["value"] for one in ask(sample_home, "kpi", *options)}
    registry = {one["kpi_code"]: one for one in publication.rows("from dim_kpis")}
    assert list(values) == list(registry)
    # Every KPI without filters, and with one filter or another.
    place, others = FILTERS.index(filters), len(FILTERS) - 1
    for code in list(registry)[place - 1 :: others] if filters else registry:
        kpi = registry[code]
        rows = ask(sample_home, "trace", code, *options)
        assert all(row["file_name"] and row["row_number"] > 0 for row in rows)
        for name in filters.keys() & {"province", "partner"}:
            assert {row[SPLITS[name]] for row in rows} <= {filters[name]}
        if kpi["way"] != "ratio":
            assert {row["kpi_code"] for row in rows} <= {code}
            assert same(recomputed(rows, kpi["way"]), values[code]), code
        else:
            check_ratio(rows, kpi, registry, values[code], "province" in filters)


def recomputed(rows: list[Record], way: str) -> float:
    """A KPI from its rows, as a person would add them up."""
    if way == "sum":
        return float(sum({row["record_id"]: Decimal(str(row["amount"])) for row in rows}.values()))
    assert way != "first" or len({row["subject_id"] for row in rows}) == len(rows)
    return len({row["subject_id"] for row in rows})


def check_ratio(
    rows: list[Record], kpi: Record, registry: dict[str, Record], value: float | None, by_province: bool
) -> None:
    """A ratio's rows stand under the codes of its two parts."""
    parts = kpi["numerator_code"], kpi["denominator_code"]
    assert {row["kpi_code"] for row in rows} <= set(parts)
    above, below = (
        recomputed([row for row in rows if row["kpi_code"] == part], registry[part]["way"]) for part in parts
    )
    if not below or (by_province and kpi["is_without_place"]):
        assert value is None
    else:
        assert same(above / below, value), kpi["kpi_code"]


def test_every_delivery_of_the_sample_adds_up(sample_home: Path) -> None:
    rows = ask(sample_home, "deliveries")
    assert len({row["delivery_id"] for row in rows}) == len(list((sample_home / "archive").rglob("*.json")))
    for row in rows:
        parts = ("accepted", "rejected", "superseded", "duplicate", "ignored")
        assert row["received"] == sum(row[part] for part in parts), row
