"""Writes a made-up world as deliveries, and beside them the truth."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TextIO

from sample.bulk import write_bulk
from sample.layouts import (
    acf,
    alto_milanese,
    assolombarda,
    como,
    lecco,
    monza_brianza,
    pavia,
    polimi_tto,
    registro,
)
from sample.layouts.books import Book, write_book
from sample.mentions import Mention
from sample.model import PARTNERS
from sample.money import AGREED_ON, agreed_targets
from sample.plan import Plan, plan_partner
from sample.rows import Row, event_row, target_row
from sample.sendings import CLOSED, received_on, spread_plan, without_empty_sheets
from sample.truth import count, write_kpis
from sample.world import World, build_world

BULK_FROM = 20_000
"""Above this many firms the lists of firms and the contacts are plain CSV, and only these grow."""

_FIRST_SENT = 1_372_636_800
"""1 July 2013: files bear times a minute apart, in the order in which they were sent."""

_LAYOUTS: dict[str, Callable[[Plan], list[Book]]] = {
    "assolombarda": assolombarda.books,
    "lecco": lecco.books,
    "alto_milanese": alto_milanese.books,
    "monza_brianza": monza_brianza.books,
    "pavia": pavia.books,
    "polimi_tto": polimi_tto.books,
    "acf": acf.books,
}


def write_sample(into: Path, truth: Path, firms: int, seed: int, hard_identity: bool = False) -> None:
    """Writes `into/<partner>/<file>`, `truth/kpi.csv` and `truth/labels.csv`; the same bytes each time.

    Files are meant to be received in the order of their names within a partner. `hard_identity` adds misspelt
    mentions without identifiers and wrong identifiers, for measuring identity rather than KPIs. Above 20,000
    firms the lists of firms and the contacts are plain CSV, without corrections and errors among them.
    Raises ValueError if `firms` is not between 1 and a million.
    """
    world = build_world(firms, seed, hard_identity)
    is_bulk = firms > BULK_FROM
    plans = [plan_partner(world, partner, is_bulk=is_bulk) for partner in PARTNERS]
    for plan in plans:
        _write_books(into / plan.partner, books_of(world, plan))
    _write_books(into / "registro", registro.books(world))
    truth.mkdir(parents=True, exist_ok=True)
    with (truth / "labels.csv").open("w", encoding="utf-8", newline="") as file:
        labels = Labels(file)
        if is_bulk:
            tally = count(world, write_bulk(world, into, labels.add))
        else:
            labels.add(mention for plan in plans for mention in plan.mentions)
            tally = count(world, ((firm, world.contacts(firm)) for firm in world.reported_firms()))
    write_kpis(truth / "kpi.csv", tally)


def write_months(into: Path, truth: Path, firms: int, seed: int) -> list[tuple[date, Path]]:
    """The deliveries as they came: `into/<partner>/<file>` with the day on which each was sent, in their order.

    The truth beside them is the world's; what a partner has not told of yet is in it too.
    Raises ValueError if `firms` is not between 1 and BULK_FROM.
    """
    if firms > BULK_FROM:
        raise ValueError(f"firms must lie between 1 and {BULK_FROM:,}, not {firms}")
    world = build_world(firms, seed)
    plans = [plan_partner(world, partner) for partner in PARTNERS]
    sent: list[tuple[date, Path]] = []
    for plan in plans:
        for day, prefix, part in spread_plan(plan):
            books = [without_empty_sheets(book) for book in books_of(world, part)]
            named = [replace(book, name=prefix + book.name) for book in books]
            sent += [(day, path) for path in _write_books(into / plan.partner, named)]
    agreed = assolombarda.agreed_targets([target_row(target) for target in agreed_targets()])
    day = received_on("assolombarda", AGREED_ON)
    sent += [(day, path) for path in _write_books(into / "assolombarda", [agreed])]
    sent += [(CLOSED, path) for path in _write_books(into / "registro", registro.books(world))]
    truth.mkdir(parents=True, exist_ok=True)
    write_kpis(
        truth / "kpi.csv",
        count(world, ((firm, world.contacts(firm)) for firm in world.reported_firms())),
    )
    return sorted(sent, key=lambda one: one[0])


def books_of(world: World, plan: Plan) -> list[Book]:
    """The partner's files in the order in which it sends them, none without rows."""
    if plan.partner == "como":
        events: dict[str, Row] = {event.code: event_row(event) for event in world.events["como"]}
        books = como.books(plan, events)
    else:
        books = _LAYOUTS[plan.partner](plan)
    return [book for book in books if any(sheet.rows for sheet in book.sheets)]


class Labels:
    """`labels.csv`: which firm each entry of a partner's list truly is, and what makes it hard to tell."""

    def __init__(self, file: TextIO) -> None:
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow(("partner", "partner_firm_code", "true_firm", "kind"))

    def add(self, mentions: Iterable[Mention]) -> None:
        self._writer.writerows((m.partner, m.code, f"F{m.firm:07d}", m.kind) for m in mentions)


def _write_books(folder: Path, books: list[Book]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for place, book in enumerate(books):
        path = write_book(folder, book)
        os.utime(path, (_FIRST_SENT + 60 * place, _FIRST_SENT + 60 * place))
        written.append(path)
    return written
