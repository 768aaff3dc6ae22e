"""Fifty kills of `pal refresh` at random instants: nothing lost, nothing twice, readers always served."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from pal_home import answer, ask_value, assert_nothing_lost, assert_whole, copy_home, run_pal
from pal_kills import CONTACTS, KILLED, deliver_contacts, kill_refresh_after

from sample.dice import Dice

KILLS = 50
SEED = 20130630


def test_fifty_kills_lose_nothing(sample_home: Path, tmp_path: Path, report: Callable[[str], None]) -> None:
    home = copy_home(sample_home, tmp_path / "home")
    dice = Dice("kills", SEED)
    before = ask_value(home, "firms_reached")
    assert before is not None
    sent = deliver_contacts(home, 0)
    begun = time.monotonic()
    run_pal(home, "refresh")
    whole_run = time.monotonic() - begun
    ends: Counter[str] = Counter()
    builds = set()
    for number in range(1, KILLS + 1):
        if number % 2:
            sent |= deliver_contacts(home, number)
        # Half of the kills fall into the first seconds, where files are archived and landed.
        limit = whole_run * (1.05 if number % 2 == 0 else 0.15)
        status = kill_refresh_after(home, dice.uniform(0, limit))
        ends["killed" if status == KILLED else "done"] += 1
        builds.add(assert_whole(home))
    run_pal(home, "refresh")
    assert_whole(home)
    assert_nothing_lost(home, sent)
    assert ask_value(home, "firms_reached") == before + CONTACTS * len(sent)
    assert "Niente di nuovo" in answer(home, "refresh")
    assert ends["killed"] > KILLS / 2
    report(
        f"kills: {ends['killed']} of {KILLS} killed within {whole_run * 1.05:.0f} s, {ends['done']} "
        f"done before; {len(sent)} deliveries, none lost or twice; {len(builds)} builds seen, all whole"
    )
