"""Makes the annex of an edition once; it is the same ever after, since two would be subtracted."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editions.annex.book import write_annex_workbook
from editions.annex.contributors import Cell, find_contributors
from editions.annex.suppression import THRESHOLD, choose_hidden
from editions.folder import MANIFEST, Edition, find_edition, read_json
from editions.report.sealed_figures import Sealed
from editions.sealed import open_edition
from editions.sealing.manifest import file_hash
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
            f"{data}: è l'allegato di un'altra edizione {edition.name}; toglierlo a mano se è giusto."
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
    shown_earlier: dict[str, set[Cell]] = {}
    behind: dict[str, dict[Cell, frozenset[str]]] = {}
    for path in sorted(home.annexes.glob("*.json")):
        for cell in read_json(path)["cells"]:
            if cell["value"] is not None:
                shown_earlier.setdefault(cell["kpi_code"], set()).add(
                    Cell(path.stem, cell["split"], cell["place"])
                )
        earlier = find_edition(home, path.stem)
        with open_edition(earlier) as publication:
            _gather(earlier, Sealed(earlier, publication), behind)
    with open_edition(edition) as publication:
        sealed = Sealed(edition, publication)
        _gather(edition, sealed, behind)
        rows = []
        for code, kpi in sealed.kpis.items():
            contributors = behind.get(code, {})
            own = sorted(cell for cell in contributors if cell.edition == edition.name)
            values = {
                cell: sealed.figure(kpi, "in_period", cell.split, cell.place or None).value for cell in own
            }
            # Two desks tell of nobody, but a table whose rule has exceptions is not checked by its readers.
            too_small = {cell for cell in own if not kpi.is_money and (values[cell] or 0) < THRESHOLD}
            shown = shown_earlier.get(code, set())
            hidden = choose_hidden(contributors, shown, edition.name, too_small) if own else set()
            for cell in own:
                value = None if cell in hidden else values[cell]
                rows.append({"kpi_code": code, "split": cell.split, "place": cell.place, "value": value})
    return {"edition": edition.name, "manifest": file_hash(edition.folder / MANIFEST), "cells": rows}


def _gather(edition: Edition, sealed: Sealed, behind: dict[str, dict[Cell, frozenset[str]]]) -> None:
    for code, cells in find_contributors(edition, sealed).items():
        behind.setdefault(code, {}).update(cells)
