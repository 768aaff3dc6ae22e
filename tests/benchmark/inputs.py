"""Made-up files and homes of a given size, written by DuckDB so that even a million firms take seconds."""

from pathlib import Path

import duckdb
import xlsxwriter

PARTNERS = ("assolombarda", "lecco", "alto_milanese", "como", "monza_brianza", "pavia", "polimi_tto", "acf")

_TOWNS = "['Lecco', 'Como', 'Milano', 'Monza', 'Pavia', 'Bergamo']"
_PROVINCES = "['LC', 'CO', 'MI', 'MB', 'PV', 'BG']"
_KINDS = "['visita aziendale', 'telefonata', 'check-up', 'evento', 'e-mail']"
_NAMES = "['Rossi', 'Bianchi', 'Verdi', 'Neri', 'Gallo']"

# A taxpayer's seven digits, three of an office that exists, and the check digit of a partita IVA (Luhn).
_VAT = """lpad(((k * 7 + 3) % 10000000)::varchar, 7, '0') || lpad((k % 100 + 1)::varchar, 3, '0') as body,
    (10 - list_sum(list_transform(range(1, 11), lambda j: case
        when j % 2 = 1 then substr(body, j::integer, 1)::integer
        else list_sum(list_transform(
            split((substr(body, j::integer, 1)::integer * 2)::varchar, ''), lambda d: d::integer))
    end)) % 10) % 10 as check_digit"""

_CONTACT = f"""'F' || lpad(k::varchar, 7, '0') as "Codice impresa",
    'C' || j as "Codice contatto",
    strftime(date '2012-01-01' + (j * 7 % 540)::integer, '%d/%m/%Y') as "Data contatto",
    {_KINDS}[1 + j % 5] as "Tipo contatto",
    'attività ' || j % 50 as "Argomento",
    (j % 8) || ',5' as "Ore",
    'positivo' as "Esito" """

_CONTACT_WITH_FIRM = f"""{_CONTACT},
    'Officine Meccaniche ' || {_NAMES}[1 + k % 5] || ' ' || k || ' S.r.l.' as "Ragione sociale",
    {_TOWNS}[1 + k % 6] as "Comune",
    {_PROVINCES}[1 + k % 6] as "Provincia",
    'nota ' || j % 9 as "Note" """


def write_contacts(path: Path, rows: int, with_firm: bool = False) -> None:
    """A partner's list of contacts as `;` CSV; with the firm's name and comune it carries firms too."""
    columns = _CONTACT_WITH_FIRM if with_firm else _CONTACT
    duckdb.execute(
        f"copy (select {columns} from (select j, j % greatest({rows} // 5, 1) as k from range({rows}) t(j)))"
        f" to '{path}' (header, delimiter ';')"
    )


def write_contacts_workbook(path: Path, rows: int) -> None:
    """The same list, with the firm, as an XLSX of `rows` rows and 11 columns."""
    query = f"select {_CONTACT_WITH_FIRM} from (select j, j % ({rows} // 5) as k from range({rows}) t(j))"
    result = duckdb.execute(query)
    names = [column[0] for column in result.description or []]
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Contatti")
        sheet.write_row(0, 0, names)
        for number, row in enumerate(result.fetchall(), start=1):
            sheet.write_row(number, 0, row)


def fill_inbox(inbox: Path, firms: int) -> None:
    """Deliveries of all partners: a list of firms and a list of contacts each, five contacts a firm."""
    for place, partner in enumerate(PARTNERS):
        folder = inbox / partner
        folder.mkdir(parents=True)
        duckdb.execute(
            f"""copy (select 'F' || lpad(k::varchar, 7, '0') as "Codice impresa",
                'Officine ' || {_NAMES}[1 + k % 5] || ' ' || k || ' S.r.l.' as "Ragione sociale",
                case when k % 10 < 9 then body || check_digit end as "P.IVA",
                {_TOWNS}[1 + k % 6] as "Comune", {_PROVINCES}[1 + k % 6] as "Provincia",
                '25.62' as "Codice ATECO", k % 300 as "Addetti"
            from (select k, {_VAT} from range({firms}) t(k) where k % 8 = {place}))
            to '{folder / "01_imprese.csv"}' (header, delimiter ';')"""
        )
        duckdb.execute(
            f"""copy (select {_CONTACT} from (select j, j % {firms} as k from range({firms} * 5) t(j))
            where k % 8 = {place}) to '{folder / "02_contatti.csv"}' (header, delimiter ';')"""
        )
