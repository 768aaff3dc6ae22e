"""Who answers for a whole check answers for what had come by that day; for one row, for good."""

from datetime import date

import pytest

from editions.gate.checks import mark_waived
from editions.gate.finding import BLOCK, WAIVED, Finding

RECEIVED = {"lecco-00001": date(2013, 7, 10), "lecco-00002": date(2013, 7, 11)}
SIGNED = {"author": "Anna", "date": "2013-07-10", "reason": "nota"}


@pytest.mark.parametrize(
    ("edition", "subject", "found", "effect"),
    [
        ("2013-S1", "", "lecco-00001/4", WAIVED),
        ("2013-S1", "", "lecco-00002/4", BLOCK),
        ("2013-S1", "lecco-00002/4", "lecco-00002/4", WAIVED),
        ("2012-S2", "lecco-00002/4", "lecco-00002/4", WAIVED),
        ("2012-S2", "", "lecco-00001/4", BLOCK),
    ],
)
def test_a_waiver_holds_for_what_was_waived(edition: str, subject: str, found: str, effect: str) -> None:
    finding = Finding("expense_claimed_twice", found, "due volte", BLOCK)
    row = {"edition": edition, "check": finding.check, "subject": subject, **SIGNED}
    [marked] = mark_waived([finding], [row], "2013-S1", RECEIVED)
    assert marked.effect == effect


@pytest.mark.parametrize(
    ("check", "subject", "signed", "effect"),
    [
        ("narrative_missing", "", "2013-07-10", WAIVED),
        ("arithmetic_identity", "firms_reached", "2013-07-10", BLOCK),
        ("arithmetic_identity", "firms_reached", "2013-07-11", WAIVED),
        ("identity_reviews", "", "2013-07-10", BLOCK),
        ("partner_not_confirmed", "como", "2013-07-10", WAIVED),
        ("partner_not_confirmed", "lecco", "2013-07-10", BLOCK),
        ("partner_not_confirmed", "lecco", "2013-07-11", WAIVED),
    ],
)
@pytest.mark.parametrize("is_for_all", [True, False])
def test_a_waiver_of_what_is_no_delivered_row_does_not_hold_for_what_came_later(
    check: str, subject: str, signed: str, effect: str, is_for_all: bool
) -> None:
    received = {**RECEIVED, "como-00001": date(2013, 7, 9)}
    row = {"edition": "2013-S1", "check": check, "subject": "" if is_for_all else subject} | SIGNED
    [marked] = mark_waived(
        [Finding(check, subject, "come detto", BLOCK)], [row | {"date": signed}], "2013-S1", received
    )
    assert marked.effect == effect
