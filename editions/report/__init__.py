"""The report of a sealed edition, from nothing else: `report.json`, `report.xlsx`, `report.pdf`."""

import json
from pathlib import Path
from editions.folder import Edition


def write_reports(edition: Edition, folder: Path) -> list[str]:
    folder.mkdir()
    (folder / "report.json").write_text(json.dumps({}))
    return ["report.json"]
