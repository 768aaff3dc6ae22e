"""The rows of a case as they were delivered: each heading of the partner's own file with the text below it."""

import duckdb

from editions.audit.nameless import is_nameless, words_in
from editions.report.sealed_figures import Sealed
from publication.vocabularies import words_of
from storage.home import Home
from storage.literals import sql_list

RESERVED = "riservato"
_PERSONAL = frozenset({"codice_fiscale", "partita_iva", "partner_firm_code", "document_ref"})
"""Fields that say who a firm is: open where it is a company."""
_NAMES = frozenset({"company_name", "network_name"})
"""Open where it is the name that is published, however it is written."""
_FREE = frozenset(
    {
        "topic", "outcome", "purpose", "activity", "cut_reason", "supplier", "supplier_codice_fiscale", "title",
        "address",
    }
)  # fmt: skip
"""Fields of free words, in which a natural person can be named."""
_PLACES = frozenset({"municipality", "province"})
_IS_PLACE = """
    select count(*) > 0
    from (
        select municipality_key from staging.stg_municipalities
        union all select province_key from staging.stg_province_spellings
    ) as known(key)
    where key = regexp_replace(lower(strip_accents($text)), '[^a-z0-9]+', '', 'g')
"""

Delivered = tuple[str, list[tuple[str, str]]]
"""A row's reference, and its headings with their texts."""


def delivered_rows(home: Home, sealed: Sealed, records: list[str], is_reserved: bool) -> list[Delivered]:
    """Each record's row; none where this machine has no warehouse with it. The caller holds the writer's lock.

    What can name a natural person, in whatever field, is kept back, unless `is_reserved` or, of a firm's own data, the
    firm is a company.
    """
    if not home.warehouse.exists():
        return []
    persons = _of_persons(sealed, records)
    published = _published_names(sealed, records)
    with duckdb.connect(home.warehouse, read_only=True) as con:
        found = []
        for record in records:
            cells = _cells(con, *record.split("/"))
            if cells:
                is_company = record not in persons
                shown = [
                    (
                        heading,
                        text
                        if is_reserved or _is_open(con, field, text, is_company, published)
                        else RESERVED,
                    )
                    for heading, field, text in cells
                ]
                found.append((record, shown))
        return found


def _is_open(
    con: duckdb.DuckDBPyConnection, field: str, text: str, is_company: bool, published: frozenset[str]
) -> bool:
    if field in _FREE or (field in _PERSONAL and not is_company):
        return False
    if field in _NAMES:
        return is_company and is_nameless(text, published)
    if field in _PLACES and con.execute(_IS_PLACE, {"text": text}).fetchall()[0][0]:
        return True
    return is_nameless(text)


def _of_persons(sealed: Sealed, records: list[str]) -> set[str]:
    """The records with a firm that is no company."""
    return set(
        sealed.publication.values(
            f"""
            select record_id from bridge_firm_mentions inner join dim_firms using (firm_id)
            where record_id in ({sql_list(records)}) and is_company is not true
            """
        )
    )


def _published_names(sealed: Sealed, records: list[str]) -> frozenset[str]:
    """The words of the published names of the records' firms and of all networks."""
    names = sealed.publication.values(
        f"""
        select firm_name from bridge_firm_mentions inner join dim_firms using (firm_id)
        where record_id in ({sql_list(records)}) and is_company and firm_name is not null
        union all
        select network_name from dim_networks where network_name is not null
        """
    )
    return frozenset(word for name in names for word in words_in(name))


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
