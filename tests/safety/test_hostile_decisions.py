"""What people write into decisions files is text: each hostile name, in any column of any file, is read as it stands or
refused with its line, and written back it stays one row."""

import re
from pathlib import Path

import duckdb
import pytest
from hostile_lists import lines_of, names, with_characters

from decisions.files import BUILDING, FILES
from decisions.loading import load_decisions
from decisions.reading import BadDecision, read_decisions, read_rows
from decisions.writing import append
from storage.errors import PalError

GOOD = {"author": "Anna", "date": "2013-07-10", "reason": "visto con il partner"}
HUGE = "x" * 200_000


def good_row(name: str) -> dict[str, str]:
    """A row that is right."""
    file = FILES[name]
    row = dict.fromkeys(file.own, "a") | GOOD
    row |= {column: sorted(allowed)[0] for column, allowed in file.allowed.items()}
    return row | dict.fromkeys(file.days, "2013-07-10")


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_cell_is_text_or_refused_with_its_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / "decisions" / f"{name}.csv"
    path.parent.mkdir()
    for column in FILES[name].columns:
        for value in (*names(), HUGE):
            row = good_row(name) | {column: value}
            cells = ('"' + cell.replace('"', '""') + '"' for cell in row.values())
            path.write_text(f"{','.join(row)}\n{','.join(cells)}\n", encoding="utf-8", newline="")
            try:
                [read] = read_rows(path.parent, name)
            except BadDecision as refused:
                assert f"decisions/{name}.csv, riga " in str(refused)  # noqa: PT017, either may happen
            else:
                others = {key: cell for key, cell in read.items() if key != column}
                assert others == {key: cell for key, cell in row.items() if key != column}
                assert read[column].replace("\r\n", "\n") in (
                    value.strip().replace("\r\n", "\n"),
                    value.strip().removeprefix("'"),
                )


@pytest.mark.parametrize("value", names())
def test_a_hostile_reason_is_written_as_one_row(tmp_path: Path, value: str) -> None:
    row = {key: cell for key, cell in good_row("firms").items() if key not in GOOD}
    append(tmp_path, "firms", [row], "Anna", "prova")
    told = "written"
    try:
        append(tmp_path, "firms", [row], "Anna", value)
    except PalError as refused:
        told = str(refused)
    assert told
    assert [one["author"] for one in read_rows(tmp_path, "firms")][:1] == ["Anna"]
    assert len(read_rows(tmp_path, "firms")) <= 2


FORMULAS = ("=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(1)")


@pytest.mark.parametrize(
    "before", ["", "visto;", "visto,", 'visto";"', "visto\t", "visto\n", "';", "visto;'", ";;"]
)
def test_a_written_reason_is_a_formula_by_no_separator(tmp_path: Path, before: str) -> None:
    """A spreadsheet may part the cells by another sign than the file does; read again, the reason is as it was."""
    row = {key: cell for key, cell in good_row("firms").items() if key not in GOOD}
    reasons = [before + formula for formula in FORMULAS]
    for reason in reasons:
        path = append(tmp_path, "firms", [row], "Anna", reason)
    assert re.search(r"(^|[;,\t\r\n])\"*[=+\-@]", path.read_text(encoding="utf-8")) is None
    assert [one["reason"] for one in read_rows(tmp_path, "firms")] == reasons


@pytest.mark.parametrize("line", list(lines_of("decisions.txt")))
def test_a_hostile_decision_is_refused_with_its_line_or_loaded_as_text(tmp_path: Path, line: str) -> None:
    name, column, value = with_characters(line).split(" ", 2)
    row = good_row(name) | {column: value}
    cells = (f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row.values())
    (tmp_path / f"{name}.csv").write_text(f"{','.join(row)}\n{','.join(cells)}\n", encoding="utf-8")
    try:
        [read] = read_rows(tmp_path, name)
    except BadDecision as refused:
        assert f"{name}.csv, riga 2" in str(refused)  # noqa: PT017, either may happen
        return
    assert read == row
    if name in BUILDING:
        with duckdb.connect() as con:
            load_decisions(con, read_decisions(tmp_path), "key")
            columns = ", ".join(f'"{one}"' for one in FILES[name].columns)
            loaded = con.execute(f'select {columns} from decisions."{name}"').fetchall()
            assert loaded == [tuple(row[one] for one in FILES[name].columns)]
