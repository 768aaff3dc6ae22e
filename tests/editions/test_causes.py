"""Whatever changes between two publications, in any order: each subject has one cause, and the causes add
up.
"""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import Publisher, change, make_world

from editions.comparing import CAUSES, compare
from editions.values import Window

WINDOW = Window(date(2012, 7, 1), date(2012, 12, 31), date(2012, 1, 1))
FIRST, SECOND = Publisher(), Publisher()

RATIOS = ("firms_per_network", "reached_to_assisted_share", "cost_per_firm_assisted_eur")
SEEDS = st.integers(0, 10_000)
RENAMING = "renaming"
CHANGES = st.lists(st.tuples(st.sampled_from((*CAUSES, RENAMING)), SEEDS), max_size=6)


@settings(max_examples=300)
@given(SEEDS, CHANGES, CHANGES)
def test_causes_sum_to_every_difference(
    seed: int, before: list[tuple[str, int]], after: list[tuple[str, int]]
) -> None:
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


@pytest.mark.parametrize("kind", CAUSES)
def test_one_kind_of_change_is_the_only_cause(kind: str) -> None:
    found = set()
    for seed in range(8):
        world = make_world(seed)
        first, second = FIRST.publish(world), SECOND.publish(change(world, kind, seed))
        with compare(first, second, WINDOW) as comparison:
            found |= {one["cause"] for one in comparison.subjects()}
    assert found == {kind}


def test_a_firm_whose_id_changed_neither_enters_nor_leaves() -> None:
    for number in range(12):
        world = make_world(number)
        renamed = change(world, RENAMING, number)
        assert renamed.identified != world.identified
        first, second = FIRST.publish(world), SECOND.publish(renamed)
        for sides in ((first, second), (second, first)):
            with compare(*sides, WINDOW) as comparison:
                assert comparison.subjects() == []
                assert not any(one.difference for one in comparison.differences())
