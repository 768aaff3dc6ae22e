"""Expenses, budgets and targets of the partners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sample.dice import Dice
from sample.gatherings import LAST_DAY
from sample.model import PARTNERS, PROJECT_END, PROJECT_START, Expense

CATEGORIES = ("staff", "consultancy", "events", "materials", "travel", "other")
_SUPPLIERS = (
    "Studio Legale Ghezzi e Associati", "Tipografia Lariana S.n.c.", "Hotel Griso S.r.l.",
    "Catering Brianza S.r.l.", "Consulenza Reti S.r.l.", "Autonoleggio Adda S.a.s.",
    "Cancelleria Milanese S.p.A.",
)  # fmt: skip
_ACTIVITIES = ("Modello integrato", "Desk territoriali", "Reti interprovinciali", "Servizi ad hoc")
_TARGETS = (
    ("firms_reached", 400, None), ("firms_assisted", 200, None), ("networks_formed", 12, None),
    ("networks_strengthened", 6, None), ("networks_formed", 3, "LC"),
)  # fmt: skip

AGREED_ON = date(2013, 1, 21)
"""The day of the targets that the partners agreed on, in place of those of the start."""
_AGREED = (
    ("firms_reached", 300, None), ("firms_assisted", 235, None), ("networks_opened", 32, None),
    ("networks_formed", 22, None), ("networks_formed_interprovincial", 11, None),
    ("networks_strengthened", 10, None), ("events_held", 40, None), ("service_hours", 700, None),
    ("model_services_in_use", 55, None),
    ("networks_formed", 3, "assolombarda"), ("networks_formed", 3, "lecco"),
    ("networks_formed", 3, "alto_milanese"), ("networks_formed", 5, "como"), ("networks_formed", 2, "pavia"),
    ("networks_formed", 2, "monza_brianza"), ("networks_formed", 2, "polimi_tto"),
)  # fmt: skip
_ON_THE_WAY = (
    ("firms_reached", 150, 250), ("firms_assisted", 100, 180), ("networks_opened", 20, 28),
    ("networks_formed", 5, 14), ("networks_formed_interprovincial", 2, 7), ("networks_strengthened", 2, 6),
    ("events_held", 12, 26), ("service_hours", 250, 500), ("model_services_in_use", 40, 50),
)  # fmt: skip
"""What was to be there at the end of the project's first two half-years."""
_HALF_YEARS = (date(2012, 6, 30), date(2012, 12, 31))


@dataclass(frozen=True, slots=True)
class Budget:
    partner: str
    category: str
    amount: Decimal
    version: date


@dataclass(frozen=True, slots=True)
class Target:
    partner: str
    kpi_code: str
    value: int
    period_end: date
    province: str | None
    version: date
    of_partner: str | None = None
    is_confirmed: bool = False


def expenses_of_all(seed: int, firms: int) -> list[Expense]:
    """Every partner's expenses; in the first partner's two lines are equal, and both are meant."""
    found = [
        expense for partner in PARTNERS for expense in _expenses(seed, partner, 14 + min(firms // 200, 100))
    ]
    return [found[0], *found]


def budgets_of_all() -> list[Budget]:
    """One budget for each partner and category, of the project's first day."""
    return [
        Budget(partner, category, Decimal(11_000 + 1_500 * place + 250 * rank), PROJECT_START)
        for rank, partner in enumerate(PARTNERS)
        for place, category in enumerate(CATEGORIES)
    ]


def targets_of_lead() -> list[Target]:
    """The project's targets, which its lead delivers."""
    return [
        Target("assolombarda", code, value, PROJECT_END, province, PROJECT_START)
        for code, value, province in _TARGETS
    ]


def agreed_targets() -> list[Target]:
    """What the partners agreed on later: the project's, by half-year and in the end, and some partners' own."""
    due = [(code, value, PROJECT_END, partner) for code, value, partner in _AGREED]
    due += [
        (code, value, day, None)
        for code, *values in _ON_THE_WAY
        for day, value in zip(_HALF_YEARS, values, strict=True)
    ]
    return [
        Target("assolombarda", code, value, day, None, AGREED_ON, partner, is_confirmed=True)
        for code, value, day, partner in due
    ]


def _expenses(seed: int, partner: str, count: int) -> list[Expense]:
    rng = Dice(seed, "expenses", partner)
    made = []
    for number in range(1, count + 1):
        day = rng.day(PROJECT_START, LAST_DAY)
        incurred = Decimal(rng.randrange(8_000, 900_000)) / 100
        is_paid, is_claimed, is_cut = rng.random() < 0.85, rng.random() < 0.75, rng.random() < 0.2
        claimed = incurred if is_claimed else None
        admitted = (claimed * Decimal("0.8")).quantize(Decimal("0.01")) if claimed and is_cut else claimed
        made.append(
            Expense(
                partner=partner,
                day=day,
                category=CATEGORIES[number % len(CATEGORIES)],
                incurred=incurred,
                paid=incurred if is_paid else None,
                claimed=claimed,
                admitted=admitted if rng.random() < 0.8 else None,
                supplier=rng.choice(_SUPPLIERS),
                number=f"{number}/{day:%y}",
                activity=rng.choice(_ACTIVITIES),
                document=f"Fattura {number}/{day:%y}" if rng.random() < 0.6 else None,
            )
        )
    return made
