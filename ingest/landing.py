"""Landing: archived deliveries become rows of schema `raw`, each in one transaction."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

import duckdb

from ingest.archive import Archive, ArchiveError, Delivery, as_utc
from ingest.file_names import is_declared_complete, name_objection, stated_period
from ingest.headings import HeadingTable, load_headings
from ingest.layouts import find_layouts, layout_hash, open_sheets, usable_layouts
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.mapping import Meanings
from ingest.marking import MarkedSheet, marked_sheets
from ingest.notes import SheetNote, told_line
from ingest.partners import UNKNOWN_PARTNER, known_partners
from ingest.raw_tables import create_tables, delete_delivery, insert_notes, insert_sheet
from ingest.record_types import ALONE_TYPES
from ingest.refusals import RefusalError
from ingest.refusing import refusing
from ingest.sheet_layout import SheetLayout
from ingest.sources import Sheet
from ingest.telling import file_notes
from ingest.together import Together
from storage.literals import sql_literal, sql_row


@dataclass(frozen=True)
class Landed:
    """What became of one delivery in this run: status `landed` or `refused`, with the Italian reason."""

    delivery: Delivery
    status: str
    reason: str | None
    record_types: tuple[str, ...]
    told: str | None = None
    has_loss: bool = False


@dataclass(frozen=True)
class _Analysis:
    layouts: list[SheetLayout]
    refusal: str | None
    hash: str


_WITHDRAWN = _Analysis([], None, "withdrawn")
_LEFT_OUT = _Analysis(
    [],
    "lasciata fuori: con questo file la costruzione non riesce, gli altri sono pubblicati; mandare il file a chi "
    "segue il programma, o correggerlo e riconsegnarlo",
    "left out",
)


def land(
    con: duckdb.DuckDBPyConnection,
    archive: Archive,
    extra_headings: Path | None,
    received_until: datetime | None = None,
    on_landed: Callable[[Landed], None] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    withdrawn: Collection[str] = (),
    left_out: Collection[str] | None = None,
) -> list[Landed]:
    """Bring `raw` to what archive, headings and code say; returns what landed or was refused in this run.

    New deliveries land in order of arrival. When the heading tables changed, every delivery is looked at
    again: those whose layout differs land again. When code, limits or partners changed, all do.
    Only deliveries and heading rows dated by `received_until` are used, where it is given.
    Deliveries that are `withdrawn` are not read at all; those `left_out` are refused, because no build succeeds
    with them, and stay so until code or headings change (None) or they are in a set that is given no more.
    """
    until = None if received_until is None else as_utc(received_until).date()
    table = load_headings(extra_headings, until)
    code = code_hash(limits)
    _prepare(con, code)
    wanted = archive.deliveries(received_until)
    known = _known_hashes(con, wanted)
    headings_changed = _headings_hash(con) != table.fingerprint
    landed = []
    together = Together(archive, [one for one in wanted if one.delivery_id not in withdrawn], limits)
    for delivery in wanted:
        landed_as = known.get(delivery.delivery_id)
        unread = _unread(delivery.delivery_id, withdrawn, left_out)
        if unread is None and landed_as is not None and not headings_changed:
            is_settled = landed_as != _WITHDRAWN.hash and (left_out is None or landed_as != _LEFT_OUT.hash)
            if is_settled:
                continue
        analysis = unread or _analyse(con, archive, delivery, table, limits, code, together)
        if landed_as == analysis.hash:
            continue
        outcome = _Landing(con, archive, delivery, table, limits).land(
            analysis, delivery.delivery_id in known
        )
        if analysis is _WITHDRAWN:
            continue
        landed.append(outcome)
        if on_landed is not None:
            on_landed(outcome)
    if headings_changed:
        con.execute(f"update raw.landing_inputs set headings_hash = {sql_literal(table.fingerprint)}")
    return landed


def _unread(
    delivery_id: str, withdrawn: Collection[str], left_out: Collection[str] | None
) -> _Analysis | None:
    if delivery_id in withdrawn:
        return _WITHDRAWN
    return _LEFT_OUT if delivery_id in (left_out or ()) else None


@cache
def code_hash(limits: Limits = DEFAULT_LIMITS) -> str:
    """Changes with the sources of this package, the readers' versions, the limits and the known partners."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    readers = (duckdb.__version__, version("python-calamine"), limits, known_partners())
    digest.update(repr(readers).encode())
    return digest.hexdigest()


def _prepare(con: duckdb.DuckDBPyConnection, code: str) -> None:
    """Tables as this code makes them; what other code landed is dropped, since all of it lands again."""
    con.begin()
    try:
        if _stored_code(con) != code:
            con.execute("drop schema if exists raw cascade")
            create_tables(con)
            con.execute(f"insert into raw.landing_inputs values {sql_row([code, None])}")
        con.commit()
    except BaseException:
        con.rollback()
        raise


def _stored_code(con: duckdb.DuckDBPyConnection) -> str | None:
    exists = con.execute(
        "select 1 from duckdb_tables() where database_name = current_database() and schema_name = 'raw'"
        " and table_name = 'landing_inputs'"
    ).fetchall()
    rows = con.execute("select code_hash from raw.landing_inputs").fetchall() if exists else []
    return rows[0][0] if rows else None


def _headings_hash(con: duckdb.DuckDBPyConnection) -> str | None:
    rows = con.execute("select headings_hash from raw.landing_inputs").fetchall()
    return rows[0][0] if rows else None


def _known_hashes(con: duckdb.DuckDBPyConnection, wanted: list[Delivery]) -> dict[str, str]:
    """Layout hashes of the deliveries in `raw`; what the archive does not have (so) is removed first."""
    identities = {
        one.delivery_id: (one.arrival_order, one.file_name, one.sha256, _naive(one.received_at))
        for one in wanted
    }
    known = {}
    columns = "delivery_id, layout_hash, arrival_order, file_name, sha256, received_at"
    for delivery_id, layout, *identity in con.execute(f"select {columns} from raw.deliveries").fetchall():
        if identities.get(delivery_id) == tuple(identity):
            known[delivery_id] = layout
        else:
            con.begin()
            delete_delivery(con, delivery_id)
            con.commit()
    return known


def _analyse(
    con: duckdb.DuckDBPyConnection,
    archive: Archive,
    delivery: Delivery,
    table: HeadingTable,
    limits: Limits,
    code: str,
    together: Together,
) -> _Analysis:
    layouts: list[SheetLayout] = []
    try:
        _check_sender(delivery)
        path = archive.path(delivery.sha256)
        if not path.exists():
            raise ArchiveError(f"{path}: manca il file della consegna {delivery.delivery_id}. Ripristinarlo.")
        with refusing():
            together.check(delivery)
            sheets = open_sheets(path, delivery.file_name, table, limits)
            layouts = find_layouts(
                sheets, table, delivery.partner_code, lambda: _earlier_meanings(con, delivery, table)
            )
            usable_layouts(layouts, delivery.partner_code)
    except RefusalError as refusal:
        return _Analysis([], refusal.reason, layout_hash(code, refusal.reason))
    return _Analysis(layouts, None, layout_hash(code, [layout.described() for layout in layouts]))


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


def _earlier_meanings(con: duckdb.DuckDBPyConnection, delivery: Delivery, table: HeadingTable) -> Meanings:
    """Which field the headings of the partner's lists meant in its earlier deliveries."""
    rows = con.execute(
        f"""select distinct heading, field from raw.headings
            inner join raw.deliveries using (delivery_id)
            where partner_code = {sql_literal(delivery.partner_code)} and field is not null
                and arrival_order < {delivery.arrival_order} and record_type in {sql_row(ALONE_TYPES)}"""
    ).fetchall()
    return frozenset((table.key(heading), field) for heading, field in rows)


@dataclass(frozen=True)
class _Landing:
    """One delivery on its way into `raw`."""

    con: duckdb.DuckDBPyConnection
    archive: Archive
    delivery: Delivery
    table: HeadingTable
    limits: Limits

    def land(self, analysis: _Analysis, replace: bool) -> Landed:
        """One transaction: the whole delivery, or its refusal and nothing else."""
        reason = analysis.refusal
        sheets: list[MarkedSheet] = []
        notes: list[SheetNote] = []
        try:
            with refusing(), marked_sheets(self.con, analysis.layouts, self._lay_out, self.limits) as marked:
                if (
                    reason is None
                    and analysis is not _WITHDRAWN
                    and not any(one.rows for one in marked if one.stage is not None)
                ):
                    raise RefusalError(
                        "sotto le intestazioni non c'è nessuna riga: consegnare il file con i dati"
                    )
                sheets, notes = marked, self._notes(marked)
                self._write(reason, analysis.hash, sheets, notes, replace)
        except RefusalError as refusal:
            reason, sheets, notes = refusal.reason, [], []
            self._write(reason, analysis.hash, [], [], replace)
        types = [
            mapping.record_type
            for sheet in sheets
            if sheet.stage is not None
            for mapping in sheet.layout.mappings
        ]
        return Landed(
            self.delivery,
            "landed" if reason is None else "refused",
            reason,
            tuple(dict.fromkeys(types)),
            _told(sheets, notes),
            any(one.note.is_loss for one in notes),
        )

    def _lay_out(self, sheets: Sequence[Sheet]) -> list[SheetLayout]:
        return find_layouts(
            sheets,
            self.table,
            self.delivery.partner_code,
            lambda: _earlier_meanings(self.con, self.delivery, self.table),
        )

    def _notes(self, sheets: list[MarkedSheet]) -> list[SheetNote]:
        return file_notes(sheets, self.delivery.partner_code)

    def _write(
        self,
        reason: str | None,
        layout: str,
        sheets: list[MarkedSheet],
        notes: list[SheetNote],
        replace: bool,
    ) -> None:
        con, delivery_id = self.con, self.delivery.delivery_id
        # Every row carries its number, so order may go: in order, DuckDB would compress a large insert twice.
        con.execute("set preserve_insertion_order = false")
        con.begin()
        try:
            if replace:
                delete_delivery(con, delivery_id)
            for sheet in sheets:
                insert_sheet(con, self.delivery, sheet)
            insert_notes(con, delivery_id, notes)
            self._insert_delivery(
                reason, layout, _told(sheets, notes), any(one.note.is_loss for one in notes)
            )
            con.commit()
        except BaseException:
            con.rollback()
            raise
        finally:
            con.execute("reset preserve_insertion_order")

    def _insert_delivery(self, reason: str | None, layout: str, told: str | None, has_loss: bool) -> None:
        delivery = self.delivery
        stated_from, stated_until = stated_period(delivery.file_name)
        row = (
            delivery.delivery_id,
            delivery.arrival_order,
            delivery.partner_code,
            delivery.file_name,
            delivery.sha256,
            self.archive.path(delivery.sha256).stat().st_size,
            _naive(delivery.received_at),
            delivery.received_on,
            "landed" if reason is None else "refused",
            reason,
            is_declared_complete(delivery.file_name),
            stated_from,
            stated_until,
            layout,
            told,
            has_loss,
        )
        self.con.execute(f"insert into raw.deliveries values {sql_row(row)}")


def _told(sheets: Sequence[MarkedSheet], notes: Sequence[SheetNote]) -> str | None:
    return told_line(sum(one.stage is not None for one in sheets), len(sheets), notes)


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
