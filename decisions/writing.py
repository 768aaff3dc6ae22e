"""A person's decision written down: one more row in a decisions file, in the form that the file has."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from decisions.reading import COLUMNS, read_decisions
from storage.durable import write_text


def record_decision(folder: Path, name: str, values: Mapping[str, str]) -> Path:
    """Add a row to `folder/name.csv`, made with its header where there is none; gives the file.

    Separator and order of columns stay as they are. Raises BadDecision where the file is not as it should be.
    """
    read_decisions(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.csv"
    text = _decoded(path.read_bytes()) if path.exists() else ""
    if not text.strip():
        text = ",".join(COLUMNS[name]) + "\n"
    first_line = text.lstrip("\ufeff").partition("\n")[0].strip()
    separator = ";" if first_line.count(";") > first_line.count(",") else ","
    header = next(csv.reader([first_line], delimiter=separator))
    row = io.StringIO()
    csv.writer(row, delimiter=separator, lineterminator="\n").writerow(
        " ".join(values.get(heading.strip().lower(), "").split()) for heading in header
    )
    write_text(path, text.rstrip("\r\n") + "\n" + row.getvalue())
    return path


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
