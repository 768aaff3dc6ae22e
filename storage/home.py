"""Where everything is: the project's own files, and the one folder that the program writes to."""

import os
from dataclasses import dataclass
from pathlib import Path

from storage.errors import PalError

PROJECT = Path(__file__).resolve().parents[1]
DBT_PROJECT = PROJECT / "dbt_project"
REFERENCE = PROJECT / "data" / "reference"
IDENTITY = PROJECT / "identity"


@dataclass(frozen=True)
class Home:
    """All paths that the program writes to, under one folder."""

    root: Path

    @staticmethod
    def from_environment() -> "Home":
        """The folder named by PAL_HOME, else `data/` of the project."""
        named = os.environ.get("PAL_HOME") or PROJECT / "data"
        try:
            return Home(Path(named).expanduser().resolve())
        except RuntimeError:  # a link to itself, or the folder of a user who is not there
            raise PalError(f"PAL_HOME: «{named}» non porta a nessuna cartella; indicarne una.") from None

    @property
    def inbox(self) -> Path:
        """Where partners' files arrive, one folder per partner."""
        return self.root / "inbox"

    @property
    def archive(self) -> Path:
        """Every delivered file, byte for byte; append-only."""
        return self.root / "archive"

    @property
    def decisions(self) -> Path:
        """What people decided, as CSV, and the key of the ids."""
        return self.root / "decisions"

    @property
    def extra_headings(self) -> Path:
        """Headings accepted here, beside the project's own."""
        return self.decisions / "headings.csv"

    @property
    def questions(self) -> Path:
        """Questions in SQL that people saved."""
        return self.root / "questions"

    @property
    def narrative(self) -> Path:
        """Texts that people write for reports."""
        return self.root / "narrative"

    @property
    def editions(self) -> Path:
        """Sealed official reports."""
        return self.root / "editions"

    @property
    def annexes(self) -> Path:
        """The public annexes of editions."""
        return self.root / "annexes"

    @property
    def warehouse(self) -> Path:
        """The private DuckDB file that dbt builds; disposable."""
        return self.root / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        """The published copies and the pointer to the current one."""
        return self.root / "published"

    @property
    def private(self) -> Path:
        """The published copies' twins with names and identity, mode 0600."""
        return self.root / "private"

    @property
    def lock_file(self) -> Path:
        """Held by the one writer."""
        return self.root / "refresh.lock"

    @property
    def logs(self) -> Path:
        """dbt's log and the full text of unexpected errors."""
        return self.root / "logs"

    @property
    def temporary(self) -> Path:
        """Scratch space of DuckDB, scratch builds and dbt's parsed project; may be deleted at any time."""
        return self.root / "tmp"

    @property
    def scratch(self) -> Path:
        """Where DuckDB spills while the one writer works."""
        return self.temporary / "duckdb"

    @property
    def fresh_warehouse(self) -> Path:
        """A warehouse being rebuilt; it has the old one's file name, which is part of its views."""
        return self.temporary / "rebuild" / self.warehouse.name
