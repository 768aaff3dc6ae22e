"""Where a printed sheet begins a new page: no drawing and no short table is torn over two."""

from collections.abc import Mapping

ROW_HEIGHT = 16.0
"""Points of a row; written into the sheet, so that every program prints as many on a page."""
_SHAPE = 0.655  # of a page that is printed: its height as a part of its width
_CHARACTER, _AROUND = 5.25, 3.75  # points: of a character of a column's width, around it
_SLACK = 2 * ROW_HEIGHT
"""Programs measure letters differently: with wider ones more rows come to a page, never fewer."""


class Paper:
    """The heights of a sheet's rows, in points, and the rows before which it breaks, printed one page wide."""

    def __init__(self, widths: Mapping[int, int]) -> None:
        across = sum(_CHARACTER * width + _AROUND for width in widths.values())
        self._page = across * _SHAPE - _SLACK
        self._heights: dict[int, float] = {}
        self._begin = 0.0
        self._is_torn = False
        self.repeated = 0.0
        """The row of headings that comes back on each page but the first."""
        self.breaks: list[int] = []

    def set_height(self, row: int, height: float) -> None:
        """Note a row that is higher than others."""
        self._heights[row] = height

    def place(self, row: int, height: float) -> None:
        """Begin a new page before a row where what stands from there on, so high, would not be whole on the one before;
        but not below a title alone."""
        top = ROW_HEIGHT * row + sum(own - ROW_HEIGHT for at, own in self._heights.items() if at < row)
        left = self._begin + self._page - (self.repeated if self.breaks else 0) - top
        if self._is_torn or (height > left and top - self._begin > self._page / 4):
            self.breaks.append(row)
            self._begin, left = top, self._page - self.repeated
        # Where a longer one ends on its last page, nobody knows: what follows begins another.
        self._is_torn = height > left
