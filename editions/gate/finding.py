"""A line of the check before a sealing, and what it is found in."""

from dataclasses import dataclass

from decisions.reading import Row
from editions.folder import Edition
from editions.values import Window
from publication.reader import Publication

BLOCK, WARN, WAIVED = "block", "warn", "waived"
TOLD_APART = ("expense_claimed_twice", "network_of_one", "audit_failed")
"""Rules of which each row is a finding of its own."""
LASTING = frozenset(TOLD_APART)
"""Checks whose findings are about one delivered row: answered for once, they are answered for in later editions."""


@dataclass(frozen=True)
class Finding:
    """One line of the check: which check, about what (may be empty), in words, and whether it blocks. `waiver` is
    who answers for it (author, date, reason)."""

    check: str
    subject: str
    message: str
    effect: str = WARN
    waiver: Row | None = None


@dataclass(frozen=True)
class Grounds:
    """What is looked at: publication, its twin with the rows' troubles, days, who confirmed, the edition
    before.

    `publication` is the edition in the making: it holds the figures already. `lacks`: what the front page lacks, in
    words.
    """

    publication: Publication
    twin: Publication | None
    window: Window
    confirmed: frozenset[str]
    previous: Edition | None
    has_narrative: bool
    lacks: tuple[str, ...] = ()
