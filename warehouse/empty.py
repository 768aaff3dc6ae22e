"""Commands of the dbt project's tools on an empty warehouse: `python -m warehouse.empty sqlfluff lint …`.

Models look at the columns of `raw` and at the seeds, so linting or documenting them needs a warehouse that
has these, even if nothing has been delivered yet.
"""

import os
import subprocess
import sys

from decisions.loading import load_decisions
from decisions.reading import read_decisions
from ingest.archive import Archive
from ingest.landing import land
from storage.home import Home
from storage.scratch import scratch_folder
from warehouse.build import dbt_environment, run_dbt
from warehouse.settings import BuildSettings
from warehouse.state import open_warehouse


def run_on_empty_warehouse(command: list[str]) -> int:
    """Run a command with dbt's environment, its warehouse without deliveries and gone afterwards."""
    settings = BuildSettings()
    with scratch_folder() as folder:
        home = Home(folder)
        with open_warehouse(home.warehouse, settings, home.scratch) as con:
            land(con, Archive(home.archive), None)
            load_decisions(con, read_decisions(home.decisions), "")
        run_dbt(home, home.warehouse, settings, arguments=("seed",))
        environment = {**os.environ, **dbt_environment(home, home.warehouse, settings)}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(run_on_empty_warehouse(sys.argv[1:]))
