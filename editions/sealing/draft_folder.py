"""An edition in the making: its data in a folder aside, which goes away unless it is given its name."""

import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from decisions.notes import list_notes
from decisions.reading import read_rows
from decisions.writing import named, reasoned
from editions.contents import (
    DIFFERENCES,
    decisions_in_force,
    without_persons,
    write_json,
    write_macros,
    write_narrative,
    write_tables,
)
from editions.folder import DATA, Edition, check_id, list_editions
from editions.front_matter import read_front_matter
from editions.gate.checks import find_troubles, mark_waived
from editions.gate.confirmations import confirmed_partners
from editions.gate.finding import Finding, Grounds
from editions.report.narrative import narrative_files
from editions.sealed import open_edition
from editions.values import Window, edition_window
from publication.files import current_build_id, published_file
from publication.persons import Persons
from publication.reader import Publication, open_file, open_published
from publication.unchanged import check_unchanged
from storage.errors import NotPublished, PalError, WrongUse
from storage.home import Home
from warehouse.fingerprint import code_version
from warehouse.settings import BuildSettings

OnStep = Callable[[int, int, str], None]
"""Told how many steps are done, of how many, and the next one's name in Italian."""

STEPS = (
    "tabelle e valori",
    "controlli",
    "impronte",
    "rapporto",
    "chiusura",
)


@dataclass(frozen=True)
class Request:
    """What a person asks to seal. `why` is given for a new version of a sealed edition, and only then."""

    edition_id: str
    since: date
    until: date
    title: str
    author: str
    why: str | None = None


@contextmanager
def in_the_making(
    home: Home, request: Request, settings: BuildSettings, version: int, on_step: OnStep
) -> Iterator[tuple[Path, list[Finding]]]:
    """The edition's data in a folder that goes away unless it is given its name, and what the checks say."""
    build_id = current_build_id(home)
    if build_id is None:
        raise NotPublished
    publication = published_file(home, build_id)
    check_unchanged(publication)
    window, code = _describe(publication, request, settings)
    folder = home.editions / f".{request.edition_id}.sealing"
    home.editions.mkdir(parents=True, exist_ok=True)
    for leftover in home.editions.glob(".*.sealing"):
        remove_folder(leftover)
    folder.mkdir()
    try:
        on_step(0, len(STEPS), STEPS[0])
        texts = narrative_files(home, request.edition_id)
        write_tables(publication, folder, window, settings, home.scratch)
        write_macros(settings, folder)
        with open_published(home, private=True) as twin:
            persons = Persons(twin)
        write_narrative(texts, folder, persons)
        write_json(folder / DATA / "decisions.json", decisions_in_force(home, persons))
        on_step(1, len(STEPS), STEPS[1])
        facts: dict[str, Any] = {
            "id": request.edition_id,
            "version": version,
            "why": request.why and persons.mask(request.why),
            "title": persons.mask(request.title),
            "since": request.since.isoformat(),
            "until": request.until.isoformat(),
            "project_start": window.project_start.isoformat(),
            "sealed_by": request.author,
            "sealed_at": datetime.now(UTC).replace(microsecond=0).isoformat(),
            "build_id": build_id,
            "code_version": code,
        }
        write_json(folder / DATA / "edition.json", facts)
        previous = _previous(home, request)
        with (
            open_edition(Edition(folder)) as opened,
            open_published(home, private=True) as twin,
        ):
            confirmations = confirmed_partners(home, opened, request.edition_id)
            partners = set(opened.values("select partner_code from dim_partners"))
            front = read_front_matter(home, partners)
            confirmed = frozenset(confirmations)
            has_texts = any(name.endswith(".md") for name in texts)
            grounds = Grounds(opened, twin, window, confirmed, previous, has_texts, front.lacks)
            found = find_troubles(
                grounds, {row["check"]: row["effect"] for row in read_rows(home.decisions, "gate")}
            )
            # By UTC, whose day is no later than that of who signs: in Italy a delivery may be of tomorrow already.
            received = dict(opened.query("select delivery_id, received_at::date from dim_deliveries").rows)
            waivers = read_rows(home.decisions, "waivers")
            findings = mark_waived(found, waivers, request.edition_id, received)
        facts |= {
            "audits": without_persons(read_rows(home.decisions, "audits"), persons),
            "previous": previous.name if previous else None,
            "checks": [without_persons(vars(one), persons) for one in findings],
            "front_matter": vars(front),  # the offices' own addresses and numbers stay
            "confirmations": without_persons(list(confirmations.values()), persons),
            "notes": [
                {
                    "kpi_code": one.kpi_code,
                    "month": f"{one.month:%Y-%m}",
                    "words": persons.mask(one.words),
                    "author": one.author,
                }
                for one in list_notes(home.decisions)
                if one.is_in_report and request.since.replace(day=1) <= one.month <= request.until
            ],
        }
        write_json(folder / DATA / "edition.json", facts)
        yield folder, findings
    finally:
        remove_folder(folder)


def write_differences(home: Home, request: Request, folder: Path) -> None:
    """How the figures of the edition before it read in this one: no check asks for it, and it takes as long as all."""
    previous = _previous(home, request)
    if previous is not None:
        write_json(folder / DATA / DIFFERENCES, _differences(Edition(folder), previous))


def _differences(edition: Edition, previous: Edition) -> dict[str, Any]:
    """How the previous edition's figures read in this one, over its own days, with their causes."""
    from editions.comparing import compare
    from editions.comparing.flat_rows import DIFFERENCE_COLUMNS, difference_rows
    from editions.comparing.sides import Side

    with open_edition(previous) as before, open_edition(edition) as now:
        sides = Side.of_edition(before, previous), Side.of_edition(now, edition)
        with compare(*sides, edition_window(previous)) as comparison:
            rows = [
                dict(zip(DIFFERENCE_COLUMNS, row, strict=True))
                for row in difference_rows(comparison, None, everything=False)
            ]
    return {"previous": previous.name, "rows": rows}


def _describe(publication: Path, request: Request, settings: BuildSettings) -> tuple[Window, str]:
    """The days of the figures and the code's version; raises WrongUse, or PalError for another version's
    build."""
    check_id(request.edition_id)
    named(request.author)
    if request.why is not None:
        reasoned(request.why)
    if request.since > request.until:
        raise WrongUse(f"--since {request.since} è dopo --until {request.until}: scambiarli.")
    with open_file(publication) as opened:
        window = window_of(opened, request)
        code = opened.meta["code_version"]
    if code != code_version(settings.dbt_project):
        raise PalError(
            "La pubblicazione è di un’altra versione del programma: eseguire `pal refresh`, poi sigillare."
        )
    return window, code


def window_of(publication: Publication, request: Request) -> Window:
    """The days of the figures: the request's, and the project's first."""
    start = publication.meta.get("project_start") or request.since.isoformat()
    return Window(request.since, request.until, date.fromisoformat(start[:10]))


def _previous(home: Home, request: Request) -> Edition | None:
    """The edition sealed last that is no version of this one; else this one's newest version."""
    sealed = list_editions(home)
    others = [one for one in sealed if one.facts["id"] != request.edition_id]
    own = [one for one in sealed if one.facts["id"] == request.edition_id]
    return next(reversed(own or others), None)


def remove_folder(folder: Path) -> None:
    """Remove what a sealing left, read-only or not."""
    if not folder.exists():
        return
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(stat.S_IRWXU)
    shutil.rmtree(folder)
