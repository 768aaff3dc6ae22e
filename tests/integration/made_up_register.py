"""The Chambers' register, made up with the oddities of the real one: its CSV extract and its workbook.

Counts are by hand. NA is Napoli; a firm is in two networks; a name is cut at 65 characters; two networks are
again in the sheet NuovoElenco, one of them without the code that it has in its own; one is in both files.
"""

import csv
import io
from collections.abc import Iterable

import xlsxwriter
from stdnum import luhn

COUNTS = {"BG": (2, 2), "CO": (2, 1), "LC": (3, 3), "MI": (1, 1), "region": (5, 7)}
"""Networks and firms of the two files together, by province of the members; those not named have none."""

INTERPROVINCIAL = 3
WORKBOOK_ROWS = 4 + 5 + 5
SEVERAL_SHEETS = ("mecrete", "retemec")
"""Two networks that stand in two sheets each."""

_LONG = "RETE PER LO SVILUPPO DEI MERCATI ESTERI DELLE IMPRESE DEL MOBILE D'ARTE"[:65]
_EXTRACT_HEADINGS = (
    "progr.", "nome contratto", "C.F. contratto", "data", "comune_rete", "regione", "PV", "oggetto",
    "codice ATECO 2007", "C.F. impresa *", "denominazione impresa", "comune", "regione impresa", "PV impresa",
    "CODICE ATECO impresa", "istat", "lng", "lat",
)  # fmt: skip
_CONTRACT_HEADINGS = (
    "progr.", "denominazione contratto", "data atto", "numero repertorio", "numero atto", "oggetto", "n.rea",
    "c.f.", "denominazione impresa", "impresa di riferimento", "comune", "REG", "PV", "NG",
    "codice ATECO 2007", "settore attivita'", "sezione attivita'", "attivita'", "SoggettoGiuridico",
)  # fmt: skip
_SUBJECT_HEADINGS = (
    "progr.", "nome contratto", "N.Rea Contratto", "C.F. contratto", "data", "comune", "regione", "PV", "NG",
    "numero repertorio contratto", "oggetto", "codice ATECO 2007", "N.REA impresa", "C.F. impresa",
    "denominazione impresa", "comune impresa", "regione impresa", "PV impresa", "NG  impresa",
    "CODICE ATECO impresa",
)  # fmt: skip


def code(number: int) -> str:
    """A valid codice fiscale of eleven digits."""
    body = f"{number:010d}"
    return body + luhn.calc_check_digit(body)


FORNAI, MOBILE, TESSILE, RETEMEC = code(417657023), code(391230015), code(281440016), code(115138031)
LATTERIA = ("LATTERIA OROBICA S.R.L.", code(12159022), "BERGAMO", "BG")
MOLINO = ("MOLINO VESUVIO S.R.L.", code(711590063), "NAPOLI", "NA")
LEGNO = ("LEGNO LARIO S.N.C. DI PERÙ & C.", code(81159013), "LECCO", "LC")
SETA = ("SETA COMO S.P.A.", code(91159013), "COMO", "CO")
TELAI = ("TELAI VALSASSINA S.R.L.", code(61159013), "BARZIO", "LC")
STAMPI = ("STAMPI ISONZO S.R.L.", code(43862031), "GORIZIA", "GO")
OFFICINE = ("B  T OFFICINE S.R.L.", code(96301030), "POVOLETTO", "UD")
LIME = ("LIME MILANO S.R.L.", code(55501015), "MILANO", "MI")
FERRO = ("FERRO BREMBO S.R.L.", code(44401016), "BERGAMO", "BG")
FUNI = ("FUNI LECCO S.R.L.", code(33301013), "LECCO", "LC")

Member = tuple[str, str, str, str]


def extract() -> bytes:
    """The CSV: separated by `;`, every field quoted, days as 2013-03-14; `progr.` restarts and is no key."""
    rows = [
        *_extracted("12", "LA CORTE DEI FORNAI", FORNAI, "2013-03-14", "VR", [LATTERIA, MOLINO]),
        *_extracted("13", _LONG, MOBILE, "2012-11-20", "CO", [LEGNO, SETA]),
        *_extracted("1", "FILIERA TESSILE", TESSILE, "2013-01-09", "CO", [SETA, TELAI]),
    ]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows([_EXTRACT_HEADINGS, *rows])
    return out.getvalue().encode("utf-8-sig")


def _extracted(
    number: str, name: str, network: str, day: str, seat: str, members: Iterable[Member]
) -> list[tuple[str, ...]]:
    purpose = 'OGGETTO SOCIALE: - CREARE UN MARCHIO COMUNE; - OFFERTE "COMUNI" PER LE MERCI ED'
    return [
        (number, name, network, day, "COMO", "05", seat, purpose, "47913", firm_code, firm, town, "04",
         province, "10711", "22248", "11.0005", "46.08")
        for firm, firm_code, town, province in members
    ]  # fmt: skip


def workbook() -> bytes:
    """The workbook: a printed summary, then three sheets with days as text and a purpose once a network."""
    apostrophe = "Svolgere in comune l\x92attività"
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        summary = book.add_worksheet("Riepilogo")
        for row, text in ((0, "Riepilogo sui contratti di Rete"), (2, "Aggiornamento al 03 maggio 2019")):
            summary.merge_range(row, 0, row, 4, text)
        summary.write_row(3, 1, ["5417", "", "", "contratti di rete di cui 797 a soggettività giuridica"])
        contracts = [
            *_contract(3, "MECRETE", "10/09/2010", "199466/46658", apostrophe, [OFFICINE, FERRO, FUNI]),
            *_contract(4, "Olorete Companies", "20/04/2010", "86638- 86645/1", "", [LIME]),
        ]
        again = [
            *_contract(3, "MECRETE", "10/09/2010", "199466/46658", apostrophe, [OFFICINE, FERRO, FUNI]),
            *_contract(5, "RETEMEC", "07/11/2013", "14.472/6.342", "", [STAMPI, OFFICINE]),
        ]
        subjects = [
            *_subject("10", "RETEMEC", RETEMEC, "07/11/2013", "14.472/6.342", [STAMPI, OFFICINE]),
            *_subject("11", "LA CORTE DEI FORNAI", FORNAI, "14/03/2013", "22603", [LATTERIA, MOLINO]),
            *_subject("12", "NAVALRETE", code(406466040), "05/02/2013", "8/1", [STAMPI]),
        ]
        for name, headings, rows in (
            ("Elenco", _CONTRACT_HEADINGS, contracts),
            ("Sogg. Giu.", _SUBJECT_HEADINGS, subjects),
            ("NuovoElenco", _CONTRACT_HEADINGS, again),
        ):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, headings)
            for place, row in enumerate(rows, start=1):
                sheet.write_row(place, 0, row)
    return out.getvalue()


def _contract(
    number: int, name: str, day: str, register_number: str, purpose: str, members: list[Member]
) -> list[tuple[str | int, ...]]:
    return [
        (number, name, day, register_number, "", "" if place else purpose, 151153, firm_code, firm, "", town,
         8, province, "SR", "2562", "SERVIZI", "C MANIFATTURA", "C 25 PRODOTTI IN METALLO", "NO")
        for place, (firm, firm_code, town, province) in enumerate(members)
    ]  # fmt: skip


def _subject(
    number: str, name: str, network: str, day: str, register_number: str, members: list[Member]
) -> list[tuple[str, ...]]:
    return [
        (number, name, "328179", network, day, "FORLI'", "N.", "", "RC", register_number, "", "NC", "101598",
         firm_code, firm, town, "08", province, "SR", "161", "beyond the headings")
        for firm, firm_code, town, province in members
    ]  # fmt: skip
