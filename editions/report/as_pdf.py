"""`report.pdf`: the report on A4, with maps and charts drawn from the same cells as the tables."""

from datetime import datetime
from pathlib import Path
from typing import Any

from editions.report.figures import Cell, Chart, Figure, Report, Table
from editions.typesetting import province_shapes, typeset

_LONGEST_WORD = 24  # letters; a longer one is an address, which breaks
_LINE = 45  # characters that read well on one line; what is longer gets more room, less than in proportion
_SHORT = 16
"""Characters that a column takes as they are: a day, a code, a word."""


def write_pdf(report: Report, logos: list[tuple[str, bytes]], target: Path) -> None:
    """Set the report; the same edition gives the same bytes."""
    _set(
        "report.typ",
        report,
        target,
        logos=[{"name": name, "bytes": list(picture)} for name, picture in logos],
    )


def write_internal_pdf(report: Report, target: Path) -> None:
    """Set the annex that is not sent."""
    _set("internal.typ", report, target)


def _set(template: str, report: Report, target: Path, **more: Any) -> None:
    content = {
        "facts": report.facts,
        "headlines": [[label, figure.text, remark] for label, figure, remark in report.headlines],
        "sections": [
            {
                "title": section.title,
                "paragraphs": section.paragraphs,
                "texts": section.texts,
                "tables": [_table(table) for table in section.tables],
            }
            for section in report.sections
        ],
        "shapes": province_shapes(),
        **more,
    }
    typeset(template, content, target, datetime.fromisoformat(report.facts["sealed_at"]))


def _table(table: Table) -> dict[str, Any]:
    columns = range(len(table.headings))
    return {
        "title": table.title,
        "headings": table.headings,
        "figures": [any(isinstance(row[column], Figure) for row in table.rows) for column in columns],
        "weights": [_weight(table, column) for column in columns],
        "words": [_words(table, column) for column in columns],
        "long_words": [_long_words(table, column) for column in columns],
        "rows": [[_text(cell) for cell in row] for row in table.rows],
        "total_row": table.total_row,
        "note": table.note,
        "empty": table.empty,
        "charts": [_chart(table, chart) for chart in table.charts] if table.rows else [],
    }


def _chart(table: Table, chart: Chart) -> dict[str, Any]:
    rows = table.rows[:-1] if table.total_row else table.rows
    together = [one for one in table.charts if one is chart or (chart.scale and one.scale == chart.scale)]
    bars = [
        {
            "label": _text(row[chart.label]),
            "value": _number(row[chart.value]),
            "text": _text(row[chart.value]),
            "target": None if chart.target is None else _number(row[chart.target]),
            "goal": "" if chart.target is None else _text(row[chart.target]),
        }
        for row in rows
    ]
    return {
        "kind": chart.kind,
        "title": chart.title,
        "top": max((_number(row[one.value]) for row in rows for one in together), default=0.0),
        "bars": bars,
        "alt": f"{chart.title}: " + "; ".join(f"{bar['label']} {bar['text']}" for bar in bars) + ".",
    }


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


def _number(cell: Cell) -> float:
    return float(cell.value or 0) if isinstance(cell, Figure) else 0.0


def _words(table: Table, column: int) -> list[str]:
    """The long words of a column that wants no more room than for them, and its texts that are hardly longer: as wide
    as these it stays, and is no part of what is left, where a word would reach into the next column. None of a column
    that wants more."""
    words = _long_words(table, column)
    longest = len(words[-1]) if words else 0
    if 0 < _weight(table, column) <= longest + 4:
        texts = [_text(row[column]) for row in table.rows]
        usual = sorted((text for text in texts if 0 < len(text) <= longest + 4), key=len)
        return [*words, *usual[-20:]]
    return []


def _long_words(table: Table, column: int) -> list[str]:
    """The longest words of a column, one of which is the widest: were it narrower, that would reach into the next."""
    texts = [table.headings[column], *(_text(row[column]) for row in table.rows)]
    words = sorted({word[:_LONGEST_WORD] for text in texts for word in text.split()}, key=len)
    return [word for word in words if len(word) > len(words[-1]) * 0.6][-40:]


def _weight(table: Table, column: int) -> int:
    """How much room a column of text wants beside the others of text: its usual length, within bounds, and at least
    its longest word; 0 where every cell is short, which takes what it needs."""
    texts = [_text(row[column]) for row in table.rows]
    lengths = sorted(len(text) for text in texts if text) or [0]
    words = " ".join([table.headings[column], *texts]).split()
    longest_word = min(_LONGEST_WORD, max(map(len, words), default=0))
    if column and max(lengths[-1], len(table.headings[column])) <= _SHORT:
        return 0
    usual = lengths[len(lengths) * 3 // 4]
    return max(longest_word + 4, usual if usual <= _LINE else min(2 * _LINE, _LINE + (usual - _LINE) // 4))
