"""Makes the annex of an edition once; it is the same ever after, since two would be subtracted."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editions.annex.book import write_annex_workbook
from editions.annex.containments import counts_things, gather_families, read_containments
from editions.annex.contributors import Behind, Cell, find_contributors
from editions.annex.suppression import THRESHOLD, choose_hidden
from editions.folder import MANIFEST, Edition, find_edition, read_json
from editions.report.sealed_figures import Sealed
from editions.sealed import open_edition
from editions.sealing.manifest import file_hash
from publication.kpis import list_headlines
from storage.durable import move_into_place, write_text
from storage.errors import PalError
from storage.home import Home


@dataclass(frozen=True)
class Annex:
    """A made annex: its files, and how many totals it shows and keeps back."""

    workbook: Path
    data: Path
    shown: int
    kept_back: int


def make_annex(home: Home, edition: Edition) -> Annex:
    """Write `annexes/ID.xlsx` and `.json`; where they are, give them as they are.

    The caller holds the writer's lock: of two annexes made at once neither would know the other. Raises
    PalError where an earlier annex cannot be read, or its edition is gone.
    """
    home.annexes.mkdir(parents=True, exist_ok=True)
    workbook, data = (home.annexes / f"{edition.name}.{ending}" for ending in ("xlsx", "json"))
    if not data.exists():
        content = _choose(home, edition)
        write_text(data, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    content = read_json(data)
    if content["manifest"] != file_hash(edition.folder / MANIFEST):
        raise PalError(
            f"{data}: è l’allegato di un’altra edizione {edition.name}; toglierlo a mano se è giusto."
        )
    if not workbook.exists():
        unfinished = workbook.with_name(f".{workbook.name}.tmp")
        with open_edition(edition) as publication:
            write_annex_workbook(Sealed(edition, publication), content["cells"], unfinished)
        move_into_place(unfinished, workbook)
    shown = sum(cell["value"] is not None for cell in content["cells"])
    return Annex(workbook, data, shown, len(content["cells"]) - shown)


def _choose(home: Home, edition: Edition) -> dict[str, Any]:
    """What the annex says: a row for each KPI and cell, `value` null where it is kept back."""
    shown: set[Cell] = set()
    behind = Behind({}, {})
    for path in sorted(home.annexes.glob("*.json")):
        shown |= {
            Cell(path.stem, cell["split"], cell["place"], cell["kpi_code"])
            for cell in read_json(path)["cells"]
            if cell["value"] is not None
        }
        earlier = find_edition(home, path.stem)
        with open_edition(earlier) as publication:
            _gather(earlier, Sealed(earlier, publication), behind)
    with open_edition(edition) as publication:
        sealed = Sealed(edition, publication)
        _gather(edition, sealed, behind)
        own = [cell for cell in behind.who if cell.edition == edition.name]
        values = {
            cell: sealed.figure(sealed.kpis[cell.kpi], "in_period", cell.split, cell.place or None).value
            for cell in own
        }
    # Two desks tell of nobody, but a table whose rule has exceptions is not checked by its readers.
    too_small = {
        cell for cell in own if not sealed.kpis[cell.kpi].is_money and (values[cell] or 0) < THRESHOLD
    }
    hidden = _choose_hidden(sealed, behind, shown, too_small)
    places = {code: place for place, code in enumerate(sealed.kpis)}
    rows = [
        {
            "kpi_code": cell.kpi,
            "split": cell.split,
            "place": cell.place,
            "value": None if cell in hidden else values[cell],
        }
        for cell in sorted(own, key=lambda cell: (places[cell.kpi], cell))
    ]
    return {"edition": edition.name, "manifest": file_hash(edition.folder / MANIFEST), "cells": rows}


def _choose_hidden(sealed: Sealed, behind: Behind, shown: set[Cell], too_small: set[Cell]) -> set[Cell]:
    """The cells to keep back: by whom KPIs count, then by the things of theirs that some count."""
    kpis, name = sealed.kpis, sealed.edition.name
    pairs = {pair for pair in read_containments() if set(pair) <= kpis.keys()}
    things = {(part, whole) for part, whole in pairs if counts_things(kpis[part], kpis[whole])}
    telling = {pair for pair in pairs if _tells_by_nobody(sealed, *pair)}
    hidden = set(too_small)
    # Firms are looked for before their memberships.
    headlines = {*list_headlines(kpis), *(part for part, _ in things)}
    for told, contributors in ((pairs - things, behind.who), (things, behind.things)):
        for family in gather_families(kpis, told):
            cells = {cell: who for cell, who in contributors.items() if cell.kpi in family}
            if any(cell.edition == name for cell in cells):
                hidden |= choose_hidden(cells, shown, name, hidden, told, told & telling, headlines)
    return hidden


def _tells_by_nobody(sealed: Sealed, part: str, whole: str) -> bool:
    """Whether a difference of 0 says something: not of money, nor of who counts the first time in a period with which
    all begins."""
    ways = (sealed.kpis[part].way, sealed.kpis[whole].way)
    is_trivial = ways == ("first", "distinct") and sealed.facts["since"] <= sealed.facts["project_start"]
    return "sum" not in ways and not is_trivial


def _gather(edition: Edition, sealed: Sealed, behind: Behind) -> None:
    found = find_contributors(edition, sealed)
    behind.who.update(found.who)
    behind.things.update(found.things)
