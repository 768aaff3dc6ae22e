"""Made-up lists with faults in them, corrected later or at once; and what came after a day.

What a correction may change is everything but what says which row it is: of a document its amounts and day, of a
coded contact or service its day, kind, hours and outcome, of a network its days, of a member when it joined or left, of
a firm its description and seat.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pal_home import deliver

from publication.reader import open_published
from sample.dice import Dice
from storage.home import Home
from warehouse.pipeline import Writer, ingest, refresh
from warehouse.settings import BuildSettings

PARTNERS = ("lecco", "como", "pavia")
TOWNS = (("Lecco", "LC"), ("Como", "CO"), ("Milano", "MI"), ("Pavia", "PV"))
KINDS = ("visita aziendale", "telefonata", "check-up", "e-mail")
SERVICES = ("Brevetti", "Formazione", "Consulenza legale")
CATEGORIES = ("Consulenze", "Eventi", "Materiali")
TRADES = (
    "Officina",
    "Tessitura",
    "Carpenteria",
    "Fonderia",
    "Legatoria",
    "Vetreria",
    "Conceria",
    "Falegnameria",
)
HEADINGS = {
    "imprese": "Codice impresa;Ragione sociale;Comune;Provincia;Codice ATECO",
    "contatti": "Codice contatto;Codice impresa;Data contatto;Tipo contatto;Ore;Esito",
    "visite": "Codice impresa;Data contatto;Tipo contatto;Esito",
    "servizi": "Codice servizio;Codice impresa;Data servizio;Tipo servizio;Ore;Esito",
    "spese": "Fornitore;N. documento;Categoria di spesa;Attività;Data;Importo sostenuto;Importo pagato",
    "reti": "Codice rete;Nome rete;Data avvio;Data firma",
    "aderenti": "Codice rete;Codice impresa;Data adesione;Data recesso",
}
OPTIONAL = {
    "imprese": ("Codice impresa", "Comune", "Provincia", "Codice ATECO"),
    "contatti": ("Codice contatto", "Ore", "Esito"),
    "visite": ("Esito",),
    "servizi": ("Codice servizio", "Ore", "Esito"),
    "spese": ("Fornitore", "N. documento", "Attività", "Importo pagato"),
    "reti": ("Codice rete", "Data avvio", "Data firma"),
    "aderenti": ("Data adesione", "Data recesso"),
}
"""What a list can lack and still be read, of its kind."""
MIDDLE, LAST = date(2013, 3, 31), date(2013, 6, 30)
FIRST_SENT, LATER_SENT = datetime(2013, 4, 10, 8, tzinfo=UTC), datetime(2013, 7, 12, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Line:
    """A delivered row: what says which row it is, and what it says (each may be corrected)."""

    partner: str
    kind: str
    key: tuple[str, ...]
    says: tuple[str, ...]

    def text(self) -> str:
        return ";".join((*self.key, *self.says))


def make_lines(dice: Dice, first: date = date(2012, 1, 1), last: date = MIDDLE) -> list[Line]:
    """A world of three partners; all that is dated lies between the two days."""
    lines = [line for partner in PARTNERS for line in _of_partner(dice, partner, first, last)]
    return list({(line.partner, line.kind, line.key): line for line in lines}.values())


def _of_partner(dice: Dice, partner: str, first: date, last: date) -> Iterator[Line]:
    for firm in range(8):
        yield Line(partner, "imprese", (f"F{firm}", f"{TRADES[firm]} {partner} srl"), _describe(dice))
    for number in range(12):
        firm = f"F{dice.below(8)}"
        yield Line(partner, "contatti", (f"K{number}", firm), _touch(dice, KINDS, first, last))
        yield Line(partner, "servizi", (f"S{number}", firm), _touch(dice, SERVICES, first, last))
        day = dice.day(date(2012, 1, 1), date(2012, 12, 31))
        document = (f"Studio {dice.below(3)} srl", f"{number}/12", dice.pick(CATEGORIES), "Desk")
        yield Line(partner, "spese", document, _amounts(dice, day))
    for number in range(4):
        key = (f"F{number}", f"{dice.day(first, last):%d/%m/%Y}", dice.pick(KINDS))
        yield Line(partner, "visite", key, (dice.pick(("", "positivo", "annullato", "non risponde")),))
    for number in range(3):
        yield Line(partner, "reti", (f"R{number}", f"Rete {partner} {TRADES[number]}"), _days(dice))
        for firm in dice.sample(range(8), 3):
            yield Line(partner, "aderenti", (f"R{number}", f"F{firm}"), _membership(dice))


def _describe(dice: Dice) -> tuple[str, ...]:
    return (*dice.pick(TOWNS), str(dice.randint(10, 33)))


def _touch(dice: Dice, kinds: tuple[str, ...], first: date, last: date) -> tuple[str, ...]:
    outcome = dice.pick(("", "", "positivo", "annullato"))
    return f"{dice.day(first, last):%d/%m/%Y}", dice.pick(kinds), str(dice.randint(1, 8)), outcome


def _amounts(dice: Dice, day: date) -> tuple[str, ...]:
    amount = dice.randint(100, 999)
    return f"{day:%d/%m/%Y}", f"{amount},00", f"{amount - dice.below(50)},00"


def _days(dice: Dice) -> tuple[str, ...]:
    opened = dice.day(date(2012, 1, 1), date(2012, 4, 30))
    return f"{opened:%d/%m/%Y}", f"{dice.day(date(2012, 5, 1), date(2012, 9, 30)):%d/%m/%Y}"


def _membership(dice: Dice) -> tuple[str, ...]:
    joined = dice.pick(("", f"{dice.day(date(2012, 10, 1), date(2012, 11, 30)):%d/%m/%Y}"))
    left = dice.pick(("", "", f"{dice.day(date(2012, 12, 1), date(2013, 2, 28)):%d/%m/%Y}"))
    return joined, left


def spoil(dice: Dice, lines: list[Line], share: float = 0.4) -> dict[int, Line]:
    """By place the lines that were first delivered otherwise, and how."""
    found: dict[int, Line] = {}
    others = make_lines(dice)
    for place, line in enumerate(lines):
        if dice.random() < share:
            says = dice.pick([one.says for one in others if one.kind == line.kind])
            if line.kind == "aderenti":
                # Who is told without a day is no other; a leaving comes later, and ends what was there.
                joined, left = line.says
                says = (says[0] if joined and says[0] and not left else joined, "")
            found[place] = replace(line, says=says)
    return found


def make_later(dice: Dice, lines: list[Line]) -> list[Line]:
    """What came after the middle: new facts, seats that moved, who joined and who left, a network."""
    first, last = date(2013, 4, 1), LAST
    found = [
        replace(line, key=(f"{line.key[0]}L", *line.key[1:]))
        for line in make_lines(dice, first, last)
        if line.kind in ("contatti", "servizi")
    ]
    for line in lines:
        if line.kind == "imprese" and dice.random() < 0.5:
            found.append(replace(line, says=(*dice.pick(TOWNS), line.says[2])))
        if line.kind == "aderenti" and not line.says[1] and dice.random() < 0.5:
            found.append(replace(line, says=(line.says[0], f"{dice.day(first, last):%d/%m/%Y}")))
    told = {(line.partner, line.key) for line in lines if line.kind == "aderenti"}
    for partner in PARTNERS:
        for firm in dice.sample(range(8), 3):
            if (partner, ("R0", f"F{firm}")) not in told:
                joined = f"{dice.day(first, last):%d/%m/%Y}"
                found.append(Line(partner, "aderenti", ("R0", f"F{firm}"), (joined, "")))
        found.append(Line(partner, "reti", ("R9", f"Rete {partner} nuova"), ("10/04/2013", "20/05/2013")))
        found += [Line(partner, "aderenti", ("R9", f"F{firm}"), ("", "")) for firm in (0, 1)]
    return found


def told_once(lines: list[Line]) -> list[Line]:
    """The lines without visits that a list of contacts with codes tells too: of two that contradict, the last holds."""
    coded = {(one.partner, one.key[1], *one.says[:2]) for one in lines if one.kind == "contatti"}
    return [one for one in lines if one.kind != "visite" or (one.partner, *one.key) not in coded]


def leave_out(dice: Dice) -> dict[tuple[str, str], set[str]]:
    """For each partner and kind of list some columns that it may lack when it is sent again."""
    return {
        (partner, kind): set(dice.sample(columns, 1 + dice.below(min(3, len(columns)))))
        for partner in PARTNERS
        for kind, columns in OPTIONAL.items()
    }


def send(
    home: Path,
    name: str,
    lines: list[Line],
    moment: datetime = FIRST_SENT,
    without: Mapping[tuple[str, str], set[str]] | None = None,
) -> None:
    """Land the lines, a file for each partner and kind, `without` some of its columns."""
    files: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        files.setdefault((line.partner, line.kind), []).append(line.text())
    for (partner, kind), texts in files.items():
        headings = HEADINGS[kind].split(";")
        lacking = (without or {}).get((partner, kind), set())
        kept = [place for place, heading in enumerate(headings) if heading not in lacking]
        rows = [";".join(text.split(";")[place] for place in kept) for text in texts]
        deliver(home, partner, f"{kind}_{name}.csv", ";".join(headings[place] for place in kept), rows)
    land(home, moment)


def land(home: Path, moment: datetime) -> None:
    """Land what lies in the inbox."""
    ingest(_writer(home), moment)


def make_known(home: Path) -> None:
    """Build and publish what was sent."""
    refresh(_writer(home))


def _writer(home: Path) -> Writer:
    return Writer(Home(home), BuildSettings(), None)


def figures(home: Path, until: date) -> Mapping[tuple[str, str], Any]:
    """Every KPI in every split up to a day; no share is above 1."""
    found: dict[tuple[str, str], Any] = {}
    with open_published(Home(home)) as publication:
        shares = set(publication.values("select kpi_code from dim_kpis where unit = '%'"))
        for split in ("province", "partner", "month", "level", "sector"):
            rows = publication.query(
                f"select * from kpi_by_{split}(until := date '{until}') order by all"
            ).rows
            for code, cell, value in rows:
                found[code, f"{split} {cell}"] = value
                assert code not in shares or value is None or value <= 1, (code, split, cell, value)
    return found
