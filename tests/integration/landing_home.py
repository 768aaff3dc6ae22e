"""Files landed through ingest alone, and what became of them."""

from pathlib import Path
from typing import Any

import duckdb

from ingest.archive import Archive
from ingest.landing import Landed, land
from ingest.receiving import receive_inbox


class LandingHome:
    """An inbox, an archive and a database; no build."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.archive = Archive(root / "archive")
        self.con = duckdb.connect()

    def put(self, name: str, data: bytes | str, partner: str = "lecco") -> None:
        """Put a file into a partner's inbox."""
        path = self.root / "inbox" / partner / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    def land(self) -> list[Landed]:
        """Receive and land what is new."""
        receive_inbox(self.root / "inbox", self.archive)
        return land(self.con, self.archive, None)

    def land_one(self, name: str, data: bytes | str, partner: str = "lecco") -> Landed:
        """Land one file."""
        self.put(name, data, partner)
        (landed,) = self.land()
        return landed

    def rows(self, record_type: str, *fields: str) -> list[tuple[Any, ...]]:
        """The rows of a record type: number, kind, and the fields."""
        shown = ", ".join(["row_number", "row_kind", *fields])
        return self.con.execute(
            f"select {shown} from raw.{record_type} order by delivery_id, sheet_index, row_number"
        ).fetchall()

    def data(self, record_type: str, *fields: str) -> list[tuple[Any, ...]]:
        """The fields of the rows that are data."""
        return [row[2:] for row in self.rows(record_type, *fields) if row[1] == "data"]
