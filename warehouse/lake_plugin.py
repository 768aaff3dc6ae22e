"""What dbt-duckdb asks of a plugin: with target `lake`, the lake is attached as everywhere else in PAL."""

import os

import duckdb
from dbt.adapters.duckdb.plugins import BasePlugin

from publication.lake import attach_lake


class Plugin(BasePlugin):
    """Attaches the lake of PAL_LAKE (files of a new one: PAL_LAKE_DATA), before dbt looks for it."""

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        """Load the extensions from their wheels, give S3's keys, attach."""
        attach_lake(conn, os.environ["PAL_LAKE"], os.environ.get("PAL_LAKE_DATA") or None, read_only=False)
