"""Generated worlds and changes of them: each subject has one cause, and the causes add up."""

from collections.abc import Callable

from hypothesis import given, settings
from told_causes import CHANGES, SEEDS, Changes, assert_causes_sum

EXAMPLES = 300


def test_causes_sum_to_every_difference(report: Callable[[str], None]) -> None:
    told = []

    @settings(max_examples=EXAMPLES)
    @given(SEEDS, CHANGES, CHANGES)
    def holds(seed: int, before: Changes, after: Changes) -> None:
        assert_causes_sum(seed, before, after)
        told.append(len(after))

    holds()
    report(
        f"causes: {len(told)} pairs of publications, up to {max(told)} changes between them, each told exactly"
    )
