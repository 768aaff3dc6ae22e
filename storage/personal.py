"""What in a text tells of a person by its form: codes of 16 characters, e-mail addresses, telephone numbers."""

import re

_FIGURE = "[0-9LMNPQRSTUV]"  # homonyms' codes have letters in place of figures
_CODE = rf"[A-Z]{{6}}{_FIGURE}{{2}}[ABCDEHLMPRST]{_FIGURE}{{2}}[A-Z]{_FIGURE}{{3}}[A-Z]"
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_MOBILE = r"(?<![\d.,])(?:(?:\+|00)39[ ./-]?)?3\d{2}[ ./-]?\d{3}[ ./-]?\d{3,4}(?![\d.,]\d|\d)"
_LANDLINE = (
    r"(?<![\d.,])(?:(?:\+|00)39[ ./-]?0\d{1,3}[ ./-]?|0\d{1,3}[ /-])\d{2,4}[ .-]?\d{2,4}[ .-]?\d{0,4}(?!\d)"
)
_PERSONAL = re.compile(rf"(?<![A-Z0-9]){_CODE}(?![A-Z0-9])|{_EMAIL}|{_MOBILE}|{_LANDLINE}", re.IGNORECASE)
MASK = "****************"


def mask_personal(text: str) -> str:
    """The text with every such mark in place of it."""
    return _PERSONAL.sub(MASK, text)
