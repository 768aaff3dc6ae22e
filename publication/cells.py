"""Words of others in a CSV file or on a terminal: never a formula, never a command to the screen."""

import re

# Where a cell begins, or would for a spreadsheet that parts cells by another sign than the file does: an Italian Excel
# by ; and others by a comma. Quotes do not help: they only count where a cell begins, and there are taken off.
_FORMULA = re.compile(r"(?:^|(?<=[;,\t\r\n]))(?=\"*[=+\-@\t\r])")


def plain_cell(words: str) -> str:
    """A text for a cell of a CSV file: what a spreadsheet would run as a formula gets an apostrophe."""
    return _FORMULA.sub("'", words)


def printable(words: str) -> str:
    """The text without what moves a terminal's cursor, changes its colours or turns its reading about."""
    return "".join(one if one.isprintable() else " " for one in words)
