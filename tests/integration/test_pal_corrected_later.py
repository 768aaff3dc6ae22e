"""Corrections delivered later give what the corrected lists alone give; what comes later changes no earlier window."""

from pathlib import Path

import pytest
from corrected import (
    LAST,
    LATER_SENT,
    MIDDLE,
    figures,
    leave_out,
    make_known,
    make_later,
    make_lines,
    send,
    spoil,
    told_once,
)
from disguised import send_disguised

from sample.dice import Dice


@pytest.fixture(autouse=True)
def _one_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAL_ID_KEY", "one key for all homes")


def test_corrections_delivered_later_give_what_the_corrected_lists_give(tmp_path: Path) -> None:
    dice = Dice("corrected", 1)
    lines = make_lines(dice)
    spoilt = spoil(dice, lines)
    send(tmp_path / "corrected", "primo", [spoilt.get(place, line) for place, line in enumerate(lines)])
    send(tmp_path / "corrected", "secondo", [lines[place] for place in spoilt])
    send(tmp_path / "right", "primo", lines)
    for home in ("corrected", "right"):
        make_known(tmp_path / home)
    expected = figures(tmp_path / "right", LAST)
    assert len(spoilt) > 50
    assert expected["contacts_held", "partner lecco"] > 5
    assert figures(tmp_path / "corrected", LAST) == expected


@pytest.mark.thorough
def test_lists_sent_again_without_columns_or_in_other_forms_change_no_figure(tmp_path: Path) -> None:
    dice = Dice("left out", 1)
    lines = told_once(make_lines(dice))
    send(tmp_path, "primo", lines)
    make_known(tmp_path)
    before = figures(tmp_path, LAST)
    assert before["service_hours", "partner lecco"] > 10
    send(tmp_path, "secondo", lines, LATER_SENT, leave_out(dice))
    send_disguised(dice, tmp_path, lines)
    make_known(tmp_path)
    assert figures(tmp_path, LAST) == before


@pytest.mark.thorough
def test_what_comes_later_changes_no_earlier_window(tmp_path: Path) -> None:
    dice = Dice("later", 1)
    lines = make_lines(dice)
    send(tmp_path, "primo", lines)
    make_known(tmp_path)
    before, to_the_end = figures(tmp_path, MIDDLE), figures(tmp_path, LAST)
    send(tmp_path, "secondo", make_later(dice, lines), LATER_SENT)
    make_known(tmp_path)
    assert figures(tmp_path, MIDDLE) == before
    assert figures(tmp_path, LAST) != to_the_end
