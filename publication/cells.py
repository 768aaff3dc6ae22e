"""Words of others in a CSV file or on a terminal: never a formula, never a command to the screen."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(words: str) -> str:
    """A text for a cell of a CSV file: a spreadsheet would run it as a formula, so it gets an apostrophe."""
    return f"'{words}" if words.startswith(FORMULA_STARTS) else words


def printable(words: str) -> str:
    """The text without what moves a terminal's cursor, changes its colours or turns its reading about."""
    return "".join(one if one.isprintable() else " " for one in words)
