"""Who answers for a whole check answers for what had come by that day; for one row, for good."""

from datetime import date

import pytest

from editions.gate.checks import mark_waived
from editions.gate.findings import BLOCK, WAIVED, Finding

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
        ("2013-S1", "", "", WAIVED),
    ],
)
def test_a_waiver_holds_for_what_was_waived(edition: str, subject: str, found: str, effect: str) -> None:
    finding = Finding("expense_claimed_twice", found, "due volte", BLOCK)
    row = {"edition": edition, "check": finding.check, "subject": subject, **SIGNED}
    [marked] = mark_waived([finding], [row], "2013-S1", RECEIVED)
    assert marked.effect == effect
