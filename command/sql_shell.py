"""`pal sql` without a question: harlequin on the publication, told at once of all that can be completed.

Its adapter for DuckDB reads a table's columns when the table is opened in its tree; until then it proposes neither.
"""

from collections.abc import Sequence
from typing import Any

from harlequin import Harlequin
from harlequin.catalog import Catalog, CatalogItem
from harlequin_duckdb import DuckDbAdapter
from harlequin_duckdb.adapter import DuckDbConnection


class Connection(DuckDbConnection):
    """A connection whose catalog is whole when it is given."""

    def get_catalog(self) -> Catalog:
        """Databases, schemas, tables and columns."""
        catalog = super().get_catalog()
        _fill(catalog.items)
        return catalog


class Adapter(DuckDbAdapter):
    """Opens a publication; nothing can be written to it."""

    def __init__(self, database: str) -> None:
        super().__init__(conn_str=[database], read_only=True)

    def connect(self) -> Connection:
        """The connection that harlequin asks through."""
        opened = super().connect()
        return Connection(opened.conn, opened.init_message)


def open_shell(database: str) -> None:
    """Show the terminal until the person leaves it."""
    Harlequin(Adapter(database)).run()


def _fill(items: Sequence[CatalogItem]) -> None:
    for item in items:
        inner: Any = item
        if not inner.loaded:
            inner.children, inner.loaded = list(inner.fetch_children()), True
        _fill(inner.children)
