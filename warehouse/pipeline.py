"""The way from the inbox to the publication, in steps that can be killed at any instant and run again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

import duckdb

from decisions.identity_key import ensure_key
from decisions.loading import load_decisions
from decisions.reading import Decisions, read_decisions, withdrawn_deliveries
from ingest.archive import Archive, Delivery
from ingest.headings import load_headings
from ingest.landing import Landed, land
from ingest.receiving import receive_inbox
from publication.files import remove_leftovers
from storage.errors import PalError
from storage.home import Home
from warehouse.beginning import begin_warehouse
from warehouse.build import OnProgress
from warehouse.building.runner import build as build_warehouse
from warehouse.fingerprint import code_version, input_hash
from warehouse.leaving_out import build_leaving_out
from warehouse.outcomes import JudgedRows, read_outcomes
from warehouse.parquet import publish_parquet
from warehouse.publish import is_published, publish
from warehouse.settings import BuildSettings
from warehouse.state import (
    Build,
    forget_build,
    last_build,
    may_come_again,
    news_since_publication,
    open_warehouse,
    record_build,
    record_published,
    suit_size,
)


def _tell_nobody(*_: object) -> None:
    """For who wants no progress."""


@dataclass(frozen=True)
class Writer:
    """The one writer at work: where, with what, under which lock, and whom it tells how far it is.

    `lock` is the descriptor of the writer's lock; None only for a scratch home that nobody else uses.
    """

    home: Home
    settings: BuildSettings
    lock: int | None
    on_landed: Callable[[Landed], None] = _tell_nobody
    on_progress: OnProgress = _tell_nobody

    def opened(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """The home's warehouse, opened once for all that a command does."""
        begin_warehouse(self.home, self.settings)
        return open_warehouse(self.home.warehouse, self.settings, self.home.scratch)


@dataclass(frozen=True)
class Outcome:
    """What a run did. `judged`: per delivery and record type, what became of the rows that no publication had
    told of when the run began."""

    received: list[Delivery] = field(default_factory=list)
    landed: list[Landed] = field(default_factory=list)
    judged: list[JudgedRows] = field(default_factory=list)
    build: Build | None = None
    is_new_build: bool = False
    is_new_publication: bool = False

    @property
    def has_problems(self) -> bool:
        """Whether in this run a file was refused, waits or was not wholly read, or rows were rejected."""
        return any(one.status == "refused" or one.has_loss for one in self.landed) or any(
            rows.is_problem for rows in self.judged
        )


def refresh(writer: Writer, received_at: datetime | None = None) -> Outcome:
    """Receive, land, build and publish; where nothing is new, nothing is built."""
    inputs = read_inputs(writer)
    _prepare(writer)
    with writer.opened() as con:
        received, landed = _receive_and_land(writer, con, received_at)
        (build, is_new), left_out = build_what_can_be(writer, con, inputs)
        judged = [] if is_published(writer.home, build.build_id) else judged_news(con)
        is_new_publication = publish_build(writer, con, build)
    return Outcome(received, [*landed, *left_out], judged, build, is_new, is_new_publication)


def ingest(writer: Writer, received_at: datetime | None = None) -> Outcome:
    """Archive what is in the inbox and land whatever of the archive is not in `raw`."""
    _prepare(writer)
    with writer.opened() as con:
        return Outcome(*_receive_and_land(writer, con, received_at))


def _prepare(writer: Writer) -> None:
    remove_leftovers(writer.home)
    Archive(writer.home.archive).remove_unfinished()
    writer.home.inbox.mkdir(parents=True, exist_ok=True)
    load_headings(writer.home.extra_headings)  # judged before a file leaves the inbox


def _receive_and_land(
    writer: Writer, con: duckdb.DuckDBPyConnection, received_at: datetime | None
) -> tuple[list[Delivery], list[Landed]]:
    home = writer.home
    archive = Archive(home.archive)
    withdrawn = withdrawn_deliveries(read_decisions(home.decisions))
    again = may_come_again(con) | withdrawn
    received = receive_inbox(home.inbox, archive, received_at, lambda one: one.delivery_id in again)
    return received, land(con, archive, home.extra_headings, on_landed=writer.on_landed, withdrawn=withdrawn)


@dataclass(frozen=True)
class Inputs:
    """What a build is made from besides `raw`."""

    decisions: Decisions
    key: str
    code: str


def read_inputs(writer: Writer) -> Inputs:
    """Read decisions and key; first of all, so that a bad decisions file stops a run before it begins."""
    decisions = read_decisions(writer.home.decisions)
    return Inputs(decisions, ensure_key(writer.home.decisions), code_version(writer.settings.dbt_project))


def build_what_can_be(
    writer: Writer, con: duckdb.DuckDBPyConnection, inputs: Inputs
) -> tuple[tuple[Build, bool], list[Landed]]:
    """The build of the present inputs, and the deliveries left out for it since none succeeds with them."""
    built, left_out = build_leaving_out(
        con,
        writer.home,
        withdrawn_deliveries(inputs.decisions),
        lambda: build_if_needed(writer, con, inputs),
    )
    for one in left_out:
        writer.on_landed(one)
    return built, left_out


def build_if_needed(writer: Writer, con: duckdb.DuckDBPyConnection, inputs: Inputs) -> tuple[Build, bool]:
    """The finished build of the present inputs, and whether it is new."""
    _check_landed(con)
    wanted = input_hash(con, inputs.decisions, inputs.key, inputs.code)
    built = last_build(con)
    if built is not None and built.input_hash == wanted:
        return built, False
    build = Build.begin(wanted, inputs.code, writer.settings.build_date)
    suit_size(con, writer.settings)
    forget_build(con)
    load_decisions(con, inputs.decisions, inputs.key)
    build_warehouse(con, writer.home, writer.settings, writer.on_progress)
    record_build(con, build)
    return build, True


def judged_news(con: duckdb.DuckDBPyConnection) -> list[JudgedRows]:
    """What the last build says of deliveries that no publication has told of, or told better of."""
    return read_outcomes(con, news_since_publication(con))


def publish_build(writer: Writer, con: duckdb.DuckDBPyConnection, build: Build) -> bool:
    """Publish a finished build, unless it is what the pointer names already; says whether it did. Parquet follows."""
    is_new = not is_published(writer.home, build.build_id)
    if is_new:
        suit_size(con, writer.settings)
        publish(con, writer.home, build, writer.settings)
        record_published(con)
    publish_parquet(writer.home, writer.settings)
    return is_new


def finished_build(con: duckdb.DuckDBPyConnection) -> Build:
    """The warehouse's last build; raises PalError where there is none or it did not finish."""
    built = last_build(con)
    if built is None:
        raise PalError("L’ultima costruzione manca o non è riuscita: eseguire `pal build`.")
    return built


def _check_landed(con: duckdb.DuckDBPyConnection) -> None:
    landed = con.execute(
        "select 1 from duckdb_tables() where database_name = current_database() "
        "and schema_name = 'raw' and table_name = 'deliveries'"
    ).fetchone()
    if landed is None:
        raise PalError("Il magazzino è vuoto: eseguire prima `pal ingest`.")
