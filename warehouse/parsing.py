"""The dbt project parsed and compiled once, at installation, for every home: `python -m warehouse.parsing`."""

import shutil

from decisions.loading import load_decisions
from decisions.reading import read_decisions
from ingest.archive import Archive
from ingest.landing import land
from storage.home import Home
from storage.scratch import scratch_folder
from warehouse.beginning import keep_beginning
from warehouse.build import PARSED
from warehouse.building.compiling import compile_at_installation
from warehouse.settings import BuildSettings
from warehouse.state import open_warehouse


def parse_project() -> None:
    """Write the parsed project, its statements and the warehouse that homes begin with to dbt_project/target,
    where every home's build finds them."""
    settings = BuildSettings()
    target = settings.dbt_project / "target" / PARSED
    target.unlink(missing_ok=True)
    with scratch_folder() as folder:
        home = Home(folder)
        with open_warehouse(home.warehouse, settings, home.scratch) as con:
            land(con, Archive(home.archive), None)
            load_decisions(con, read_decisions(home.decisions), "")
            compile_at_installation(con, home, settings)
            keep_beginning(con, home, settings)
        shutil.copyfile(home.temporary / "dbt" / PARSED, target)


if __name__ == "__main__":
    parse_project()
