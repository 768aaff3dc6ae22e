"""The two editions that tests seal, and what it takes to seal them."""

from datetime import date

from decisions.writing import append
from editions.sealing.draft_folder import Request
from storage.home import Home

FIRST = Request("2012-S1", date(2012, 1, 1), date(2012, 6, 30), "Primo semestre 2012", "Anna Bianchi")
SECOND = Request("2012-S2", date(2012, 7, 1), date(2012, 12, 31), "Secondo semestre 2012", "Anna Bianchi")

WAIVED = ("expense_claimed_twice", "partner_not_confirmed", "narrative_missing")


def tell_nobody(*_: object) -> None:
    """For who wants no progress."""


def waive(home: Home, edition_id: str) -> None:
    """An expense is claimed twice, no partner confirms its sheet, texts may be missing: somebody answers for it."""
    waivers = [{"edition": edition_id, "check": check} for check in WAIVED]
    append(home.decisions, "waivers", waivers, "Carla Neri", "nota <attesa>")
