"""Valid Italian identifiers for the made-up firms: partita IVA and codice fiscale with their check digits."""

from __future__ import annotations

from datetime import date, timedelta

from stdnum.it import codicefiscale

NUMBERS = 4_000_000
"""How many taxpayer numbers there are to give: kept below so that many begin with zero."""

_OFFICES = {
    "MI": "015", "LC": "013", "CO": "013", "MB": "096", "PV": "018", "BG": "016", "BS": "017", "CR": "019",
    "LO": "084", "MN": "020", "SO": "014", "VA": "012", "NA": "063", "TO": "001", "??": "099", "EE": "099",
}  # fmt: skip
_TOWNS = ("F205", "E507", "C933", "F704", "G388", "A794", "B157", "D150", "E648", "E897", "I829", "L682")
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
_MONTHS = "ABCDEHLMPRST"
_VOWELS = "AEIOU"


def company_code(ordinal: int, province: str) -> str:
    """The eleven digits (codice fiscale and partita IVA) of the company with this ordinal; all differ."""
    number = (ordinal * 1_234_567 + 89_123) % NUMBERS + 1
    body = f"{number:07d}{_OFFICES[province]}"
    return f"{body}{_check_digit(body)}"


def _check_digit(body: str) -> int:
    """Luhn's digit for ten digits, as python-stdnum gives it, in a tenth of the time."""
    total = sum(map(int, body[::2])) + sum(_DOUBLED[int(digit)] for digit in body[1::2])
    return -total % 10


def person_code(surname: str, first_name: str, ordinal: int) -> str:
    """A natural person's sixteen characters; below 219,000 persons all differ."""
    birth = date(1935, 1, 1) + timedelta(days=ordinal % 18_250)
    is_woman = first_name.endswith("a") and first_name not in ("Andrea", "Luca", "Nicola")
    body = (
        _surname_letters(surname)
        + _first_name_letters(first_name)
        + f"{birth:%y}{_MONTHS[birth.month - 1]}{birth.day + (40 if is_woman else 0):02d}"
        + _TOWNS[ordinal // 18_250 % len(_TOWNS)]
    )
    return body + str(codicefiscale.calc_check_digit(body))


def with_wrong_check(code: str) -> str:
    """The same code with another last character, so that its check cannot hold."""
    last = code[-1]
    if last.isdigit():
        return code[:-1] + str((int(last) + 3) % 10)
    return code[:-1] + chr((ord(last) - ord("A") + 3) % 26 + ord("A"))


def _letters(name: str) -> tuple[str, str]:
    plain = "".join(_PLAIN.get(letter, letter) for letter in name.upper() if letter.isalpha())
    return "".join(x for x in plain if x not in _VOWELS), "".join(x for x in plain if x in _VOWELS)


def _surname_letters(surname: str) -> str:
    consonants, vowels = _letters(surname)
    return (consonants + vowels + "XXX")[:3]


def _first_name_letters(first_name: str) -> str:
    consonants, vowels = _letters(first_name)
    if len(consonants) > 3:
        consonants = consonants[0] + consonants[2] + consonants[3]
    return (consonants + vowels + "XXX")[:3]


_PLAIN = {"À": "A", "È": "E", "É": "E", "Ì": "I", "Ò": "O", "Ù": "U"}
