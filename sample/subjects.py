"""Subjects made by hand: public bodies on attendance lists, and firms that are easily miscounted."""

from __future__ import annotations

from dataclasses import dataclass

from sample.identifiers import company_code
from sample.model import Firm
from sample.places import ABROAD, POSTAL_CODES, UNKNOWN

FIRST_SUBJECT = 3_000_000


@dataclass(frozen=True, slots=True)
class _Subject:
    name: str
    municipality: str | None
    province: str
    written_province: str | None
    partners: tuple[str, ...]
    kind: str = "impresa"
    written_kind: str | None = None
    ateco: str | None = "25.62.00"


_SUBJECTS = (
    # No firms: a valid code, contacts and services, and none of it counts.
    _Subject("Comune di Lecco", "Lecco", "LC", "LC", ("lecco", "acf"), "public_body", None, "84.11.10"),
    _Subject("Provincia di Como", "Como", "CO", "CO", ("como",), "public_body", None, "84.11.10"),
    _Subject("Camera di Commercio di Pavia", "Pavia", "PV", "PV", ("pavia",), "public_body"),
    _Subject("Regione Lombardia", "Milano", "MI", "MI", ("assolombarda",), "public_body", "ente pubblico"),
    _Subject("Università degli Studi di Pavia", "Pavia", "PV", "PV", ("pavia", "acf"), "university"),
    _Subject("Politecnico di Milano", "Milano", "MI", "MI", ("assolombarda", "como"), "university"),
    _Subject("Banca Popolare del Lario", "Lecco", "LC", "LC", ("lecco",), "bank", "banca"),
    _Subject("Banca di Credito della Brianza", "Monza", "MB", "MB", ("monza_brianza",), "bank"),
    _Subject("Confindustria Como", "Como", "CO", "CO", ("lecco", "acf"), "partner"),
    _Subject("Assolombarda", "Milano", "MI", "MI", ("alto_milanese", "acf"), "partner"),
    _Subject("Studio Reti e Alleanze", "Milano", "MI", "MI", ("assolombarda",), "other", "professionista"),
    # Firms whose names look like those of no firms.
    _Subject("Bancali Brianza S.r.l.", "Desio", "MB", "MB", ("monza_brianza",)),
    _Subject("Comunelli & Figli S.n.c.", "Merate", "LC", "LC", ("lecco",)),
    _Subject("Universo Tessile S.p.A.", "Cantù", "CO", "CO", ("como",)),
    _Subject("Banca del Bottone S.r.l.", "Milano", "MI", "MI", ("assolombarda",), "impresa", "impresa"),
    # A province that nothing tells, that only the municipality tells, or that is unlike the municipality.
    _Subject("Ticino Export S.a.s.", "Lugano", ABROAD, None, ("como", "acf")),
    _Subject("Insubria Metalli S.r.l.", "Lugano", ABROAD, "EE", ("polimi_tto",)),
    _Subject("Rubinetterie Livo S.r.l.", "Livo", UNKNOWN, None, ("polimi_tto",)),
    _Subject("Gomma Vigevanese S.r.l.", "Vigevano", "PV", "XX", ("pavia",)),
    _Subject("Torneria Meratese S.r.l.", "Merate", "LC", None, ("lecco", "acf")),
    _Subject("Seteria di Confine S.p.A.", "Mandello del Lario", "SO", "SO", ("como",)),
    _Subject("Molle del Ticino S.r.l.", None, "PV", "PV", ("pavia",)),
    # Napoli and Torino: outside Lombardy, and `NA` is no missing value.
    _Subject("Vesuvio Automazioni S.r.l.", "Napoli", "NA", "NA", ("assolombarda", "lecco"), ateco="28.25.00"),
    _Subject("Mole Stampi S.p.A.", "Torino", "TO", "TO", ("lecco", "pavia"), ateco="25.73.20"),
)  # fmt: skip


def made_by_hand() -> dict[int, Firm]:
    """Every subject by its number; the names are in no other firm."""
    return {
        FIRST_SUBJECT + place: _firm(FIRST_SUBJECT + place, subject)
        for place, subject in enumerate(_SUBJECTS)
    }


def index_of(name: str) -> int:
    """The number of the subject with this name."""
    return FIRST_SUBJECT + next(place for place, subject in enumerate(_SUBJECTS) if subject.name == name)


def _firm(index: int, subject: _Subject) -> Firm:
    code = company_code(index, subject.province)
    return Firm(
        index=index,
        name=subject.name,
        municipality=subject.municipality,
        province=subject.province,
        written_province=subject.written_province,
        ateco=subject.ateco,
        codice_fiscale=code,
        partita_iva=code,
        partners=subject.partners,
        kind=subject.kind,
        written_kind=subject.written_kind,
        address="Piazza Municipio 1",
        postal_code=POSTAL_CODES.get(subject.province),
        is_unshared=True,
    )
