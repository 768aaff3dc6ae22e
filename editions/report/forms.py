"""The funder's own form, filled with sealed figures: placeholders or cells, by a mapping that people write.

The mapping is a CSV with the columns `target, kpi_code, province, partner, column`: `target` is a
placeholder as it
stands in the form (`{{raggiunte}}`) or a cell (`Foglio1!C5`), `column` is in_period, cumulative or target.
`{{title}}`, `{{since}}`, `{{until}}`, `{{edition}}` and `{{manifest_sha256}}` need no mapping.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editions.report.figures import Figure
from editions.report.sealed_figures import Sealed
from publication.figures import format_date
from storage.errors import PalError, WrongUse

COLUMNS = ("target", "kpi_code", "province", "partner", "column")
MEASURES = ("in_period", "cumulative", "target")
_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")


@dataclass(frozen=True)
class Filled:
    """What became of a form: how many places were filled, and those that could not be, with the reason."""

    count: int
    unfilled: list[str]


def fill(sealed: Sealed, manifest_hash: str, template: Path, mapping: Path, target: Path) -> Filled:
    """Write the form with the figures into `target`; raises WrongUse, PalError."""
    answers, troubles = _answers(sealed, manifest_hash, mapping)
    try:
        if template.suffix.lower() in (".xlsx", ".xlsm"):
            count, missing = _fill_workbook(template, answers, target)
        elif template.suffix.lower() == ".docx":
            count, missing = _fill_document(template, answers, target)
        else:
            raise WrongUse(f"{template}: il modulo deve essere .xlsx, .xlsm o .docx.")
    except (KeyError, ValueError, OSError) as error:
        if isinstance(error, OSError) and error.filename is not None:
            raise
        raise PalError(
            f"{template}: il modulo non si legge ({error}); salvarlo di nuovo e ripetere."
        ) from None
    return Filled(count, sorted({*troubles, *missing}))


def _answers(sealed: Sealed, manifest_hash: str, mapping: Path) -> tuple[dict[str, str | Figure], list[str]]:
    """What stands for each target, and what cannot be answered, in Italian."""
    facts = sealed.facts
    answers: dict[str, str | Figure] = {
        "title": facts["title"],
        "edition": facts["id"],
        "since": format_date(facts["since"]),
        "until": format_date(facts["until"]),
        "manifest_sha256": manifest_hash,
    }
    troubles = []
    for line, row in _read_mapping(mapping):
        kpi = sealed.kpis.get(row["kpi_code"])
        if kpi is None:
            raise WrongUse(f"{mapping.name}, riga {line}: KPI «{row['kpi_code']}» sconosciuto.")
        if row["column"] not in MEASURES:
            raise WrongUse(f"{mapping.name}, riga {line}: column è una di: {', '.join(MEASURES)}.")
        if row["province"] and row["partner"]:
            raise WrongUse(f"{mapping.name}, riga {line}: provincia e partner insieme non sono sigillati.")
        split = "province_code" if row["province"] else "partner_code" if row["partner"] else "total"
        cell = row["province"] or row["partner"] or None
        known = {"province_code": sealed.provinces, "partner_code": sealed.partners}.get(split)
        if known is not None and cell not in known:
            raise WrongUse(f"{mapping.name}, riga {line}: «{cell}» è sconosciuto.")
        figure = sealed.figure(kpi, row["column"], split, cell)
        name = _name(row["target"])
        if figure.value is None:
            troubles.append(f"{row['target']}: {kpi.label} non ha un valore ({row['column']})")
        else:
            answers[name] = figure
    return answers, troubles


def _read_mapping(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=separator)
    headings = [(heading or "").strip().lower() for heading in reader.fieldnames or []]
    reader.fieldnames = headings
    if not {"target", "kpi_code"} <= set(headings) or set(headings) - set(COLUMNS):
        raise WrongUse(f"{path.name}, riga 1: le colonne sono {','.join(COLUMNS)}.")
    for row in reader:
        values = {name: (row.get(name) or "").strip() for name in COLUMNS}
        if values["target"]:
            yield reader.line_num, values | {"column": values["column"] or "in_period"}


def _name(target: str) -> str:
    """A target without its braces."""
    found = _PLACEHOLDER.fullmatch(target.strip())
    return found[1] if found else target.strip()


def _fill_workbook(template: Path, answers: dict[str, Any], target: Path) -> tuple[int, list[str]]:
    from openpyxl import load_workbook

    book = load_workbook(template, keep_vba=template.suffix.lower() == ".xlsm")
    count, missing = 0, []
    for name, answer in answers.items():
        sheet, _, cell = name.rpartition("!")
        if sheet:
            if sheet not in book.sheetnames or not re.fullmatch(r"[A-Za-z]{1,3}[0-9]{1,7}", cell):
                missing.append(f"{name}: il modulo non ha questa cella")
                continue
            book[sheet][cell] = answer.value if isinstance(answer, Figure) else answer
            count += 1
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if not isinstance(cell.value, str) or "{{" not in cell.value:
                    continue
                whole = _PLACEHOLDER.fullmatch(cell.value.strip())
                if whole and isinstance(answers.get(whole[1]), Figure):
                    cell.value = answers[whole[1]].value
                    count += 1
                else:
                    cell.value, filled = _replace(cell.value, answers)
                    count += filled
                missing += _left(cell.value)
    book.save(target)
    return count, missing


def _fill_document(template: Path, answers: dict[str, Any], target: Path) -> tuple[int, list[str]]:
    from docx import Document

    document = Document(str(template))
    count, missing = 0, []
    for paragraph in _paragraphs(document):
        if "{{" not in paragraph.text:
            continue
        count += _fill_paragraph(paragraph, answers)
        missing += _left(paragraph.text)
    document.save(str(target))
    return count, missing


def _paragraphs(document: Any) -> Iterator[Any]:
    """Every paragraph: of the text, of tables in tables, of heads and feet."""
    parts = [document]
    for section in document.sections:
        parts += [section.header, section.footer]
    while parts:
        part = parts.pop()
        yield from part.paragraphs
        for table in part.tables:
            parts += [cell for row in table.rows for cell in row.cells]


def _fill_paragraph(paragraph: Any, answers: dict[str, Any]) -> int:
    """Fill a paragraph run by run, so that its formatting stays; a placeholder cut over runs goes to the
    first."""
    count = 0
    for run in paragraph.runs:
        run.text, filled = _replace(run.text, answers)
        count += filled
    text = paragraph.text
    whole, filled = _replace(text, answers)
    if filled:
        runs = paragraph.runs
        runs[0].text = whole
        for run in runs[1:]:
            run.text = ""
    return count + filled


def _replace(text: str, answers: dict[str, Any]) -> tuple[str, int]:
    """The text with the placeholders that have an answer replaced, and how many were."""
    count = 0

    def answer(found: re.Match[str]) -> str:
        nonlocal count
        if found[1] not in answers:
            return found[0]
        count += 1
        given = answers[found[1]]
        return given.text if isinstance(given, Figure) else str(given)

    return _PLACEHOLDER.sub(answer, text), count


def _left(value: Any) -> list[str]:
    found = _PLACEHOLDER.findall(value) if isinstance(value, str) else []
    return [f"{{{{{name}}}}}: la mappa non dice che cosa scriverci" for name in found]
