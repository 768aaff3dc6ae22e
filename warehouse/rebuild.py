"""Build from the archive alone: a fresh warehouse in place of the old, or the past into a file of its own."""

import secrets
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from decisions.identity_key import read_key
from decisions.reading import read_decisions, withdrawn_deliveries
from ingest.archive import Archive
from ingest.landing import land
from publication.files import remove_leftovers
from storage.durable import move_into_place
from storage.errors import PalError
from storage.home import Home
from storage.scratch import scratch_folder
from warehouse.build import BuildFailed
from warehouse.fingerprint import code_version
from warehouse.pipeline import (
    Inputs,
    Outcome,
    Writer,
    build_if_needed,
    build_what_can_be,
    judged_news,
    publish_build,
    read_inputs,
)
from warehouse.publish import write_publication
from warehouse.state import open_warehouse


def rebuild(writer: Writer) -> Outcome:
    """Land the whole archive into a fresh warehouse, build, put it in the old one's place, publish.

    A kill leaves the old warehouse or the new one, whole.
    """
    home = writer.home
    inputs = read_inputs(writer)
    remove_leftovers(home)
    fresh = home.fresh_warehouse
    fresh.parent.mkdir(parents=True, exist_ok=True)
    with open_warehouse(fresh, writer.settings, home.scratch) as con:
        landed = land(
            con,
            Archive(home.archive),
            home.extra_headings,
            on_landed=writer.on_landed,
            withdrawn=withdrawn_deliveries(inputs.decisions),
        )
        (build, _), left_out = build_what_can_be(writer, con, inputs)
        judged = judged_news(con)
    home.warehouse.with_name(home.warehouse.name + ".wal").unlink(missing_ok=True)
    move_into_place(fresh, home.warehouse)
    with writer.opened() as con:
        is_new_publication = publish_build(writer, con, build)
    return Outcome([], [*landed, *left_out], judged, build, True, is_new_publication)


def rebuild_as_known_on(writer: Writer, day: date, into: Path) -> Outcome:
    """Write to `into` a publication of what was received and decided by `day` (UTC, included).

    Seeds and code are today's; nothing of the home is written. Needs no lock.
    """
    home = writer.home
    if not into.parent.is_dir():
        raise PalError(f"La cartella {into.parent} non esiste: crearla o indicarne un’altra con --into.")
    settings = replace(writer.settings, build_date=day)
    end_of_day = datetime.combine(day, time.max, tzinfo=UTC)
    # Beside what is written, so that it only has to be renamed.
    with scratch_folder(into.parent) as scratch:
        worker = replace(writer, home=Home(scratch), settings=settings, lock=None)
        try:
            with worker.opened() as con:
                archive = Archive(home.archive)
                decisions = read_decisions(home.decisions, day)
                landed = land(
                    con,
                    archive,
                    home.extra_headings,
                    end_of_day,
                    writer.on_landed,
                    withdrawn=withdrawn_deliveries(decisions),
                )
                inputs = Inputs(
                    decisions,
                    read_key(home.decisions) or secrets.token_hex(32),
                    code_version(settings.dbt_project),
                )
                build, _ = build_if_needed(worker, con, inputs)
                judged = judged_news(con)
                copied = scratch / into.name
                write_publication(con, copied, build, settings, {"as_known_on": day.isoformat()})
            move_into_place(copied, into)
        except BuildFailed as failed:
            raise BuildFailed(failed.failures, None) from None
    return Outcome([], landed, judged, build, True, False)
