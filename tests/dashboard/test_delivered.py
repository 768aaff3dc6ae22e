"""A number about deliveries opens the delivered rows that it counts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.data.asking import Filters, as_day, records
from dashboard.data.delivered import Delivered, count_delivered, load_all_delivered
from dashboard.data.deliveries import (
    OUTCOMES,
    load_deliveries,
    load_outcomes,
    load_quality_months,
    load_rules_broken,
)
from dashboard.data.money import load_budgets
from dashboard.data.months import load_partner_months
from dashboard.data.networks import load_member_places
from dashboard.parts.delivered import name_delivered
from dashboard.parts.delivery_lists import open_outcome
from publication.reader import Publication, open_published
from storage.home import Home


@pytest.fixture
def sample(sample_home: Path) -> Iterator[Publication]:
    """The sample's publication."""
    with open_published(Home(sample_home)) as opened:
        yield opened


def count(sample: Publication, rows: Delivered) -> float:
    """The figure, after looking that the rows listed make it."""
    listed = load_all_delivered(sample, rows)
    figure = count_delivered(sample, rows)
    assert figure == (listed["amount"].sum() if rows.kind in ("counted", "budget") else len(listed))
    assert listed["file_name"].notna().all()
    return figure


def test_every_square_of_the_calendar_opens_its_facts(sample: Publication) -> None:
    squares = load_partner_months(sample, Filters())
    assert sum(square.fact_count for square in squares) > 500
    for square in squares:
        rows = Delivered("facts", "", square.partner_code, square.month.isoformat())
        assert count(sample, rows) == square.fact_count


def test_every_outcome_of_a_partner_and_of_a_delivery_opens_its_rows(sample: Publication) -> None:
    for row in records(load_outcomes(sample, None)):
        for outcome in (*OUTCOMES, "received"):
            rows = open_outcome(outcome, "", row["partner_code"])
            assert count(sample, rows) == row[outcome], (row["partner_code"], outcome)
    for row in records(load_deliveries(sample, None))[:25]:
        for outcome in (*OUTCOMES, "received"):
            rows = open_outcome(outcome, "", None, row["delivery_id"])
            assert count(sample, rows) == (row[outcome] or 0)


def test_every_month_of_receipt_and_every_rule_opens_its_rows(sample: Publication) -> None:
    for row in records(load_quality_months(sample, None)):
        month = as_day(row["month"])
        assert month is not None
        assert count(sample, Delivered("arrival", "", None, month.isoformat())) == row["rejected"]
    rules = records(load_rules_broken(sample, None))
    assert len(rules) > 5
    for rule in rules:
        rows = Delivered("rule", "", None, rule["rule_code"])
        assert count(sample, rows) == rule["rows"]


def test_a_budget_and_the_members_of_a_province_open_their_rows(sample: Publication) -> None:
    budgets = load_budgets(sample)
    assert count(sample, Delivered("budget", "")) == pytest.approx(budgets["budget_eur"].sum())
    network = sample.values(
        "select network_id from bridge_network_members group by 1 order by count(*) desc limit 1"
    )
    places = records(load_member_places(sample, network[0]))
    assert len(places) > 1
    for place in places:
        opened = Delivered("members", "", None, network[0], place["province_code"])
        assert count(sample, opened) == place["members"]


def test_rules_and_fields_are_told_in_italian(sample: Publication) -> None:
    shown = name_delivered(sample, load_all_delivered(sample, open_outcome("rejected", "", None)))
    assert {"Partner", "File", "Riga", "Perché"} <= set(shown.columns)
    assert not shown["Perché"].str.contains("_").any()
    for rule in records(load_rules_broken(sample, None)):
        fields = name_delivered(
            sample, load_all_delivered(sample, Delivered("rule", "", None, rule["rule_code"]))
        )
        assert not fields.get("Campo", fields["File"]).fillna("").str.fullmatch("[a-z]+_[a-z_]+").any()
