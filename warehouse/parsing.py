"""The dbt project parsed once, at installation, for every home: `python -m warehouse.parsing`."""

import shutil
import tempfile
from pathlib import Path

from storage.home import Home
from warehouse.build import PARSED, run_dbt
from warehouse.settings import BuildSettings


def parse_project() -> None:
    """Write the parsed project to dbt_project/target, where every home's first build finds it."""
    settings = BuildSettings()
    target = settings.dbt_project / "target" / PARSED
    target.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="pal-") as folder:
        home = Home(Path(folder))
        run_dbt(home, home.warehouse, settings, arguments=("parse",))
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(home.temporary / "dbt" / PARSED, target)


if __name__ == "__main__":
    parse_project()
