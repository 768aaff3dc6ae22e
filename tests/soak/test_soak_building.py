"""Random homes, their files landed one by one: each refresh made only what changed, and dbt makes the same of all."""

from collections.abc import Callable

import pytest
from any_order import land, make_rows, shuffled_files
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from warehouse_described import described

from sample.dice import Dice
from storage.home import Home
from warehouse.build import run_dbt
from warehouse.settings import BuildSettings

EXAMPLES = 30


def test_random_homes_are_what_dbt_makes_of_them(
    tmp_path_factory: pytest.TempPathFactory, report: Callable[[str], None]
) -> None:
    compared = []

    # Each example builds by dbt: what fails is told as it is, not made smaller.
    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 10**6), st.integers(0, 10**6))
    def holds(world: int, order: int) -> None:
        home = Home(tmp_path_factory.mktemp("home"))
        land(
            home.root, shuffled_files(Dice("order", order), make_rows(Dice("world", world))), one_by_one=True
        )
        ours = described(home.warehouse)
        run_dbt(home, home.warehouse, BuildSettings())
        assert described(home.warehouse) == ours
        compared.append(len(ours))

    holds()
    report(
        f"building: {len(compared)} homes refreshed file by file, {min(compared)} relations equal to dbt's in each"
    )
