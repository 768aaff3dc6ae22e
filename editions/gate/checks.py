"""Which checks block a sealing and which only warn; how they are called stands in the seed of words."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from decisions.reading import Row
from editions.gate.findings import BLOCK, FINDERS, LASTING, WAIVED, WARN, Finding, Grounds
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
DEFAULT_EFFECTS = dict.fromkeys(CHECKS, WARN) | dict.fromkeys(_BLOCKING, BLOCK)


def find_waiver(
    finding: Finding, waivers: Iterable[Row], edition_id: str, received: Mapping[str, date]
) -> Row | None:
    """The newest row by which somebody answers for this finding in this edition: for it, or for all of its check.

    Who answered for one delivered row, which never changes, answers in later editions too. Who answered for all of a
    check answers for what had been delivered by that day (`received`, by delivery), not for what came later.
    """
    came = received.get(finding.subject.partition("/")[0], date.min)
    found = None
    for row in waivers:
        is_same = finding.subject != "" and row["subject"] == finding.subject
        is_all = row["subject"] == "" and came <= date.fromisoformat(row["date"])
        is_here = row["edition"] == edition_id and (is_same or is_all)
        if row["check"] == finding.check and (is_here or (is_same and finding.check in LASTING)):
            found = row
    return found


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
