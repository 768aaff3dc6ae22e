"""What stands in a delivered cell, shown on one line."""

from ingest.file_names import printable_name

_SHOWN_LETTERS = 120
"""Of a cell, or of a whole row."""


def as_delivered(delivered: str | None, value: str | None = None) -> str:
    """What stands in the cell, characters that nobody sees as escapes; and what the rule says of it, where those are
    other letters and digits."""
    said = printable_name(value or "")
    if delivered is None:
        return f"«{said}»" if said else "cella vuota"
    stands = printable_name(delivered)
    shown = f"«{stands if len(stands) <= _SHOWN_LETTERS else stands[: _SHOWN_LETTERS - 1] + '…'}»"
    return shown if _letters(said) in _letters(delivered) else f"{shown} ({said})"


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
