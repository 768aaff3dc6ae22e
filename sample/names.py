"""Names of firms: every ordinal has its own, so that a million firms differ without keeping a list."""

from __future__ import annotations

from math import gcd

from sample.name_lists import (
    ACTIVITIES,
    COINED_ENDS,
    COINED_STARTS,
    COINED_TAILS,
    FIRST_NAMES,
    QUALITIES,
    SURNAMES,
)

_STYLES = 5
_TRADES = (
    "Falegnameria", "Autofficina", "Impresa Edile", "Sartoria", "Elettricista", "Idraulico", "Panetteria",
    "Tornitura Conto Terzi", "Stireria", "Giardinaggio", "Restauro Mobili", "Grafica", "Fabbro",
    "Imbianchino", "Pavimentazioni", "Trasporti", "Assistenza Caldaie", "Carrozzeria", "Gommista",
    "Vetraio",
)  # fmt: skip


def company_name(ordinal: int) -> str:
    """The company's name without its legal form; no two ordinals below three million share one."""
    place, style = divmod(ordinal, _STYLES)
    if style == 0:
        activity, surname, quality = _digits(place, len(ACTIVITIES), len(SURNAMES), len(QUALITIES))
        return f"{ACTIVITIES[activity]} {SURNAMES[surname]} {QUALITIES[quality]}"
    if style == 1:
        one, other, activity = _digits(place, len(SURNAMES), len(SURNAMES), len(ACTIVITIES))
        return f"{SURNAMES[one]} & {SURNAMES[other]} {ACTIVITIES[activity]}"
    if style == 2:
        start, end, tail, quality = _digits(
            place, len(COINED_STARTS), len(COINED_ENDS), len(COINED_TAILS), len(QUALITIES)
        )
        return f"{COINED_STARTS[start]}{COINED_ENDS[end]}{COINED_TAILS[tail]} {QUALITIES[quality]}"
    if style == 3:
        surname, activity, quality = _digits(place, len(SURNAMES), len(ACTIVITIES), len(QUALITIES))
        return f"F.lli {SURNAMES[surname]} {ACTIVITIES[activity]} {QUALITIES[quality]}"
    activity, first, surname = _digits(place, len(ACTIVITIES), len(FIRST_NAMES), len(SURNAMES))
    return f"{ACTIVITIES[activity]} {FIRST_NAMES[first]} {SURNAMES[surname]}"


def person(ordinal: int) -> tuple[str, str, str]:
    """A sole trader: surname, first name and trade."""
    surname, first, trade = _digits(ordinal, len(SURNAMES), len(FIRST_NAMES), len(_TRADES))
    return SURNAMES[surname], FIRST_NAMES[first], _TRADES[trade]


def _digits(ordinal: int, *bases: int) -> list[int]:
    """The ordinal, sent to another place of the same space, in digits of these bases, the smallest first."""
    space = 1
    for base in bases:
        space *= base
    if ordinal >= space:
        raise ValueError(f"no name left for number {ordinal}")
    step = 611_953
    while gcd(step, space) != 1:
        step += 2
    value = (ordinal * step + 40_487) % space
    digits = []
    for base in bases:
        value, digit = divmod(value, base)
        digits.append(digit)
    return digits
