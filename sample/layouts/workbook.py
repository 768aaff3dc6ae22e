"""A sheet ready to be written into a workbook."""

from __future__ import annotations

from dataclasses import dataclass

from sample.rows import Cell


@dataclass(frozen=True, slots=True)
class Page:
    """`title_rows` rows stand above the table; merged, they span its width."""

    name: str
    cells: list[list[Cell]]
    title_rows: int
    has_merged_title: bool
    is_hidden: bool

    @property
    def width(self) -> int:
        return max((len(row) for row in self.cells), default=1)
