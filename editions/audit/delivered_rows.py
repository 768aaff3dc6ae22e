"""The rows of a case as they were delivered: each heading of the partner's own file with the text below it."""

import duckdb

from editions.report.sealed_figures import Sealed
from publication.vocabularies import words_of
from storage.home import Home
from storage.literals import sql_literal

RESERVED = "riservato"
_NAMING = frozenset(
    {"company_name", "codice_fiscale", "partita_iva", "address", "partner_firm_code", "document_ref"}
)
_FREE = frozenset(
    {"topic", "outcome", "purpose", "activity", "cut_reason", "supplier", "supplier_codice_fiscale", "title"}
)
"""Fields in which a natural person can be named: by the firm that the row is about, or in free words."""

Delivered = tuple[str, list[tuple[str, str]]]
"""A row's reference, and its headings with their texts."""


def delivered_rows(home: Home, sealed: Sealed, records: list[str], is_reserved: bool) -> list[Delivered]:
    """Each record's row; none where this machine has no warehouse with it. The caller holds the writer's lock.

    What can name a natural person is kept back, unless `is_reserved` or, of a firm's own data, the firm is a company.
    """
    if not home.warehouse.exists():
        return []
    companies = _companies(sealed, records)
    with duckdb.connect(home.warehouse, read_only=True) as con:
        found = []
        for record in records:
            cells = _cells(con, *record.split("/"))
            if cells:
                shown = [
                    (heading, text if is_reserved or _is_open(field, record in companies) else RESERVED)
                    for heading, field, text in cells
                ]
                found.append((record, shown))
        return found


def _is_open(field: str, is_company: bool) -> bool:
    return field not in _FREE and (is_company or field not in _NAMING)


def _companies(sealed: Sealed, records: list[str]) -> set[str]:
    """The records whose firms are all companies; one that names no firm is among them."""
    listed = ", ".join(sql_literal(record) for record in records)
    persons = sealed.publication.values(
        f"""
        select record_id from bridge_firm_mentions inner join dim_firms using (firm_id)
        where record_id in ({listed}) and is_company is not true
        """
    )
    return set(records) - set(persons)


def _cells(con: duckdb.DuckDBPyConnection, delivery: str, sheet: str, row: str) -> list[tuple[str, str, str]]:
    """Heading, field and text of every cell that was read, in the order of the file's columns."""
    known = con.execute(
        """
        select record_type, field, heading, column_index from raw.headings
        where delivery_id = $delivery and sheet_index = $sheet and field is not null
        order by column_index
        """,
        {"delivery": delivery, "sheet": int(sheet)},
    ).fetchall()
    words = words_of("field")
    cells: dict[int, tuple[str, str, str]] = {}
    for record_type in dict.fromkeys(one[0] for one in known):
        fields = {field: (heading, index) for kind, field, heading, index in known if kind == record_type}
        answer = con.execute(
            f"""
            select {", ".join(f'"{field}"' for field in fields)} from raw."{record_type}"
            where delivery_id = $delivery and sheet_index = $sheet and row_number = $row
            """,
            {"delivery": delivery, "sheet": int(sheet), "row": int(row)},
        ).fetchone()
        for (field, (heading, index)), text in zip(fields.items(), answer or (), strict=False):
            if text is not None:
                cells[index] = (heading or words.get(field, field), field, text)
    return [cells[index] for index in sorted(cells)]
