"""What the rules say of each row of a file before it is delivered: the same models, in a warehouse of its own.

Only what a row says by itself is judged, as staging does; whether its firm or network is known depends on the other
deliveries, and a refresh says it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from decisions.loading import load_decisions
from decisions.reading import read_decisions
from ingest.archive import Archive
from ingest.landing import Landed, land
from storage.home import Home
from storage.scratch import scratch_folder
from warehouse.building.runner import build_up_to
from warehouse.settings import BuildSettings
from warehouse.state import open_warehouse

_GATHERED = "int_issues_gathered"
_NO_KEY = "trial"
"""Ids of a trial are thrown away with it."""


@dataclass(frozen=True)
class Trouble:
    """A rule that a row breaks: where, under which heading, what stands there, whether the row would be rejected,
    and what that does to the figures."""

    sheet: str
    row_number: int
    heading: str | None
    cell: str | None
    delivered: str | None
    rule_code: str
    is_rejected: bool
    message: str
    consequence: str
    example: str


@dataclass(frozen=True)
class Trial:
    """The rows of a file that hold data, and what is wrong with some of them, in their order."""

    row_count: int
    troubles: tuple[Trouble, ...]

    @property
    def rejected(self) -> int:
        """How many rows would be rejected."""
        return len(self._rows(is_rejected=True))

    @property
    def warned(self) -> int:
        """How many others would be taken with a warning."""
        return len(self._rows(is_rejected=False) - self._rows(is_rejected=True))

    def _rows(self, is_rejected: bool) -> set[tuple[str, int]]:
        return {(one.sheet, one.row_number) for one in self.troubles if one.is_rejected == is_rejected}


def try_rows(path: Path, partner: str, home: Home, settings: BuildSettings) -> Trial:
    """Judge the rows of a file as if this partner had just sent it; writes nothing in `home`. A file that would be
    refused has none. Raises BadDecision, BuildFailed."""
    with _landed(path, partner, home, settings) as (con, own, landed):
        models = [f"stg_{record_type}" for record_type in landed.record_types]
        if not models:
            return Trial(0, ())
        build_up_to(con, own, settings, {"rules", *models})
        every = " union all by name ".join(
            f"select delivery_id, sheet_index, row_number, is_ignored, issues from staging.{model}"
            for model in models
        )
        [(rows,)] = con.execute(
            f"select count(distinct (sheet_index, row_number)) from ({every}) where not is_ignored"
        ).fetchall()
        # What a refresh gathers of all deliveries is here what staging says of this one.
        con.execute(
            f"""
            create schema if not exists intermediate;
            create table intermediate.{_GATHERED} as
            select delivery_id, sheet_index, row_number, unnest(issues, recursive := true)
            from ({every}) where not is_ignored
            """
        )
        build_up_to(con, own, settings, {"int_issue_cells_found"}, {_GATHERED})
        found = con.execute(
            f"""
            select distinct sheets.sheet, row_number, heading, cell, delivered, broken.rule_code,
                severity = 'reject', message_it, consequence_it, example_it, sheet_index
            from intermediate.{_GATHERED} as broken
            inner join intermediate.int_issue_cells_found as cells using (delivery_id, sheet_index, row_number, field)
            inner join (select distinct sheet_index, sheet from raw.sheets) as sheets using (sheet_index)
            inner join reference.rules as rules on broken.rule_code = rules.rule_code
            order by sheet_index, row_number, broken.rule_code, cell
            """
        ).fetchall()
        return Trial(rows, tuple(Trouble(*row[:-1]) for row in found))


@contextmanager
def _landed(
    path: Path, partner: str, home: Home, settings: BuildSettings
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Home, Landed]]:
    """The file landed in a home that is gone afterwards, with the decisions of `home`."""
    with scratch_folder() as folder:
        own = Home(folder)
        archive = Archive(own.archive)
        with path.open("rb") as source:
            sha256 = archive.store_bytes(source)
        archive.add_delivery(1, partner, path.name, sha256, datetime.now(UTC), is_regular=True)
        with open_warehouse(own.warehouse, settings, own.scratch) as con:
            [landed] = land(con, archive, home.extra_headings)
            load_decisions(con, read_decisions(home.decisions), _NO_KEY)
            yield con, own, landed
