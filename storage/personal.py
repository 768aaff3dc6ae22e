"""What in a text tells of a person by its form: codes of 16 characters, e-mail addresses, telephone numbers.

The same patterns as the macro `personal_pattern` of the dbt project.
"""

import re

_FIGURE = "[0-9LMNPQRSTUV]"  # homonyms' codes have letters in place of figures
_CODE = rf"[A-Z]{{6}}{_FIGURE}{{2}}[ABCDEHLMPRST]{_FIGURE}{{2}}[A-Z]{_FIGURE}{{3}}[A-Z]"
_EMAIL = r"[A-Z0-9_.+-]+@[A-Z0-9_-]+(?:[.][A-Z0-9_-]+)+"
_ABROAD = r"(?:(?:\+|00)39[ ./-]?)?"
_MOBILE = r"3[0-9]{2}[ ./-]?[0-9]{3}[ ./-]?[0-9]{3,4}"
_LANDLINE = r"(?:0[26][ /-]?[0-9]{3,4}|0[0-9]{2,3}[ /-][0-9]{2,4})[ .-]?[0-9]{2,4}"
_PERSONAL = re.compile(
    rf"(?<![A-Z0-9]){_CODE}(?![A-Z0-9])|{_EMAIL}|(?<![A-Z0-9.,]){_ABROAD}(?:{_MOBILE}|{_LANDLINE})(?![A-Z0-9])",
    re.IGNORECASE,
)
MASK = "****************"


def mask_personal(text: str) -> str:
    """The text with every such mark in place of it."""
    return _PERSONAL.sub(MASK, text)
