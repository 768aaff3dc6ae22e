"""Which checks block a sealing and which only warn; how they are called stands in the seed of words."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from decisions.reading import Row
from editions.gate.finding import BLOCK, LASTING, WAIVED, WARN, Finding, Grounds
from editions.gate.findings import FINDERS
from publication.vocabularies import terms_of
from storage.errors import WrongUse

CHECKS = tuple(terms_of("check"))


_BLOCKING = (
    "no_delivery",
    "partner_not_confirmed",
    "expense_claimed_twice",
    "network_of_one",
    "arithmetic_identity",
    "narrative_missing",
)
_ABSENCES = ("no_delivery", "partner_not_delivered", "narrative_missing", "front_matter_missing")
_OF_PARTNERS = ("partner_not_confirmed", "rejections_open")
DEFAULT_EFFECTS = dict.fromkeys(CHECKS, WARN) | dict.fromkeys(_BLOCKING, BLOCK)


def find_waiver(
    finding: Finding, waivers: Iterable[Row], edition_id: str, received: Mapping[str, date]
) -> Row | None:
    """The newest row by which somebody answers for this finding in this edition: for it, or for all of its check.

    A waiver holds for what was waived. A delivered row never changes: who answered for one answers in later editions
    too. All else holds for what was known by that day, not for what came later (`_known_since`).
    """
    is_of_row = finding.subject.partition("/")[0] in received
    found = None
    for row in waivers:
        is_same = finding.subject != "" and row["subject"] == finding.subject
        is_known = _known_since(finding, received) <= date.fromisoformat(row["date"])
        is_meant = (is_same and (is_of_row or is_known)) or (row["subject"] == "" and is_known)
        is_here = row["edition"] == edition_id and is_meant
        if row["check"] == finding.check and (is_here or (is_same and finding.check in LASTING)):
            found = row
    return found


def _known_since(finding: Finding, received: Mapping[str, date]) -> date:
    """The day from which it could be known as it is (`received`, by delivery): that of its delivery; of its partner's
    newest; of the newest of all for what is about figures. What is missing was missing before.
    """
    delivery = finding.subject.partition("/")[0]
    if delivery in received:
        return received[delivery]
    if finding.check in _ABSENCES:
        return date.min
    if finding.check in _OF_PARTNERS:
        own = [day for name, day in received.items() if name.rpartition("-")[0] == finding.subject]
        return max(own, default=date.min)
    return max(received.values(), default=date.min)


def mark_waived(
    findings: Iterable[Finding],
    waivers: Iterable[Row],
    edition_id: str,
    received: Mapping[str, date] = MappingProxyType({}),
) -> list[Finding]:
    """The findings, each block that somebody answers for marked so, with who, when and why."""
    rows = list(waivers)
    marked = []
    for one in findings:
        waiver = find_waiver(one, rows, edition_id, received) if one.effect == BLOCK else None
        if waiver is not None:
            signed = {name: waiver[name] for name in ("author", "date", "reason")}
            marked.append(replace(one, effect=WAIVED, waiver=signed))
        else:
            marked.append(one)
    return marked


def sealed_findings(facts: dict[str, Any]) -> list[Finding]:
    """What an edition says was found before it was sealed; earlier ones list their waivers apart."""
    found = [Finding(**one) for one in facts["checks"]]
    return mark_waived(found, facts["waivers"], facts["id"]) if "waivers" in facts else found


def find_troubles(grounds: Grounds, effects: dict[str, str]) -> list[Finding]:
    """Every finding with its effect, blocks first; `effects` (check -> block | warn) goes before the
    default."""
    unknown = set(effects) - set(CHECKS)
    if unknown:
        raise WrongUse(
            f"decisions/gate.csv: controllo «{min(unknown)}» sconosciuto; è uno di: {', '.join(CHECKS)}."
        )
    in_force = DEFAULT_EFFECTS | effects
    found = [
        replace(finding, effect=in_force[finding.check]) for find in FINDERS for finding in find(grounds)
    ]
    return sorted(found, key=lambda one: (one.effect != BLOCK, CHECKS.index(one.check), one.subject))
