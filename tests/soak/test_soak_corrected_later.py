"""Generated worlds: corrections delivered later, and what came after a day, in many of them."""

from collections.abc import Callable

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
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sample.dice import Dice

# Each example builds two or three times: what fails is told as it is, not made smaller.
some_worlds = settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_corrections_and_later_facts_do_what_they_say(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    report: Callable[[str], None],
) -> None:
    monkeypatch.setenv("PAL_ID_KEY", "one key for all homes")
    corrected = []

    @some_worlds
    @given(st.integers(0, 10**6), st.floats(0.05, 0.9))
    def holds(world: int, share: float) -> None:
        folder = tmp_path_factory.mktemp("corrected")
        dice = Dice("world", world)
        lines = make_lines(dice)
        spoilt = spoil(dice, lines, share)
        send(folder / "later", "primo", [spoilt.get(place, line) for place, line in enumerate(lines)])
        send(folder / "later", "secondo", [lines[place] for place in spoilt])
        send(folder / "right", "primo", lines)
        for home in ("later", "right"):
            make_known(folder / home)
        before = figures(folder / "right", MIDDLE)
        assert figures(folder / "later", LAST) == figures(folder / "right", LAST)
        send(folder / "right", "terzo", make_later(dice, lines), LATER_SENT)
        make_known(folder / "right")
        assert figures(folder / "right", MIDDLE) == before
        corrected.append(len(spoilt))

    holds()
    report(
        f"corrections: {len(corrected)} worlds, {min(corrected)} to {max(corrected)} rows corrected in each"
    )


def test_lists_sent_again_without_columns_or_in_other_forms_change_no_figure(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, report: Callable[[str], None]
) -> None:
    monkeypatch.setenv("PAL_ID_KEY", "one key for all homes")
    lacking = []

    @some_worlds
    @given(st.integers(0, 10**6))
    def holds(world: int) -> None:
        home = tmp_path_factory.mktemp("left_out")
        dice = Dice("left out", world)
        lines = told_once(make_lines(dice))
        send(home, "primo", lines)
        make_known(home)
        before = figures(home, LAST)
        without = leave_out(dice)
        send(home, "secondo", lines, LATER_SENT, without)
        make_known(home)
        assert figures(home, LAST) == before
        send_disguised(dice, home, lines)
        make_known(home)
        assert figures(home, LAST) == before
        lacking.append(sum(map(len, without.values())))

    holds()
    report(f"columns left out: {len(lacking)} worlds, {min(lacking)} to {max(lacking)} columns in each")
