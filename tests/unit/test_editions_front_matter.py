"""What people write of the project for a report's front page, as it is read."""

from pathlib import Path

import pytest

from decisions.writing import append
from editions.front_matter import read_front_matter
from storage.errors import WrongUse
from storage.home import Home


def grant(root: Path, value: str) -> float:
    row = {"fact": "grant", "partner": "lecco", "value": value}
    append(Home(root).decisions, "project_facts", [row], "Anna", "decreto")
    return read_front_matter(Home(root), {"lecco"}).grants["lecco"]


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("120000", 120_000),
        ("120.000", 120_000),
        ("1.120.000,50 €", 1_120_000.5),
        ("120000.50", 120_000.5),
        ("€ 120.000,00", 120_000),
    ],
)
def test_a_grant_is_read_as_italians_write_it(tmp_path: Path, value: str, amount: float) -> None:
    assert grant(tmp_path, value) == amount


def test_a_grant_that_is_no_amount_is_said(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="molto"):
        grant(tmp_path, "molto")
