"""Words of others (names of firms, events, networks, files; titles; reasons) drawn as they were written.

Streamlit draws what it is given as Markdown, with links, pictures, formulas, colours and icons; Plotly as a
little HTML. `as_text` and `as_figure_text` are the one way for words that somebody else wrote.
"""

import html
import re

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+.!|~$&=^-])")
# Addresses, icons and emoji are looked for in the text itself, after the marks are read: only a joint that
# is not seen keeps them apart.
_JOINT = "\u2060"
_ARROW = re.compile(r"(?<!\S)([-<>~])(?=(?:[-=>]|->)(?!\S))")
"""The beginning of what Streamlit draws as an arrow, a dash or another sign, where it stands alone."""
_FOUND_IN_TEXT = re.compile(r"(:|@|(?<=www)(?=\\?\.))", re.IGNORECASE)


def as_text(words: str) -> str:
    """Words as Markdown that draws them as they are, on one line."""
    one_line = "".join(character if character.isprintable() else " " for character in words)
    apart = _ARROW.sub(rf"\1{_JOINT}", one_line)
    return _FOUND_IN_TEXT.sub(rf"\1{_JOINT}", _MARKS.sub(r"\\\1", apart))


def as_figure_text(words: str) -> str:
    """Words for a label or a hover of a figure."""
    return html.escape(words, quote=False)
