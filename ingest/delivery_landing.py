"""One delivery on its way into `raw`: all of it in one transaction, or its refusal."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from ingest.analysis import WITHDRAWN, Analysis, earlier_meanings
from ingest.archive import Archive, Delivery, naive
from ingest.file_names import is_declared_complete, stated_period
from ingest.headings import HeadingTable
from ingest.layouts import find_layouts
from ingest.limits import Limits
from ingest.marking import MarkedSheet, marked_sheets
from ingest.notes import SheetNote, told_line
from ingest.raw_tables import delete_delivery, insert_notes, insert_sheet
from ingest.refusals import RefusalError
from ingest.refusing import refusing
from ingest.sheet_layout import SheetLayout
from ingest.sources import Sheet
from ingest.telling import file_notes
from storage.literals import sql_row


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
class DeliveryLanding:
    """One delivery on its way into `raw`."""

    con: duckdb.DuckDBPyConnection
    archive: Archive
    delivery: Delivery
    table: HeadingTable
    limits: Limits

    def land(self, analysis: Analysis, replace: bool) -> Landed:
        """One transaction: the whole delivery, or its refusal and nothing else."""
        reason = analysis.refusal
        sheets: list[MarkedSheet] = []
        notes: list[SheetNote] = []
        try:
            with (
                refusing(self.limits),
                marked_sheets(self.con, analysis.layouts, self._lay_out, self.limits) as marked,
            ):
                if (
                    reason is None
                    and analysis is not WITHDRAWN
                    and not any(one.rows for one in marked if one.stage is not None)
                ):
                    raise RefusalError(
                        "sotto le intestazioni non c’è nessuna riga: consegnare il file con i dati"
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
            lambda: earlier_meanings(self.con, self.delivery, self.table),
        )

    def _notes(self, sheets: list[MarkedSheet]) -> list[SheetNote]:
        return file_notes(sheets, self.delivery.partner_code, self.delivery.file_name)

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
            naive(delivery.received_at),
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
