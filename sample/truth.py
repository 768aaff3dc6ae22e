"""The KPI values that follow from the world, by the design's rules of counting; no file is read for them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from sample.model import PARTNERS, Contact, Firm
from sample.places import LOMBARDY, UNKNOWN
from sample.tally import LEVELS, MONTHS, TOTAL, Cell, Evidence, Tally
from sample.truth_firms import count_firms
from sample.truth_networks import count_networks
from sample.world import World

FIRST = ("firms_reached", "firms_assisted", "firms_assisted_then_in_network")
COUNTED = (
    *FIRST, "firms_active", "contacts_held", "events_held", "services_delivered", "desks_active",
    "model_services_in_use", "networks_opened", "networks_formed", "networks_formed_interprovincial",
    "networks_strengthened",
)  # fmt: skip
EXPENSES = (
    "expenses_incurred_eur",
    "expenses_paid_eur",
    "expenses_claimed_eur",
    "expenses_admitted_eur",
)
SUMMED = ("service_hours", *EXPENSES)
STOCKS = ("networks_in_incubation", "networks_active", "network_memberships", "firms_in_networks")
REGISTER = ("register_networks", "register_networks_interprovincial", "register_firms")
RATIOS = {
    "interprovincial_share": ("networks_formed_interprovincial", "networks_formed"),
    "firms_per_network": ("network_memberships", "networks_active"),
    "reached_to_assisted_share": ("firms_assisted", "firms_reached"),
    "assisted_to_network_share": ("firms_assisted_then_in_network", "firms_assisted"),
    "cost_per_firm_assisted_eur": ("expenses_incurred_eur", "firms_assisted"),
}
CONVERSIONS = ("reached_to_assisted_share", "assisted_to_network_share")
KPI_CODES = (*COUNTED, *SUMMED, *STOCKS, *RATIOS, *REGISTER)
COLUMNS = ("kpi_code", "province_code", "partner_code", "month", "level", "sector", "value")
_SPLITS = ("province", "partner", "month", "level", "sector")


def count(world: World, firms: Iterable[tuple[Firm, list[Contact]]]) -> Tally:
    """Every counted, summed and stock KPI of the world, given its firms with their contacts."""
    tally = Tally()
    count_firms(tally, world, firms)
    count_networks(tally, world)
    _count_events(tally, world)
    _count_expenses(tally, world)
    _count_register(tally, world)
    return tally


def write_kpis(path: Path, tally: Tally) -> None:
    """`kpi.csv` in the columns of `pal kpi`, the value empty where a ratio has no denominator."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for kpi in KPI_CODES:
            for cell in _cells(tally, kpi):
                split = ["" if by != cell[0] else cell[1] for by in _SPLITS]
                writer.writerow([kpi, *split, kpi_value(tally, kpi, cell)])


def kpi_value(tally: Tally, kpi: str, cell: Cell) -> str:
    """The value as text; empty for none."""
    if kpi not in RATIOS:
        return f"{tally.value(kpi, cell):f}"
    above, below = RATIOS[kpi]
    numerator, denominator = tally.value(kpi if kpi in CONVERSIONS else above, cell), tally.value(below, cell)
    is_nowhere = above in EXPENSES and cell[0] in ("province", "sector")  # an expense has no place
    if not denominator or is_nowhere:
        return ""
    return repr(float(numerator) / float(denominator))


def _cells(tally: Tally, kpi: str) -> Iterator[Cell]:
    parts = RATIOS.get(kpi, (kpi,))
    yield TOTAL
    for split, always in (
        ("province", LOMBARDY),
        ("partner", PARTNERS),
        ("month", MONTHS),
        ("level", LEVELS),
    ):
        found = {key for part in parts for key in tally.keys(part, split)}
        others = found - set(always) if split == "province" else set()
        yield from ((split, key) for key in (*always, *sorted(others)))
    yield from (
        ("sector", key) for key in sorted({key for part in parts for key in tally.keys(part, "sector")})
    )


def _count_events(tally: Tally, world: World) -> None:
    held: dict[str, list[Evidence]] = defaultdict(list)
    for events in world.events.values():
        for event in events:
            level = int(event.document is not None)
            row = Evidence(event.province, event.partner, event.day, (UNKNOWN,), level)
            held[event.joint or event.code].append(row)
    for rows in held.values():
        tally.flow("events_held", rows)


def _count_expenses(tally: Tally, world: World) -> None:
    for expense in world.expenses:
        row = Evidence(UNKNOWN, expense.partner, expense.day, (UNKNOWN,), int(expense.document is not None))
        amounts: tuple[Decimal | None, ...] = (
            expense.incurred,
            expense.paid,
            expense.claimed,
            expense.admitted,
        )
        for kpi, amount in zip(EXPENSES, amounts, strict=True):
            if amount is not None:
                tally.flow(kpi, [row], amount)


def _count_register(tally: Tally, world: World) -> None:
    """The register's networks and firms, each verified by the register itself, of no partner."""
    of_firm: dict[int, list[Evidence]] = defaultdict(list)
    for entry in world.register:
        firms = [world.firm(member) for member in entry.members]
        sectors = tuple(sorted({world.sector(firm) for firm in firms}))
        rows = [Evidence(firm.province, None, entry.signed, sectors, 2) for firm in firms]
        tally.stock("register_networks", rows)
        if len({firm.province for firm in firms} & set(LOMBARDY)) >= 2:
            tally.stock("register_networks_interprovincial", rows)
        for firm in firms:
            of_firm[firm.index].append(Evidence(firm.province, None, entry.signed, (world.sector(firm),), 2))
    for rows in of_firm.values():
        tally.stock("register_firms", rows)
