"""`report.json`: the report for programs, each figure as a number and as it is written."""

import json
from pathlib import Path
from typing import Any

from editions.report.figures import Cell, Figure, Report


def write_json_report(report: Report, target: Path) -> None:
    """Write the report; figures are `{"value": 12.5, "text": "12,5"}`, all else is text."""
    content: dict[str, Any] = {
        "facts": report.facts,
        "headlines": [
            {"label": label, "figure": _cell(figure), "remark": remark}
            for label, figure, remark in report.headlines
        ],
        "sections": [
            {
                "code": section.code,
                "title": section.title,
                "paragraphs": section.paragraphs,
                "texts": section.texts,
                "tables": [
                    {
                        "code": table.code,
                        "title": table.title,
                        "headings": table.headings,
                        "rows": [[_cell(cell) for cell in row] for row in table.rows],
                        "note": table.note if table.rows else table.empty,
                    }
                    for table in section.tables
                ],
            }
            for section in report.sections
        ],
    }
    target.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _cell(cell: Cell) -> Any:
    return {"value": cell.value, "text": cell.text} if isinstance(cell, Figure) else cell
