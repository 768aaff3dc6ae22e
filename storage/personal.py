"""What in a text tells of a person by its form: codes of 16 characters, e-mail addresses, telephone numbers.

The same patterns as the macro `personal_pattern` of the dbt project.
"""

import re

_FIGURE = "[0-9LMNPQRSTUV]"  # homonyms' codes have letters in place of figures
_CODE = rf"[A-Z]{{6}}{_FIGURE}{{2}}[ABCDEHLMPRST]{_FIGURE}{{2}}[A-Z]{_FIGURE}{{3}}[A-Z]"
# An address begins where nothing of one stands before it, or, behind another mark, at most 64 characters before its @:
# without these two a long text without an @ is gone through once for each of its characters.
_LOCAL = "[A-Z0-9_.+-]"
_EMAIL = rf"(?:(?<!{_LOCAL}){_LOCAL}+|{_LOCAL}{{1,64}})@[A-Z0-9_-]+(?:[.][A-Z0-9_-]+)+"
_MOBILE = r"(?:(?:\+|00)39[ ./-]?)?3[0-9]{2}[ ./-]?[0-9]{3}[ ./-]?[0-9]{3,4}"
# Milan's and Rome's need no mark inside; but eleven figures that begin with 0039 are a firm's number.
_CITY = r"(?:\+39[ ./-]?|0039[ ./-])?0[26][ /-]?[0-9]{3,4}[ .-]?[0-9]{2,4}"
_CITY_IN_ONE = r"00390[26](?:[0-9]{3,4}(?:[ .-][0-9]{2,4}|[0-9]{3,4})|[ /-][0-9]{3,4}[ .-]?[0-9]{2,4})"
_TOWN = r"(?:(?:\+|00)39[ ./-]?)?(?:0[0-9]{2,3}[ /-][0-9]{2,4}[ .-]?[0-9]{2,4}|0[0-9]{1,3}[.][0-9]{5,8})"
_TELEPHONE = rf"(?:{_MOBILE}|{_CITY}|{_CITY_IN_ONE}|{_TOWN})"
_PERSONAL = re.compile(
    rf"(?<![A-Z0-9]){_CODE}(?![A-Z0-9])|{_EMAIL}|(?<![A-Z0-9.,]){_TELEPHONE}(?![A-Z0-9])",
    re.IGNORECASE,
)
MASK = "****************"


def mask_personal(text: str) -> str:
    """The text with every such mark in place of it."""
    return _PERSONAL.sub(MASK, text)
