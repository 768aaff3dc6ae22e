"""Thirty publications under twenty readers: no error, no answer of two builds."""

from collections.abc import Callable
from pathlib import Path

from pal_home import assert_whole, copy_home
from pal_readers import PROCESSES, THREADS, publish_next, true_answer, twenty_readers

PUBLICATIONS = 30


def test_thirty_publications_under_twenty_readers(
    sample_home: Path, tmp_path: Path, report: Callable[[str], None]
) -> None:
    home = copy_home(sample_home, tmp_path / "home")
    true_answers = {true_answer(home)}
    with twenty_readers(home) as stop:
        for number in range(PUBLICATIONS):
            _, answer = publish_next(home, number)
            true_answers.add(answer)
        seen = stop()
    readers = [answers for process in seen for answers in process.answers]
    assert len(readers) == PROCESSES * THREADS
    for answers in readers:
        assert answers <= true_answers
        assert answer in answers
    assert_whole(home)
    questions = sum(process.questions for process in seen)
    builds = len({one[0] for answers in readers for one in answers})
    report(
        f"readers: {len(readers)} asked {questions} times while {PUBLICATIONS} publications went by; "
        f"{builds} builds seen, no error, no answer of two builds"
    )
