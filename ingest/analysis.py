"""What a delivery is before it lands: the layouts of its sheets, or why it is refused."""

from dataclasses import dataclass

import duckdb

from ingest.archive import Archive, ArchiveError, Delivery
from ingest.file_names import name_objection
from ingest.headings import HeadingTable
from ingest.layouts import find_layouts, layout_hash, open_sheets, usable_layouts
from ingest.limits import Limits
from ingest.mapping import Meanings
from ingest.partners import UNKNOWN_PARTNER, known_partners
from ingest.record_types import ALONE_TYPES
from ingest.refusals import RefusalError
from ingest.refusing import refusing
from ingest.sheet_layout import SheetLayout
from ingest.together import Together
from storage.literals import sql_literal, sql_row


@dataclass(frozen=True)
class Analysis:
    """Layouts, or a refusal; `hash` says whether it lands in another way than before."""

    layouts: list[SheetLayout]
    refusal: str | None
    hash: str


WITHDRAWN = Analysis([], None, "withdrawn")
LEFT_OUT = Analysis(
    [],
    "lasciata fuori: con questo file la costruzione non riesce, gli altri sono pubblicati; mandare il file a chi "
    "segue il programma, o correggerlo e riconsegnarlo",
    "left out",
)


def analyse(
    con: duckdb.DuckDBPyConnection,
    archive: Archive,
    delivery: Delivery,
    table: HeadingTable,
    limits: Limits,
    code: str,
    together: Together,
) -> Analysis:
    """Read as much of a delivery as says how it lands; raises ArchiveError where its file is gone."""
    layouts: list[SheetLayout] = []
    try:
        _check_sender(delivery)
        path = archive.path(delivery.sha256)
        if not path.exists():
            raise ArchiveError(f"{path}: manca il file della consegna {delivery.delivery_id}. Ripristinarlo.")
        with refusing(limits):
            together.check(delivery)
            sheets = open_sheets(path, delivery.file_name, table, limits)
            layouts = find_layouts(
                sheets, table, delivery.partner_code, lambda: earlier_meanings(con, delivery, table)
            )
            usable_layouts(layouts, delivery.partner_code)
    except RefusalError as refusal:
        return Analysis([], refusal.reason, layout_hash(code, refusal.reason))
    return Analysis(layouts, None, layout_hash(code, [layout.described() for layout in layouts]))


def earlier_meanings(con: duckdb.DuckDBPyConnection, delivery: Delivery, table: HeadingTable) -> Meanings:
    """Which field the headings of the partner's lists meant in its earlier deliveries."""
    rows = con.execute(
        f"""select distinct heading, field from raw.headings
            inner join raw.deliveries using (delivery_id)
            where partner_code = {sql_literal(delivery.partner_code)} and field is not null
                and arrival_order < {delivery.arrival_order} and record_type in {sql_row(ALONE_TYPES)}"""
    ).fetchall()
    return frozenset((table.key(heading), field) for heading, field in rows)


def _check_sender(delivery: Delivery) -> None:
    if delivery.partner_code == UNKNOWN_PARTNER or delivery.partner_code not in known_partners():
        folders = ", ".join(known_partners())
        folder = delivery.file_name.split("/")[0] if "/" in delivery.file_name else None
        what = (
            f"la cartella «{folder}» non è di un partner"
            if folder
            else "il file non è in una cartella di partner"
        )
        raise RefusalError(f"{what}: metterlo in una di queste: {folders}")
    if not delivery.is_regular:
        raise RefusalError("è un collegamento, non un file: consegnare il file stesso")
    objection = name_objection(delivery.original_name)
    if objection is not None:
        raise RefusalError(objection)
