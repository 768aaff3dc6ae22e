"""The lists of `corrected` as another hand writes them: other headings and forms, another order, a workbook.

What they say is the same, so that sent again they change no figure.
"""

from pathlib import Path

import xlsxwriter
from corrected import HEADINGS, LATER_SENT, Line, land
from pal_home import deliver, settle

from ingest.file_names import MONTH_NAMES
from sample.dice import Dice

SYNONYMS = {
    "Codice impresa": ("Cod. impresa", "codice IMPRESA "),
    "Ragione sociale": ("Denominazione", "Impresa"),
    "Comune": ("Città", "Comune sede"),
    "Provincia": ("Prov.", "PROVINCIA"),
    "Codice ATECO": ("ATECO",),
    "Codice contatto": ("N. contatto", "Cod. contatto"),
    "Data contatto": ("Data del contatto", "data contatto (gg/mm/aaaa)"),
    "Tipo contatto": ("Tipologia contatto", "Tipo di contatto"),
    "Ore": ("N. ore", "Ore "),
    "Esito": ("Esito contatto", "ESITO"),
    "Codice servizio": ("Cod. servizio",),
    "Data servizio": ("Data del servizio",),
    "Tipo servizio": ("Tipo di servizio",),
    "Fornitore": ("Ragione sociale fornitore", "FORNITORE"),
    "N. documento": ("Numero fattura", "N. fattura"),
    "Categoria di spesa": ("Categoria", "Voce di spesa"),
    "Attività": ("ATTIVITA'",),
    "Data": ("Data documento", "Data fattura"),
    "Importo sostenuto": ("Importo", "Spesa sostenuta"),
    "Importo pagato": ("Pagato",),
    "Codice rete": ("Cod. rete",),
    "Nome rete": ("Rete", "Denominazione rete"),
    "Data avvio": ("Data apertura",),
    "Data firma": ("Data sottoscrizione",),
    "Data adesione": ("Aderente dal",),
    "Data recesso": ("Data uscita",),
}
PROVINCES = {"LC": "Lecco", "CO": "Como", "MI": "Milano", "PV": "Pavia"}


def send_disguised(dice: Dice, home: Path, lines: list[Line]) -> None:
    """Land the lines once more, a file for each partner and kind, some of them workbooks."""
    files: dict[tuple[str, str], list[list[str]]] = {}
    for line in lines:
        files.setdefault((line.partner, line.kind), []).append(line.text().split(";"))
    for (partner, kind), rows in files.items():
        headings = HEADINGS[kind].split(";")
        places = dice.sample(range(len(headings)), len(headings))
        header = [dice.pick((headings[place], *SYNONYMS[headings[place]])) for place in places]
        disguised = [
            [_disguise(dice, headings[place], row[place]) for place in places]
            for row in dice.sample(rows, len(rows))
        ]
        if dice.random() < 0.4:
            _write_workbook(home / "inbox" / partner / f"{kind}_di_nuovo.xlsx", header, disguised)
        else:
            deliver(
                home, partner, f"{kind}_di_nuovo.csv", ";".join(header), [";".join(row) for row in disguised]
            )
    settle(home / "inbox")
    land(home, LATER_SENT)


def _write_workbook(path: Path, header: list[str], rows: list[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Foglio1")
        sheet.write_row(0, 0, ["Elenco aggiornato"])
        for number, row in enumerate([header, *rows], start=2):
            sheet.write_row(number, 0, row)


def _disguise(dice: Dice, heading: str, value: str) -> str:
    """The same value as somebody else writes it."""
    if not value:
        return dice.pick(("", " ", "-")) if heading in ("Esito", "Data recesso") else value
    forms: tuple[str, ...] = (value, f" {value} ")
    if heading.startswith("Data"):
        forms = _days(*value.split("/"))
    elif heading == "Ore":
        forms = (value, f"{value},0", f"{value}:00", f"{value} ore", f"{value} h")
    elif heading.startswith("Importo"):
        forms = (value, value.partition(",")[0], f"€ {value}")
    elif heading in ("Ragione sociale", "Nome rete", "Fornitore"):
        forms = (
            value,
            value.upper(),
            value.replace(" ", "  "),
            value.replace(" srl", " S.r.l."),
            value.title(),
        )
    elif heading == "Comune":
        forms = (value, value.upper(), value.lower())
    elif heading == "Provincia":
        forms = (value, value.lower(), PROVINCES[value], f"({value})")
    elif heading in ("Tipo contatto", "Tipo servizio", "Categoria di spesa", "Esito", "Attività"):
        forms = (*forms, value.upper(), value.capitalize())
    elif heading.startswith("Codice") and heading != "Codice ATECO":
        forms = (*forms, value.lower())
    return dice.pick(forms)


def _days(day: str, month: str, year: str) -> tuple[str, ...]:
    return (
        f"{day}/{month}/{year}",
        f"{int(day)}/{int(month)}/{year}",
        f"{year}-{month}-{day}",
        f"{day}.{month}.{year}",
        f"{int(day)} {MONTH_NAMES[int(month) - 1]} {year}",
        f"{day}-{month}-{year[2:]}",
    )
