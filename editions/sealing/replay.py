"""Replay an edition: built again from the archived files alone, it must give the figures that were sealed."""

import shutil
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from decisions.files import BUILDING, FILES
from decisions.identity_key import ensure_key, read_key
from decisions.reading import Decisions, read_decisions
from decisions.writing import write_rows
from editions.contents import decided, masked, without_persons
from editions.folder import DATA, Edition, read_json
from editions.sealed import open_edition
from editions.sealing.manifest import file_hash
from editions.sealing.verification import find_differences
from editions.values import TABLE, edition_window, write_values
from ingest.archive import Archive, Delivery
from ingest.landing import land
from publication.persons import Persons
from storage.errors import PalError
from storage.home import Home
from storage.literals import sql_literal
from storage.scratch import scratch_folder
from warehouse.build import OnProgress
from warehouse.fingerprint import code_version
from warehouse.pipeline import Inputs, Writer, build_if_needed
from warehouse.publish import write_publication
from warehouse.settings import BuildSettings


@dataclass(frozen=True)
class Replayed:
    """What a replay gave: how many figures, those that differ (Italian lines), and whether the code is the
    same."""

    counted: int
    differences: list[str]
    same_code: bool


def replay(
    edition: Edition, archive: Path, decisions: Path, settings: BuildSettings, on_progress: OnProgress
) -> Replayed:
    """Build the edition again from its deliveries in `archive` and its decisions among those of `decisions`.

    Nothing but a scratch folder is written. Raises PalError where a file or a decision is no longer there.
    """
    with open_edition(edition) as sealed:
        wanted = dict(sealed.query("select delivery_id, sha256 from dim_deliveries").rows)
        day = date.fromisoformat(sealed.meta["build_date"][:10])
        code = sealed.meta.get("code_version")
    with scratch_folder() as folder:
        scratch = Home(folder)
        _take_deliveries(Archive(archive), Archive(scratch.archive), wanted)
        in_force = _decisions_in_force(edition, decisions)
        settings = replace(settings, build_date=day)
        writer = Writer(scratch, settings, None, on_progress=on_progress)
        with writer.opened() as con:
            land(con, Archive(scratch.archive), _write_headings(scratch, in_force))
            inputs = Inputs(
                in_force, read_key(decisions) or ensure_key(scratch.root), code_version(settings.dbt_project)
            )
            build, _ = build_if_needed(writer, con, inputs)
            publication = scratch.root / "replayed.duckdb"
            write_publication(con, publication, build, settings)
        counted, differences = _compare(edition, publication)
        return Replayed(counted, differences, code == build.code_version)


def _take_deliveries(source: Archive, target: Archive, wanted: dict[str, str]) -> None:
    """Bring the edition's deliveries, and only those, into an archive of their own; their bytes are
    checked."""
    found: dict[str, Delivery] = {one.delivery_id: one for one in source.deliveries()}
    for delivery_id, sha256 in wanted.items():
        delivery = found.get(delivery_id)
        path = source.path(sha256)
        if delivery is not None and sha256 in delivery.former_sha256:
            raise PalError(
                f"Dalla consegna {delivery_id} è stata tolta una persona, su sua richiesta: l’edizione non si rifà "
                f"più dai file; si verifica ancora con `pal edition verify`."
            )
        if delivery is None or delivery.sha256 != sha256 or not path.is_file():
            raise PalError(f"{source.root}: manca la consegna {delivery_id} con l’impronta {sha256[:16]}….")
        if file_hash(path) != sha256:
            raise PalError(f"{path}: il contenuto non è più quello archiviato (consegna {delivery_id}).")
        copied = target.path(sha256)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copied)
        name = f"{delivery.arrival_order:06d}.json"
        (target.root / "deliveries").mkdir(exist_ok=True)
        shutil.copyfile(source.root / "deliveries" / name, target.root / "deliveries" / name)


def _decisions_in_force(edition: Edition, folder: Path) -> Decisions:
    """The rows of today's decisions that were in force with the edition; raises PalError where some are
    gone."""
    sealed = read_json(edition.folder / DATA / "decisions.json")
    today = read_decisions(folder)
    kept: dict[str, list[tuple[str | None, ...]]] = {}
    nobody = Persons(None)
    for name in BUILDING:
        missing = Counter(map(decided, sealed.get(name, [])))
        kept[name] = []
        for row in today.rows[name]:
            shown = decided(without_persons(masked(name, row), nobody))
            if missing[shown]:
                missing[shown] -= 1
                kept[name].append(row)
        if missing.total():
            raise PalError(
                f"{folder}/{name}.csv: mancano {missing.total()} decisioni che erano in vigore con "
                f"l’edizione."
            )
    return Decisions(kept)


def _write_headings(scratch: Home, decisions: Decisions) -> Path:
    """The headings in force, as the file that landing reads."""
    scratch.decisions.mkdir()
    write_rows(scratch.extra_headings, FILES["headings"], decisions.rows["headings"])
    return scratch.extra_headings


def _compare(edition: Edition, publication: Path) -> tuple[int, list[str]]:
    """How many figures were compared, and those that the new build gives otherwise."""
    with duckdb.connect(publication) as con:
        write_values(con, edition_window(edition), "recomputed")
        path = sql_literal(str(edition.folder / DATA / f"{TABLE}.parquet"))
        con.execute(f"create temp table {TABLE} as from read_parquet({path})")
        counted = con.execute(f"select count(*) from {TABLE}").fetchone()
        return (counted[0] if counted else 0), list(find_differences(con))
