"""One column of a staged sheet, as those who judge it ask and tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import duckdb

from ingest.notes import Note
from ingest.sources import Sheet
from ingest.stages import Stage


@dataclass
class Judged:
    """How the columns of a stage are landed: by position the SQL to read it by, by row the kind of those that
    are rejected, and what is told."""

    rewrites: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def tell(
        self, kind: str, words: str, is_loss: bool = False, row_count: int = 0, row_number: int | None = None
    ) -> None:
        """Add what is told of the sheet."""
        self.notes.append(Note(kind, words, is_loss, row_count, row_number))

    def tell_of_rows(self, kind: str, words: str, rows: Sequence[tuple[int, str]]) -> None:
        """Add what is lost in these rows, each with its number: how many they are, and which is the first."""
        self.tell(kind, words, is_loss=True, row_count=len(rows), row_number=rows[0][0])


@dataclass(frozen=True)
class StagedColumn:
    """A column by its position in the stage."""

    con: duckdb.DuckDBPyConnection
    sheet: Sheet
    stage: Stage
    judged: Judged
    position: int

    @property
    def name(self) -> str:
        """Its name in SQL."""
        return self.stage.columns[self.position]

    @property
    def heading(self) -> str:
        """Its heading in quotes, on one line."""
        header = self.stage.first_row - 1 - self.sheet.top
        return f"«{' '.join(self.sheet.preview[header][self.position].split())}»"

    def rows(self, condition: str, most: int = 1) -> list[tuple[int, str]]:
        """Row numbers as the user sees them, and what the column holds there."""
        return self.con.execute(
            f"select ({self.stage.position} + {self.stage.first_row})::bigint, {self.name} "
            f"from {self.stage.relation} where {condition} order by 1 limit {most}"
        ).fetchall()

    def where(self, row: int) -> str:
        """A cell of it as a spreadsheet program names it, with its sheet."""
        sheet = f"foglio «{self.sheet.name}», " if self.sheet.name else ""
        return f"{sheet}la cella {self.letters}{row}"

    @property
    def letters(self) -> str:
        """The letters by which a spreadsheet program names it."""
        letters, number = "", self.sheet.left + self.position
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return letters

    def rewrite(self, sql: str) -> None:
        """Land what this SQL reads in place of what stands there."""
        self.judged.rewrites[self.position] = sql

    def reject(self, rows: Iterable[int], kind: str) -> None:
        """Mark rows, by their numbers, as data that nobody can use."""
        for row in rows:
            self.judged.kinds[row - self.stage.first_row] = kind


def row_list(rows: list[tuple[int, str]]) -> str:
    """The first row numbers in words."""
    shown = ", ".join(str(row) for row, _ in rows[:5])
    return f"{'riga' if len(rows) == 1 else 'righe'} {shown}" + (" …" if len(rows) > 5 else "")
