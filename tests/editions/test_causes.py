"""Whatever changes between two publications, in any order: each subject has one cause, and the causes add
up.

Hundreds of worlds are in `make soak`.
"""

import pytest
from hypothesis import given, settings
from thorough import some_of
from told_causes import CHANGES, FIRST, RENAMING, SECOND, SEEDS, WINDOW, Changes, assert_causes_sum
from worlds import change, make_world

from editions.comparing import CAUSES, compare


@settings(max_examples=10)
@given(SEEDS, CHANGES, CHANGES)
def test_causes_sum_to_every_difference(seed: int, before: Changes, after: Changes) -> None:
    assert_causes_sum(seed, before, after)


@pytest.mark.parametrize("kind", some_of(CAUSES, CAUSES[::2]))
def test_one_kind_of_change_is_the_only_cause(kind: str) -> None:
    found = set()
    for seed in (0, 3, 4):  # in which every kind finds something to change
        world = make_world(seed)
        first, second = FIRST.publish(world), SECOND.publish(change(world, kind, seed))
        with compare(first, second, WINDOW) as comparison:
            found |= {one["cause"] for one in comparison.subjects()}
    assert found == {kind}


def test_a_firm_whose_id_changed_neither_enters_nor_leaves() -> None:
    for number in range(2):
        world = make_world(number)
        renamed = change(world, RENAMING, number)
        assert renamed.identified != world.identified
        first, second = FIRST.publish(world), SECOND.publish(renamed)
        for sides in ((first, second), (second, first)):
            with compare(*sides, WINDOW) as comparison:
                assert comparison.subjects() == []
                assert not any(one.difference for one in comparison.differences())
