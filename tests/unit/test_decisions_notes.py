"""A note on a KPI's month is a signed row among decisions: written, read back, the last one of a month."""

from datetime import date
from pathlib import Path

import pytest

from decisions.notes import list_notes, write_note
from decisions.reading import BadDecision
from storage.errors import WrongUse


def test_the_last_note_of_a_month_is_read_back(tmp_path: Path) -> None:
    write_note(tmp_path, "firms_reached", "2012-05", "fiera", "Anna", in_report=False)
    write_note(tmp_path, "firms_reached", "2012-05", "fiera di maggio", "Bruno", in_report=True)
    write_note(tmp_path, "events_held", "2012-04", "«ponte», chiuso", "Anna", in_report=False)
    event, firm = list_notes(tmp_path)
    assert (event.month, event.words, event.is_in_report) == (date(2012, 4, 1), "«ponte», chiuso", False)
    assert (firm.words, firm.author, firm.is_in_report) == ("fiera di maggio", "Bruno", True)


def test_no_notes_are_none(tmp_path: Path) -> None:
    assert list_notes(tmp_path) == []


@pytest.mark.parametrize("month", ["2012-13", "0000-05", "maggio", "2012-05-01", ""])
def test_a_month_that_is_none_is_refused(tmp_path: Path, month: str) -> None:
    with pytest.raises(WrongUse, match="AAAA-MM"):
        write_note(tmp_path, "firms_reached", month, "fiera", "Anna", in_report=False)
    assert list_notes(tmp_path) == []
    rows = f"kpi_code,month,in_report,author,date,reason\nfirms_reached,{month},no,Anna,2013-01-01,fiera\n"
    (tmp_path / "notes.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(BadDecision):
        list_notes(tmp_path)
