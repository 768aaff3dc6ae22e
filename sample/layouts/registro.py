"""The Chambers' public register: InfoCamere's workbook, and a CSV of networks with personality."""

from __future__ import annotations

from sample.layouts.books import Book, TextFormat
from sample.layouts.sheets import Columns, Sheet, Style
from sample.model import RegisterNetwork
from sample.places import PROVINCE_NAMES
from sample.rows import Row
from sample.world import World

_ELENCO: Columns = (
    ("progr.", "number"), ("denominazione contratto", "network_name"), ("data atto", "signed_date"),
    ("numero repertorio", "register_number"), ("numero atto", "empty"), ("oggetto", "purpose"),
    ("n.rea", "empty"), ("c.f.", "codice_fiscale"), ("denominazione impresa", "company_name"),
    ("impresa di riferimento", "empty"), ("comune", "municipality"), ("REG", "empty"), ("PV", "province"),
    ("NG", "empty"), ("codice ATECO 2007", "codice_ateco"),
)  # fmt: skip
_SOGGETTI: Columns = (
    ("progr.", "number"), ("nome contratto", "network_name"), ("N.Rea Contratto", "empty"),
    ("C.F. contratto", "network_codice_fiscale"), ("data", "signed_date"),
    ("comune", "network_municipality"), ("regione", "empty"), ("PV", "network_province"), ("NG", "empty"),
    ("numero repertorio contratto", "register_number"), ("oggetto", "purpose"),
    ("codice ATECO 2007", "empty"), ("N.REA impresa", "empty"), ("C.F. impresa", "codice_fiscale"),
    ("denominazione impresa", "company_name"), ("comune impresa", "municipality"),
    ("regione impresa", "empty"), ("PV impresa", "province"), ("NG  impresa", "empty"),
    ("CODICE ATECO impresa", "codice_ateco"),
)  # fmt: skip
_CSV: Columns = (
    ("progr.", "number"), ("nome contratto", "network_name"), ("C.F. contratto", "network_codice_fiscale"),
    ("data", "signed_date"), ("comune_rete", "network_municipality"), ("PV", "network_province"),
    ("oggetto", "purpose"), ("C.F. impresa *", "codice_fiscale"), ("denominazione impresa", "company_name"),
    ("comune", "municipality"), ("PV impresa", "province"), ("CODICE ATECO impresa", "codice_ateco"),
)  # fmt: skip
_WIDTH = 65


def books(world: World) -> list[Book]:
    """Networks without personality and half of those with it in the workbook, the other half in the CSV."""
    contracts = [entry for entry in world.register if entry.codice_fiscale is None]
    subjects = [entry for entry in world.register if entry.codice_fiscale is not None]
    workbook = (
        Sheet("Riepilogo", (), (), ("Riepilogo sui contratti di Rete", "Aggiornamento al 30 giugno 2013")),
        Sheet("Elenco", _ELENCO, _rows(world, contracts)),
        Sheet("Sogg. Giu.", _SOGGETTI, _rows(world, subjects[::2])),
    )
    extract = Sheet("", _CSV, _rows(world, subjects[1::2]))
    return [
        Book("01_contratti_di_rete.xlsx", workbook, Style("text", "number", {})),
        Book(
            "02_reti_soggetto.csv",
            (extract,),
            Style("iso", "point", {}),
            TextFormat("utf-8", ";", quotes_all=True),
        ),
    ]


def _rows(world: World, entries: list[RegisterNetwork]) -> list[Row]:
    """One row for each network and member; the purpose stands on a network's first row only."""
    rows: list[Row] = []
    for number, entry in enumerate(entries, start=1):
        for place, member in enumerate(entry.members):
            firm = world.firm(member)
            rows.append(
                {
                    "number": number,
                    "network_name": entry.name,
                    "signed_date": entry.signed,
                    "register_number": entry.register_number,
                    "network_codice_fiscale": entry.codice_fiscale,
                    "network_municipality": entry.municipality.upper(),
                    "network_province": entry.province,
                    "purpose": f"Collaborazione fra imprese, sede {PROVINCE_NAMES[entry.province]}"
                    if not place
                    else None,
                    "codice_fiscale": firm.codice_fiscale,
                    "company_name": firm.name.upper()[:_WIDTH],
                    "municipality": (firm.municipality or "").upper(),
                    "province": firm.province,
                    "codice_ateco": firm.ateco.replace(".", "") if firm.ateco else "NC",
                }
            )
    return rows
