"""Generated deliveries in other orders, landed one by one or all at once: the same ids, the same KPIs."""

from collections.abc import Callable

import pytest
from any_order import land, make_rows, outcome, shuffled_files, whole_files
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sample.dice import Dice

EXAMPLES = 15


def test_no_order_changes_ids_or_kpis(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    report: Callable[[str], None],
) -> None:
    monkeypatch.setenv("PAL_ID_KEY", "one key for all homes")
    firms = []

    # Each example builds twice: what fails is told as it is, not made smaller.
    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 10**6), st.integers(0, 10**6), st.booleans())
    def holds(world: int, order: int, one_by_one: bool) -> None:
        folder = tmp_path_factory.mktemp("order")
        rows = make_rows(Dice("world", world))
        land(folder / "whole", whole_files(rows), one_by_one=False)
        land(folder / "shuffled", shuffled_files(Dice("order", order), rows), one_by_one)
        expected = outcome(folder / "whole")
        assert outcome(folder / "shuffled") == expected
        firms.append(len(set(expected["firms"].values())))

    holds()
    report(f"orders: {len(firms)} worlds of {min(firms)} to {max(firms)} firms, each the same in two orders")
