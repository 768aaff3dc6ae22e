"""Verify an edition from its folder alone: whole, nothing added, and every figure follows from its
evidence.
"""

from collections.abc import Iterator

import duckdb

from editions.folder import Edition
from editions.sealed import open_edition
from editions.sealing.manifest import find_damage
from editions.values import TABLE, edition_window, write_values
from storage.errors import PalError


class NotVerified(PalError):
    """An edition that is not what was sealed; one line per trouble."""

    def __init__(self, name: str, troubles: list[str]) -> None:
        self.troubles = troubles
        lines = "\n".join(f"  - {trouble}" for trouble in troubles)
        super().__init__(f"L’edizione {name} NON è verificata:\n{lines}")


def verify(edition: Edition) -> int:
    """Check hashes, unknown files and every value; gives how many values were recomputed. Raises
    NotVerified."""
    troubles = list(find_damage(edition.folder))
    if troubles:
        raise NotVerified(edition.name, troubles)
    with open_edition(edition) as publication:
        connection = publication.connection
        try:
            write_values(connection, edition_window(edition), "recomputed")
            wrong = list(find_differences(connection))
            counted = connection.execute(f"select count(*) from {TABLE}").fetchone()
        except duckdb.Error as error:
            first_line = (str(error).splitlines() or [""])[0]
            raise NotVerified(edition.name, [f"i valori non si possono ricalcolare: {first_line}"]) from None
    if wrong:
        raise NotVerified(edition.name, wrong)
    return counted[0] if counted else 0


def find_differences(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Figures that the evidence does not give, or gives otherwise."""
    rows = connection.execute(
        f"""
        (select 'sigillato' as side, * from (from {TABLE} except all from recomputed))
        union all
        (select 'ricalcolato', * from (from recomputed except all from {TABLE}))
        order by all
        limit 20
        """
    ).fetchall()
    for side, kpi_code, *rest in rows:
        cell, (in_period, cumulative, target, *measured) = rest[:4], rest[4:]
        place = " ".join(part for part in cell if part) or "totale"
        yield (
            f"{kpi_code}, {place}: {side} nel periodo {in_period}, cumulato {cumulative}, obiettivo {target} "
            f"{measured}"
        )
