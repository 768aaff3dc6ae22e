"""Targets measured on the last day that all partners have delivered."""

from dataclasses import replace

from dashboard.data.values import load_values
from dashboard.parts.cards import find_targets
from dashboard.targets import Pace, Target
from dashboard.theme import Palette
from dashboard.view import View


def find_paces(view: View) -> dict[str, Pace]:
    """Each target of the view with its KPI's value on `view.measured_on`, by KPI code."""
    targets = find_targets(view)
    if not targets:
        return {}
    filters = replace(view.filters, since=view.start, until=view.measured_on)
    values = load_values(view.publication, filters)
    return {code: measure(view, targets[code], values.get(code)) for code in view.kpis if code in targets}


def measure(view: View, target: Target, value: float | None) -> Pace:
    """A target with a value of the day `view.measured_on`."""
    return Pace(target, value or 0.0, view.start, view.measured_on)


def pick_colour(pace: Pace, palette: Palette) -> str:
    """Green for done or on its path, amber behind, red missed; grey where the target is to be confirmed."""
    if not pace.target.is_confirmed:
        return palette.context
    colours = {
        "reached": palette.done,
        "on_path": palette.done,
        "behind": palette.behind,
        "missed": palette.act,
    }
    return colours[pace.standing.value]
