"""A decision written down: one more row, whatever form the file has."""

from pathlib import Path

import pytest

from decisions.reading import BadDecision, read_decisions
from decisions.writing import record_decision

ROW = {
    "a": "lecco:LC-1", "b": "como:CO/2", "decision": "same", "author": "A. Rossi", "date": "2013-05-01",
    "reason": "stesso indirizzo; visto in visura",
}  # fmt: skip


def test_the_first_decision_makes_the_file(tmp_path: Path) -> None:
    record_decision(tmp_path / "decisions", "firms", ROW)
    assert read_decisions(tmp_path / "decisions").rows["firms"] == [tuple(ROW.values())]


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_file_of_another_form_keeps_it(end: str, tmp_path: Path) -> None:
    path = tmp_path / "networks.csv"
    path.write_text(f"\ufeffdecision;a;b;date;author;reason\nsame;x;y;01/05/2013;B;perché sì{end}", "utf-8")
    record_decision(tmp_path, "networks", ROW)
    first, second = read_decisions(tmp_path).rows["networks"]
    assert first[:3] == ("x", "y", "same")
    assert second == tuple(ROW.values())


def test_a_file_that_is_not_as_it_should_be_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "firms.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(BadDecision):
        record_decision(tmp_path, "firms", ROW)
    assert path.read_text(encoding="utf-8") == "a,b\n1,2\n"
