"""The same dbt project built into a lake, from what is landed here: storage and catalog of more than one machine."""

from dataclasses import replace

from warehouse.build import run_dbt
from warehouse.pipeline import Writer
from warehouse.state import Build


def build_in_lake(writer: Writer, built: Build, catalog: str, data: str | None) -> None:
    """Make the build that the warehouse holds once more, in a lake, with all data tests; raises BuildFailed.

    `data` is where a new lake keeps its files. `raw` and decisions are read from the warehouse, which the caller has
    closed. The lake has schema `private` too: it is the owner's, and not one that publications are read from.
    """
    run_dbt(
        writer.home,
        writer.home.warehouse,
        replace(writer.settings, build_date=built.build_date),
        writer.lock,
        writer.on_progress,
        arguments=("build", "--target", "lake", "--exclude-resource-type", "unit_test"),
        extra={
            "PAL_LAKE": catalog,
            "PAL_LAKE_DATA": data or "",
            "DBT_TARGET_PATH": str(writer.home.temporary / "dbt-lake"),
        },
    )
