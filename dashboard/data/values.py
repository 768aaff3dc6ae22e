"""KPI values, from the macros: over a window, split into cells, as known on a day; and the targets."""

from datetime import datetime
from enum import StrEnum

import pandas as pd

from dashboard.data.asking import (
    WINDOW,
    Filters,
    as_float,
    ask,
    question_of,
    recall,
    remembered,
    written,
)
from publication.reader import Publication
from publication.targets import Target, read_targets


class Split(StrEnum):
    """What a KPI can be split by, as the macro `kpi_cells` names it."""

    PROVINCE = "province"
    PARTNER = "partner"
    DESK = "desk"
    MONTH = "month"
    LEVEL = "level"
    SECTOR = "sector"
    SIZE = "size"


@remembered
def load_values(publication: Publication, filters: Filters) -> dict[str, float | None]:
    """Every KPI's value by code, from the macro `kpi`."""
    return as_values(ask(publication, f"from kpi({WINDOW})", **filters.parameters()))


def load_some_values(
    publication: Publication, codes: tuple[str, ...], filters: Filters
) -> dict[str, float | None]:
    """Some KPIs' values by code, in one question; from the answer for all of them, where they were asked for."""
    everything: dict[str, float | None] | None = recall(publication, question_of(load_values, filters))
    if everything is not None:
        return {code: everything.get(code) for code in codes}
    return as_values(ask(publication, values_question(codes, filters)))


def values_question(codes: tuple[str, ...], filters: Filters) -> str:
    """The SQL for some KPIs' values."""
    sql = f"from kpi(code := $code, {WINDOW})"
    return written(sql, {"code": " ".join(codes), **filters.parameters()})


def load_value(publication: Publication, code: str, filters: Filters) -> float | None:
    """One KPI's value."""
    return load_some_values(publication, (code,), filters).get(code)


@remembered
def load_splits(
    publication: Publication, split: Split, codes: tuple[str, ...], filters: Filters
) -> dict[str, dict[str, float | None]]:
    """Some KPIs' values in each cell, by code and the cell's code; what kpi_by_<split> gives, without totals."""
    frame = ask(publication, split_question(split, codes, filters))
    found: dict[str, dict[str, float | None]] = {code: {} for code in codes}
    for code, cell, value in zip(frame["kpi_code"], frame["cell"], frame["value"], strict=True):
        found[code][cell] = as_float(value)
    return found


def split_question(split: Split, codes: tuple[str, ...], filters: Filters) -> str:
    """The SQL for some KPIs' values in each cell."""
    sql = f"""select kpi_code, cell, value from kpi_cells(code := $code, split := '{split.value}', {WINDOW})
        order by kpi_code, cell"""
    return written(sql, {"code": " ".join(codes), **filters.parameters()})


def load_split(
    publication: Publication, split: Split, code: str, filters: Filters
) -> dict[str, float | None]:
    """One KPI's value in each cell, by the cell's code."""
    return load_splits(publication, split, (code,), filters)[code]


def load_months(publication: Publication, code: str, filters: Filters) -> dict[str, float | None]:
    """One KPI's value by month (`YYYY-MM`), in order."""
    return load_split(publication, Split.MONTH, code, filters)


@remembered
def load_values_known(
    publication: Publication, filters: Filters, known_by: datetime, with_late: bool
) -> dict[str, float | None]:
    """Every KPI's value from the rows known by a moment (UTC); with `with_late`, also what happened by then."""
    return as_values(ask(publication, known_question(filters, known_by, with_late)))


def known_question(filters: Filters, known_by: datetime, with_late: bool) -> str:
    """The SQL for every KPI's value from the rows known by a moment (UTC)."""
    sql = f"from kpi({WINDOW}, known_by := $known_by::timestamp, with_late := {with_late})"
    return written(sql, {"known_by": known_by, **filters.parameters()})


@remembered
def load_targets(publication: Publication, filters: Filters) -> list[Target]:
    """The targets of a choice, measured; without partner and province those of every partner and province."""
    return read_targets(publication, **filters.parameters())


def as_values(frame: pd.DataFrame) -> dict[str, float | None]:
    """kpi_code and value as a dict."""
    return {code: as_float(value) for code, value in zip(frame["kpi_code"], frame["value"], strict=True)}
