"""Rows and files in another order, landed one by one or all at once: the same ids, the same KPIs."""

from pathlib import Path

import pytest
from any_order import land, make_rows, outcome, shuffled_files, whole_files

from sample.dice import Dice


@pytest.mark.thorough
def test_the_order_of_rows_and_files_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAL_ID_KEY", "one key for both homes")
    rows = make_rows(Dice("world"), firms=30)
    land(tmp_path / "whole", whole_files(rows), one_by_one=False)
    land(tmp_path / "shuffled", shuffled_files(Dice("order"), rows), one_by_one=True)
    expected = outcome(tmp_path / "whole")
    assert {"identifier", "name", "model"} <= expected["ways"]
    assert expected["values"]["firms_reached"] > 20
    assert expected["values"]["events_held"] == 4
    assert outcome(tmp_path / "shuffled") == expected
