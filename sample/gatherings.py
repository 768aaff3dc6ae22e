"""The events of each partner: with and without a municipality, one of them outside Lombardy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sample.dice import Dice
from sample.model import PARTNERS, PROJECT_START, Event
from sample.places import MUNICIPALITIES, UNKNOWN

_TITLES = (
    "Il contratto di rete: istruzioni per l'uso",
    "Fare rete per esportare",
    "Reti d'impresa e fisco",
    "Alleanze per l'innovazione",
    "Filiera corta, rete lunga",
    "Reti e accesso al credito",
    "Brevetti e proprietà nelle reti",
    "Casi di successo: la parola alle imprese",
)
_TERRITORY = {
    "assolombarda": ("MI", "LO"), "lecco": ("LC", "SO"), "alto_milanese": ("MI", "VA"), "como": ("CO",),
    "monza_brianza": ("MB",), "pavia": ("PV",), "polimi_tto": ("MI", "CR", "MN"), "acf": ("BG", "BS"),
}  # fmt: skip
_JOINT_TITLES = {
    "assolombarda": "Reti d'impresa in Lombardia: bilancio e prospettive",
    "lecco": "RETI D'IMPRESA IN LOMBARDIA - BILANCIO E PROSPETTIVE",
    "monza_brianza": "Le reti d'impresa in Lombardia, bilancio e prospettive (seminario)",
}
LAST_DAY = date(2013, 6, 28)


def events_of_all(seed: int, firms: int) -> Mapping[str, tuple[Event, ...]]:
    """Each partner's events, about six at the usual size."""
    own = {partner: _events(seed, partner, 5 + min(firms // 400, 20)) for partner in PARTNERS}
    return {partner: (*events, *_joint_events(seed, partner)) for partner, events in own.items()}


def _joint_events(seed: int, partner: str) -> tuple[Event, ...]:
    """The seminar that three desks hold together: one day and place, three codes and titles."""
    if partner not in _JOINT_TITLES:
        return ()
    day = Dice(seed, "joint seminar").day(PROJECT_START, LAST_DAY)
    code = f"{partner[:3].upper()}-EV99C"
    title = _JOINT_TITLES[partner]
    return (Event(partner, code, title, day, "seminar", "Milano", "MI", None, joint="reti in Lombardia"),)


def _events(seed: int, partner: str, count: int) -> tuple[Event, ...]:
    rng = Dice(seed, "events", partner)
    made = []
    for place in range(count):
        province: str = rng.choice(_TERRITORY[partner])
        municipality: str | None = MUNICIPALITIES[province][0]
        if place == 1:
            province, municipality = UNKNOWN, None
        if place == 2 and partner in ("assolombarda", "monza_brianza"):
            province, municipality = "TO", "Torino"
        day = rng.day(PROJECT_START, LAST_DAY)
        code = f"{partner[:3].upper()}-EV{place + 1:02d}"
        document = f"Foglio presenze {code}" if rng.random() < 0.5 else None
        kind = "seminar" if rng.random() < 0.5 else "event"
        title = f"{rng.choice(_TITLES)} ({day:%d.%m.%Y})"
        made.append(Event(partner, code, title, day, kind, municipality, province, document))
    return tuple(made)
