"""Made-up deliveries that may come in any order, and what a home makes of them.

No partner gives one key two contents, and no two mentions of one firm, network or event differ in province,
sector, kind or dates: then ids and KPIs are the same however rows and files are cut, shuffled and landed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from pal_home import deliver

from publication.reader import open_published
from sample.dice import Dice
from sample.identifiers import company_code, with_wrong_check
from storage.home import Home
from warehouse.pipeline import Writer, ingest, refresh
from warehouse.settings import BuildSettings

PARTNERS = ("assolombarda", "lecco", "como", "monza_brianza", "pavia")
TOWNS = (
    ("Lecco", "LC"),
    ("Merate", "LC"),
    ("Como", "CO"),
    ("Milano", "MI"),
    ("Monza", "MB"),
    ("Pavia", "PV"),
)
TRADES = (
    "Officina Meccanica",
    "Tessitura",
    "Carpenteria",
    "Costruzioni",
    "Autotrasporti",
    "Stampaggio Plastica",
)
SURNAMES = ("Rossi", "Bianchi", "Colombo", "Brambilla", "Fumagalli", "Riva", "Casati", "Sala")
STREETS = ("Via Roma", "Viale Volta", "Corso Europa", "Via Manzoni")
KINDS = ("visita aziendale", "telefonata", "check-up", "e-mail")
HEADINGS = {
    "imprese": "Codice impresa;Ragione sociale;P.IVA;Cod. Fisc.;Indirizzo;Comune;Provincia;Codice ATECO",
    "contatti": "Codice contatto;Codice impresa;Data contatto;Tipo contatto;Codice evento",
    "eventi": "Codice evento;Titolo;Data evento;Comune",
    "reti": "Codice rete;Nome rete;Data apertura;Data firma;Repertorio;Codice impresa;Ruolo",
    "servizi": "Codice servizio;Data servizio;Tipo servizio;Ore;Codice impresa;Codice rete",
}
RECEIVED = datetime(2013, 7, 1, 8, tzinfo=UTC)

Rows = dict[tuple[str, str], list[str]]
"""The lines of each partner's list of each kind."""


def make_rows(dice: Dice, firms: int = 24) -> Rows:
    """Firms that several partners name as they like, half of them without a number or with a wrong one; what
    they did, the events that several desks report, the networks that they are in."""
    rows: Rows = {}
    codes = {firm: list(_mention_firm(dice, firm, rows)) for firm in range(firms)}
    for firm, mentions in codes.items():
        for partner, code in mentions:
            for number in range(dice.below(3)):
                line = f"K{firm}-{number};{code};{_day(dice)};{dice.pick(KINDS)};"
                _add(rows, partner, "contatti", line)
            if dice.random() < 0.2:
                _add(
                    rows,
                    partner,
                    "servizi",
                    f"S{firm};{_day(dice)};Brevetti;{dice.randint(1, 9)};{code};",
                )
    for number in range(4):
        _report_event(dice, number, codes, rows)
        _report_network(dice, number, codes, rows)
    return rows


def _mention_firm(dice: Dice, firm: int, rows: Rows) -> Iterator[tuple[str, str]]:
    """Write a firm into the lists of up to three partners; gives partner and code."""
    name = f"{dice.pick(TRADES)} {dice.pick(SURNAMES)} & {dice.pick(SURNAMES)}"
    town, province = dice.pick(TOWNS)
    address = f"{dice.pick(STREETS)} {dice.randint(1, 90)}"
    number, sector = company_code(firm, province), dice.randint(10, 33)
    for partner in dice.sample(PARTNERS, dice.pick((1, 2, 2, 3))):
        given = dice.pick(
            (number, number, number, "", with_wrong_check(number), company_code(firm + 1, province))
        )
        vat, code = dice.pick(((given, given), (given, ""), ("", given)))
        place = address if dice.random() < 0.8 else address.replace("Via", "V.")
        line = f"F{firm};{_spell(dice, name)};{vat};{code};{place};{town};{province};{sector}"
        _add(rows, partner, "imprese", line)
        yield partner, f"F{firm}"


def _spell(dice: Dice, name: str) -> str:
    form = dice.pick((" S.r.l.", " srl", " SRL", ""))
    words = name.split(" ")
    if dice.random() < 0.2:
        words = [*words[1:], words[0]]
    if dice.random() < 0.2:
        words[0] = words[0][:3] + words[0][4:]
    text = " ".join(words) + form
    return text.upper() if dice.random() < 0.3 else text


def _report_event(dice: Dice, number: int, codes: dict[int, list[tuple[str, str]]], rows: Rows) -> None:
    day, (town, _) = _day(dice), dice.pick(TOWNS)
    for partner in dice.sample(PARTNERS, dice.randint(1, 3)):
        title = dice.pick((f"Fare rete, incontro {number}", f"FARE RETE: INCONTRO {number}"))
        _add(rows, partner, "eventi", f"E{number};{title};{day};{town}")
        guests = [code for mentions in codes.values() for one, code in mentions if one == partner]
        for guest in dice.sample(guests, min(3, len(guests))):
            _add(rows, partner, "contatti", f"P{number}-{guest};{guest};{day};evento;E{number}")


def _report_network(dice: Dice, number: int, codes: dict[int, list[tuple[str, str]]], rows: Rows) -> None:
    signed = dice.day(date(2012, 3, 1), date(2013, 3, 31))
    opened = signed - timedelta(days=60)
    repertorio = dice.pick(("", f"1{number}.682/10.487"))
    members = dice.sample(sorted(codes), 4)
    name = f"Rete {SURNAMES[number]} {TRADES[number]}"
    for partner in dice.sample(PARTNERS, 2):
        for firm in members:
            for code in (code for own, code in codes[firm] if own == partner):
                written = name.upper() if partner == "como" else name
                days = f"{opened:%d/%m/%Y};{signed:%d/%m/%Y}"
                _add(rows, partner, "reti", f"R{number};{written};{days};{repertorio};{code};aderente")


def _day(dice: Dice) -> str:
    return f"{dice.day(date(2012, 1, 1), date(2013, 6, 30)):%d/%m/%Y}"


def _add(rows: Rows, partner: str, kind: str, line: str) -> None:
    rows.setdefault((partner, kind), []).append(line)


@dataclass(frozen=True)
class File:
    """One delivered list, or a part of it."""

    partner: str
    name: str
    kind: str
    lines: Sequence[str]


def whole_files(rows: Rows) -> list[File]:
    """Each list as one file."""
    return [File(partner, f"{kind}.csv", kind, lines) for (partner, kind), lines in sorted(rows.items())]


def shuffled_files(dice: Dice, rows: Rows) -> list[File]:
    """The same rows in another order, cut into up to three files each, some rows in two of them."""
    files = []
    for (partner, kind), lines in rows.items():
        mixed = dice.sample(lines, len(lines))
        parts = [mixed[start::3] for start in range(3)] if dice.random() < 0.6 else [mixed]
        again = dice.sample(lines, min(2, len(lines)))
        files += [
            File(partner, f"{kind}_{place}.csv", kind, [*part, *(line for line in again if line not in part)])
            for place, part in enumerate(parts)
            if part
        ]
    return dice.sample(files, len(files))


def land(home: Path, files: Iterable[File], one_by_one: bool) -> None:
    """Land the files, all at once or each in a run of its own; then build and publish."""
    writer = Writer(Home(home), BuildSettings(), None)
    for file in files:
        deliver(home, file.partner, file.name, HEADINGS[file.kind], file.lines)
        if one_by_one:
            ingest(writer, RECEIVED)
    refresh(writer, RECEIVED)


def outcome(home: Path) -> dict[str, Any]:
    """What must not depend on the order: whom each mention is, every KPI in every split, every doubt."""
    with open_published(Home(home)) as publication, open_published(Home(home), private=True) as twin:
        found: dict[str, Any] = {
            "firms": dict(twin.query("select mention_id, firm_id from private_firm_mentions").rows),
            "ways": set(twin.values("select linked_by from private_firm_mentions")),
            "networks": dict(twin.query("select mention_id, network_id from private_network_mentions").rows),
            "events": dict(
                publication.query("select partner_code || ':' || event_code, event_id from fct_events").rows
            ),
            # Whose a former id is, of two firms that could have had it, is a matter of who came first.
            "former ids": set(publication.values("select former_id from firm_ids")),
            "doubts": set(
                twin.query("select a, b, weight, reason, moved_kpi_count from private_review_pairs").rows
            ),
        }
        for split in ("province", "partner", "month", "level", "sector"):
            found[split] = set(publication.query(f"from kpi_by_{split}()").rows)
        found["values"] = dict(publication.query("select kpi_code, value from kpi()").rows)
    return found
