"""`evidence.xlsx`: the firms reached, and the rows behind every KPI, as many as a sheet shows; to look in."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from editions.folder import DATA
from editions.report.book import Book, LongSheet, rows_as_xml, set_up_print
from editions.report.sealed_figures import Sealed
from publication.kpis import Kpi
from publication.vocabularies import titles_of
from storage.literals import sql_literal

EVIDENCE_ROWS = 50_000
"""Rows of evidence that a sheet shows; the Parquet file has all."""

_LONGEST_NAME = 31

# Each heading with its column's width in characters: what stands in it is seen whole but for the longest.
_FIRM_HEADINGS = {
    "Impresa": 48, "Codice fiscale": 17, "Comune": 26, "Provincia": 10, "Settore": 9, "Raggiunta il": 13, "Partner": 18,
}  # fmt: skip
# The same with what stands below it; of the optional ones those that a row has.
_EVIDENCE_COLUMNS = {
    "Soggetto": (18, "subject_id"), "Nome": (44, "subject_name"), "Aderenti del giorno": (24, "members"),
    "Provincia": (10, "replace(province_code, '??', 'non nota') as province"),
    "Partner": (18, "coalesce(short_name, partner_code) as partner"), "Data": (11, "happened_on"),
    "Fine": (11, "ended_on"), "Importo": (11, "amount::double as amount"), "Evidenza": (13, "level"),
    "File": (32, "file_name"), "Foglio": (16, "sheet"), "Riga": (7, "row_number"), "Record": (23, "record_id"),
}  # fmt: skip
_OPTIONAL = ("Aderenti del giorno", "Fine", "Importo")


def write_evidence_workbook(sealed: Sealed, target: Path) -> None:
    """Write the workbook; the same edition gives the same bytes."""
    created = datetime.fromisoformat(sealed.facts["sealed_at"]).astimezone(UTC).replace(tzinfo=None)
    book = Book(target, created)
    _write_firms(book, sealed)
    for kpi in sealed.kpis.values():
        if kpi.way != "ratio":
            _write_evidence(book, sealed, kpi)
    book.book.close()


def _write_firms(book: Book, sealed: Sealed) -> None:
    """The firms reached, one row each; natural persons have no name in what is published."""
    query = f"""
        with reached as (
            select subject_id, happened_on, partner_code
            from kpi_evidence(code := 'firms_reached', {_whole(sealed)})
        )

        select firm_name, codice_fiscale, municipality_name, replace(firms.province_code, '??', 'non nota') as province,
            sector_code, happened_on, short_name
        from reached
        inner join dim_firms as firms on subject_id = firms.firm_id
        left join dim_partners using (partner_code)
        order by firms.province_code, firm_name, subject_id
        limit {EVIDENCE_ROWS + 1}
        """
    _write_list(
        book,
        sealed,
        "Elenco imprese raggiunte",
        "Imprese raggiunte, una riga ciascuna (cumulato)",
        _FIRM_HEADINGS,
        query,
    )


def _write_evidence(book: Book, sealed: Sealed, kpi: Kpi) -> None:
    """The delivered rows behind a KPI since the project's start, each once."""
    level = " ".join(
        f"when {sql_literal(code)} then {sql_literal(word)}"
        for code, word in titles_of("evidence_level").items()
    )
    traced = f"kpi_trace(code := {sql_literal(kpi.code)}, {_whole(sealed)})"
    [found] = sealed.publication.query(
        f"select count(members), count(ended_on), count(amount) from {traced}"
    ).rows
    without = {heading for heading, count in zip(_OPTIONAL, found, strict=True) if not count}
    columns = {heading: column for heading, column in _EVIDENCE_COLUMNS.items() if heading not in without}
    query = f"""
        select {", ".join(expression for _, expression in columns.values())}
        from (select *, case evidence_level {level} end as level from {traced})
        left join dim_partners using (partner_code)
        order by happened_on, record_id, subject_id
        limit {EVIDENCE_ROWS + 1}
        """
    headings = {heading: width for heading, (width, _) in columns.items()}
    _write_list(book, sealed, _sheet_name(kpi.label), kpi.label, headings, query)


def _sheet_name(label: str) -> str:
    """A label as a sheet can be called: at most 31 characters."""
    return label if len(label) <= _LONGEST_NAME else label[: _LONGEST_NAME - 1] + "…"


def _whole(sealed: Sealed) -> str:
    since = min(sealed.facts["project_start"], sealed.facts["since"])
    return f"since := date {sql_literal(since)}, until := date {sql_literal(sealed.facts['until'])}"


def _write_list(
    book: Book, sealed: Sealed, name: str, title: str, headings: Mapping[str, int], query: str
) -> None:
    sheet: LongSheet = book.book.add_worksheet(name, worksheet_class=LongSheet)
    sheet.write_string(0, 0, title, book.title)
    for column, (heading, width) in enumerate(headings.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, heading, book.heading("left"))
    sheet.freeze_panes(3, 0)
    set_up_print(sheet, title, 2)
    rows = rows_as_xml(sealed.publication, query, 3, book.day, book.counted)
    note = f"Righe: {len(rows)}; tutte sono in {DATA}/fct_kpi_evidence.parquet."
    if len(rows) > EVIDENCE_ROWS:
        rows = rows[:EVIDENCE_ROWS]
        note = f"Qui le prime {EVIDENCE_ROWS}: le altre sono in {DATA}/fct_kpi_evidence.parquet."
    sheet.write_string(1, 0, note, book.note)
    sheet.autofilter(2, 0, 2 + len(rows), len(headings) - 1)
    sheet.list_rows(rows)
