"""`make superset`: a dashboard of three charts in Superset on the current publication, its figures beside `pal kpi`'s.

python tests/superset/trial.py PYTHON_OF_SUPERSET
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from publication.reader import open_published
from storage.home import Home

EVIDENCE = "select * from fct_kpi_evidence where kpi_code = 'networks_formed'"
CHARTS = {
    "Imprese raggiunte per provincia": {
        "sql": "select * from kpi_by_province(code := 'firms_reached') where province_code is not null",
        "columns": ["province_code"],
        "metric": "sum(value)",
        "look": "echarts_timeseries_bar",
    },
    "Contatti per mese": {
        "sql": "select * from kpi_by_month(code := 'contacts_held') where month is not null",
        "columns": ["month"],
        "metric": "sum(value)",
        "look": "echarts_timeseries_line",
    },
    "Reti costituite, contate da Superset": {
        "sql": EVIDENCE,
        "columns": ["province_code"],
        "metric": "count(distinct subject_id)",
        "look": "echarts_timeseries_bar",
    },
}
"""Two answered by our macros, one that Superset counts itself from the evidence."""
ASKED = (("firms_reached", "province"), ("contacts_held", "month"), ("networks_formed", "province"))
"""What `pal kpi CODE --by SPLIT` says of each."""
CONFIGURATION = """
SECRET_KEY = {key!r}
SQLALCHEMY_DATABASE_URI = "sqlite:///{folder}/superset.db"
WTF_CSRF_ENABLED = False  # nothing listens: it is asked in its own process
"""


def main(python: str) -> int:
    """Print for each chart whether its figures are ours; 1 where some are not."""
    home = Home.from_environment()
    with open_published(home) as publication, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shown = show_in_superset(python, publication.path, folder)
        is_same = True
        for chart, (code, split) in zip(CHARTS, ASKED, strict=True):
            ours = ask_ours(home, code, split)
            theirs = {str(row[CHARTS[chart]["columns"][0]]): float(row["value"]) for row in shown[chart]}
            theirs = {cell: value for cell, value in theirs.items() if value}
            is_same &= bool(ours) and ours == theirs
            print(
                f"{chart}: {len(theirs)} cifre, {'uguali' if ours == theirs else f'diverse: {ours} {theirs}'}"
            )
    return 0 if is_same else 1


def show_in_superset(python: str, published: Path, folder: Path) -> dict[str, list[dict[str, object]]]:
    """The rows of each chart, as Superset shows them."""
    (folder / "superset_config.py").write_text(
        CONFIGURATION.format(key=secrets.token_urlsafe(40), folder=folder), encoding="utf-8"
    )
    (folder / "charts.json").write_text(json.dumps(CHARTS), encoding="utf-8")
    environment = {
        **os.environ,
        "SUPERSET_CONFIG_PATH": str(folder / "superset_config.py"),
        "SUPERSET_HOME": str(folder),
    }
    script = Path(__file__).with_name("in_superset.py")
    command = [python, str(script), str(published.resolve()), str(folder / "charts.json")]
    asked = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    told: dict[str, list[dict[str, object]]] = json.loads(asked.stdout.splitlines()[-1])
    return told


def ask_ours(home: Home, code: str, split: str) -> dict[str, float]:
    """What `pal kpi` says of each cell that has something."""
    command = [sys.executable, "-c", "from command import main; main()", "kpi", code, "--by", split]
    asked = subprocess.run(
        [*command, "--format", "json"],
        env={**os.environ, "PAL_HOME": str(home.root)},
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    column = {"province": "province_code"}.get(split, split)
    return {
        row[column]: float(row["value"]) for row in json.loads(asked.stdout) if row[column] and row["value"]
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
