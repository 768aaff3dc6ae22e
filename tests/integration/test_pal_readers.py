"""Twenty readers of the sample's publication while others follow it: no error, no answer of two builds."""

from pathlib import Path

import pytest
from pal_home import assert_whole, copy_home
from pal_readers import PROCESSES, THREADS, publish_next, true_answer, twenty_readers

PUBLICATIONS = 3


@pytest.mark.thorough
def test_no_reader_fails_or_mixes_two_builds(sample_home: Path, tmp_path: Path) -> None:
    home = copy_home(sample_home, tmp_path / "home")
    first = true_answer(home)
    true_answers = {first}
    with twenty_readers(home) as stop:
        for number in range(PUBLICATIONS):
            build_id, answer = publish_next(home, number)
            assert answer[0] == build_id
            true_answers.add(answer)
        seen = stop()
    assert {answer[3] for answer in true_answers} == {first[3] - number for number in range(PUBLICATIONS + 1)}
    readers = [answers for process in seen for answers in process.answers]
    assert len(readers) == PROCESSES * THREADS == 20
    for answers in readers:
        assert answers <= true_answers
        assert answer in answers
    assert any(first in answers for answers in readers)
    assert_whole(home)
