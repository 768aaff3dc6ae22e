"""The property of causes: whatever changes between two publications, each subject has one cause, and the causes add
up."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import strategies as st
from worlds import Publisher, change, make_world

from editions.comparing import CAUSES, compare
from editions.values import Window

WINDOW = Window(date(2012, 7, 1), date(2012, 12, 31), date(2012, 1, 1))
FIRST, SECOND = Publisher(), Publisher()

RATIOS = ("firms_per_network", "reached_to_assisted_share", "cost_per_firm_assisted_eur")
RENAMING = "renaming"
SEEDS = st.integers(0, 10_000)
CHANGES = st.lists(st.tuples(st.sampled_from((*CAUSES, RENAMING)), SEEDS), max_size=6)
"""Changes of a world: kind and seed of each."""

Changes = list[tuple[str, int]]


def assert_causes_sum(seed: int, before: Changes, after: Changes) -> None:
    """A world published after the first changes, and again after the others: all that differs is told, exactly."""
    world = make_world(seed)
    for kind, number in before:
        world = change(world, kind, number)
    first = FIRST.publish(world)
    for kind, number in after:
        world = change(world, kind, number)
    second = SECOND.publish(world)
    with compare(first, second, WINDOW) as comparison:
        differences, subjects = comparison.differences(), comparison.subjects()
    sums: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    seen = set()
    for one in subjects:
        key = (one["kpi_code"], one["measure"], one["split"], one["cell"])
        assert (*key, one["counted_id"]) not in seen
        seen.add((*key, one["counted_id"]))
        assert one["cause"] in CAUSES
        sums[key] += one["contribution"]
    for one in differences:
        assert set(one.causes) <= set(CAUSES)
        if one.difference is not None:
            assert sum(one.causes.values(), Fraction(0)) == one.difference
        assert Fraction(sums[one.kpi_code, one.measure, one.split, one.cell]) == (
            one.difference if one.kpi_code not in RATIOS else 0
        )
    split = (None, "province", "partner")[seed % 3]
    side, publisher = (("value_a", FIRST), ("value_b", SECOND))[seed % 2]
    told = {
        (one.kpi_code, one.cell): getattr(one, side)
        for one in differences
        if one.measure == "in_period" and one.split == (split or "total")
    }
    for code, cell, value in publisher.values(WINDOW, split):
        if (code, cell) in told or value:
            assert (
                value == pytest.approx(float(told[code, cell]))
                if value is not None
                else told[code, cell] is None
            )
    kinds = {kind for kind, _ in after} - {RENAMING}
    if len(kinds) <= 1 and not before:
        assert {one["cause"] for one in subjects} <= kinds
