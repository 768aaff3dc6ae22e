"""What the partners do with one firm: its contacts and its own services."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sample.dice import Dice
from sample.gatherings import LAST_DAY
from sample.habits import DESKS, HABITS
from sample.model import PROJECT_START, Contact, Event, Firm, Service
from sample.subjects import FIRST_SUBJECT

ABSENT = "assente"
UNANSWERED = ("non risponde", "nessuna risposta", ABSENT)
"""Outcomes that say that nobody was reached."""

_KINDS = (
    *("meeting",) * 5, *("visit",) * 4, "check_up", "check_up", *("phone_call",) * 4, *("event",) * 5,
    *("email",) * 3, "other",
)  # fmt: skip
_LIGHT_KINDS = ("phone_call", "event", "event", "email")
"""What firms get that nobody met in person."""
_SERVICES = (
    "scouting", "partner_search", "patent", "legal", "tax", "finance", "training", "network_design", "other",
)  # fmt: skip
_VOTES = (None, None, None, 2, 3, 4, 4, 5, 5)
_TOPICS = ("Contratto di rete", "Export", "Innovazione", "Accesso al credito", "Ricerca partner", None)
SERVED = 20_000
"""Only firms below this number get services of their own, so that a large world stays writable."""


MET_EARLIER = 21
"""Of each 120 firms the one that its partner had met before the project began."""
_EARLIER = date(2011, 12, 15)


def contacts_of(
    seed: int, firm: Firm, partners: tuple[str, ...], events: Mapping[str, tuple[Event, ...]]
) -> list[Contact]:
    """The firm's contacts, five on average, no two of a partner alike in day, kind and event; some firms were also
    met before the project."""
    rng = Dice(seed, "contacts", firm.index)
    place = firm.index % 120 if firm.index < FIRST_SUBJECT else 1
    count = 0 if place in (11, 13) else 2 + rng.below(8)
    kinds = _LIGHT_KINDS if rng.random() < 0.4 else _KINDS
    found: dict[tuple[str, date, str, str | None], Contact] = {}
    for _ in range(count):
        partner = partners[0] if rng.random() < 0.6 else rng.pick(partners)
        contact = _contact(rng, firm.index, partner, events[partner], *_kind_and_outcome(rng, place, kinds))
        found.setdefault((partner, contact.day, contact.kind, contact.event_code), contact)
    if place == MET_EARLIER:
        early = Contact(partners[0], firm.index, _EARLIER, "visit")
        found[partners[0], _EARLIER, "visit", None] = early
    return [_coded(contact, number) for number, contact in enumerate(found.values())]


def own_services(seed: int, firm: Firm, partners: tuple[str, ...]) -> list[Service]:
    """Services of the firm's own: some firms have nothing but one."""
    if SERVED <= firm.index < FIRST_SUBJECT:
        return []
    rng = Dice(seed, "services", firm.index)
    count = 1 if firm.index % 120 == 13 else rng.pick((0, 0, 0, 0, 0, 1, 1, 2))
    if firm.index % 120 in (5, 7, 11):
        count = 0
    made = {}
    for number in range(count):
        partner = rng.pick(partners)
        day, kind = rng.day(PROJECT_START, LAST_DAY), rng.pick(_SERVICES)
        made[partner, day, kind] = Service(
            partner=partner,
            day=day,
            kind=kind,
            code=f"SRV-{firm.index}-{number}" if HABITS[partner].has_service_codes else None,
            firm=firm.index,
            desk=a_desk(rng, partner),
            hours=Decimal(1 + rng.below(32)) / 4,
            value=Decimal(200 + 10 * rng.below(280)),
            document=f"Scheda {firm.index}/{number}" if rng.random() < 0.4 else None,
            satisfaction=Dice(seed, "satisfaction", firm.index, number).pick(_VOTES),
        )
    return list(made.values())


def a_desk(rng: Dice, partner: str) -> str | None:
    """The desk as the partner writes it: not every row names one."""
    return rng.pick(DESKS[partner]) if HABITS[partner].writes_desk and rng.random() < 0.7 else None


def _kind_and_outcome(rng: Dice, place: int, kinds: tuple[str, ...]) -> tuple[str, str | None]:
    """A kind and an outcome; a few firms only ever get what does not reach or assist."""
    if place == 5:
        return rng.pick(("email", "other")), None
    if place == 7:
        return rng.pick(("phone_call", "event")), rng.pick(UNANSWERED)
    if place == 9:
        return "meeting", ABSENT
    kind = rng.pick(kinds)
    if kind in ("phone_call", "event") and rng.random() < 0.3:
        return kind, rng.pick(UNANSWERED)
    return kind, rng.pick((None, None, "interessata", "da ricontattare"))


def _contact(
    rng: Dice, firm: int, partner: str, events: tuple[Event, ...], kind: str, outcome: str | None
) -> Contact:
    if kind == "event":
        event = rng.pick(events)
        return Contact(
            partner, firm, event.day, event.kind, event_code=event.code, desk=a_desk(rng, partner),
            outcome=outcome, document=event.document,
        )  # fmt: skip
    return Contact(
        partner,
        firm,
        rng.day(PROJECT_START, LAST_DAY),
        kind,
        desk=a_desk(rng, partner),
        topic=rng.pick(_TOPICS),
        hours=Decimal(1 + rng.below(16)) / 4 if rng.random() < 0.5 else None,
        outcome=outcome,
        document=f"Scheda {firm}/{rng.below(1000)}" if rng.random() < 0.2 else None,
    )


def _coded(contact: Contact, number: int) -> Contact:
    if not HABITS[contact.partner].has_contact_codes:
        return contact
    code = f"{HABITS[contact.partner].prefix}-C{contact.firm}-{number}"
    return Contact(
        contact.partner, contact.firm, contact.day, contact.kind, code, contact.event_code, contact.desk,
        contact.topic, contact.hours, contact.outcome, contact.document,
    )  # fmt: skip
