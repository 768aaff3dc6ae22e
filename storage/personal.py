"""What in a text tells of a person by its form: codes of 16 characters, IBANs, e-mail addresses, telephone numbers,
as people write them.

The macro `personal_pattern` of the dbt project is `PATTERN_OF_SQL`, character for character; a test holds it.
"""

import re

_FIGURE = "[0-9LMNPQRSTUV]"  # homonyms' codes have letters in place of figures
_MONTH = "[ABCDEHLMPRST]"
_TYPED = "[0-9LMNPQRSTUVOI]"  # as somebody typed it who took O for 0, or I for 1
_PART = "[^A-Z0-9]{0,2}"
_CODE = (
    # Parted where its parts end, or anywhere: then its figures are figures, or half a sentence would be one.
    f"[A-Z]{{3}}{_PART}[A-Z]{{3}}{_PART}{_FIGURE}{{2}}{_PART}{_MONTH}{_PART}{_FIGURE}{{2}}{_PART}"
    f"[A-Z]{_PART}{_FIGURE}{{3}}{_PART}[A-Z]"
    # With one figure at least, and in one word: or a word of sixteen letters would be one.
    f"|[A-Z]{{6}}{_TYPED}{{2}}{_MONTH}(?:[0-9]{_TYPED}|{_TYPED}[0-9])[A-Z]{_TYPED}{{3}}[A-Z]"
    f"|[A-Z]{{6}}(?:[0-9]{_TYPED}|{_TYPED}[0-9]){_MONTH}{_TYPED}{{2}}[A-Z]{_TYPED}{{3}}[A-Z]"
    f"|[A-Z]{{6}}{_TYPED}{{2}}{_MONTH}{_TYPED}{{2}}[A-Z](?:[0-9]{_TYPED}{{2}}|{_TYPED}[0-9]{_TYPED}|{_TYPED}{{2}}[0-9])[A-Z]"
    f"|(?:[A-Z]{_PART}){{6}}(?:[0-9]{_PART}){{2}}{_MONTH}{_PART}(?:[0-9]{_PART}){{2}}[A-Z]{_PART}(?:[0-9]{_PART}){{3}}[A-Z]"
)
# The shortest have as many characters as our ids, a letter and 16 of a hash, or fewer.
_IBAN = (
    "(?:IT|SM)[ .-]?[0-9]{2}[ .-]?[A-Z](?:[ .-]?[0-9]){10}(?:[ .-]?[A-Z0-9]){12}"
    "|[A-Z]{2}[0-9]{2}(?:[ .-]?[A-Z]{4})?(?:[ .-]?[0-9]){14,26}|(?:BE|NO)[0-9]{2}(?:[ .-]?[0-9]){11,12}"
)
_LOCAL = r'[^\t\n\r\f \x{A0}@,;:()<>{}"\[\]]'
_LABEL = r'[^\t\n\r\f \x{A0}@,;:()<>{}"\[\].]{1,64}'
_AT = r"(?: ?[@\x{FF20}] ?| ?[(\[{<] ?(?:at|chiocciola) ?[)\]}>] ?| at | chiocciola )"
_DOT = r"(?:[.]| ?[(\[{<] ?(?:dot|punto) ?[)\]}>] ?| dot | punto )"
_DOMAIN = f"(?:@{_LABEL}(?:[.]{_LABEL})+|{_AT}{_LABEL}(?:{_DOT}{_LABEL}){{0,4}}{_DOT}[A-Z]{{2,24}})"
_ITALY = r"(?:\(?(?:\+|00)39\)?[ ./-]{0,2})?"
_MOBILE = (
    rf"{_ITALY}\(?3[0-9]{{2}}\)?[ ./-]{{0,2}}"
    "(?:[0-9]{3}[ ./-]?[0-9]{3,4}|[0-9]{3}[ .-][0-9]{2}[ .-][0-9]{2}"
    "|[0-9]{2}[ .-][0-9]{2}[ .-]?[0-9]{3}|[0-9]{4} [0-9]{3})"
    "|39 ?3[0-9]{2} ?[0-9]{7}"
)
# Eleven figures are a firm's number, even those that begin with 0039; days and amounts are parted otherwise.
_CITY = (
    r"(?:\(?\+39\)?[ ./-]{0,2}|\(?0039\)?[ ./-]{1,2})?"
    r"0[26](?:[ /-]?[0-9]{3,4}[ .-]?[0-9]{2,4}|[ /-][0-9]{2}(?:[ .][0-9]{2}){3})"
    "|00390[26](?:[0-9]{3,4}(?:[ .-][0-9]{2,4}|[0-9]{3,4})|[ /-][0-9]{3,4}[ .-]?[0-9]{2,4})"
)
_TOWN = (
    rf"{_ITALY}"
    r"(?:0[1-9][0-9]{1,2}(?:[ /-]{1,2}[0-9]{2,4}[ .-]?[0-9]{3,4}|[ ./-]{1,2}[0-9]{2}(?:[ .-][0-9]{2}){2,3})"
    r"|0[0-9]{1,3}[.][0-9]{5,8}|\(0[1-9][0-9]{0,2}\)[ ./-]{0,2}[0-9](?:[ .-]?[0-9]){4,7})"
    "|(?:0039)?0[1-9][0-9]{7,8}"
)
_ABROAD = (
    r"\(?\+[1-9](?:[ ./()-]{0,3}[0-9]){7,13}"
    r"|00[1-9][0-9]{0,2}[ (](?:[ ./()-]{0,2}[0-9]){7,12}|00[1-9][0-9]{10,12}"
)
_SAID = (
    "(?:tel|telef|telefono|telefax|fax|cell|cellulare|mobile|whatsapp|wa|phone|recapito)[^A-Z0-9]{0,4}"
    r"(?:(?:n|nr|num|numero)[^A-Z0-9]{0,3})?[+(]{0,2}[0-9](?: ?[0-9]){5,13}"
)
_TELEPHONE = f"{_MOBILE}|{_CITY}|{_TOWN}|{_ABROAD}"

PATTERN_OF_SQL = (
    f"(?i)(?:^|[^A-Z0-9])(?:{_CODE}|{_IBAN}|{_SAID})(?:[^A-Z0-9]|$)|{_LOCAL}{_DOMAIN}"
    f"|(?:^|[^A-Z0-9.,])(?:{_TELEPHONE})(?:[^A-Z0-9]|$)"
)
"""Between marks of words, so that no part of an id is taken for a number."""


def _in_python(pattern: str) -> str:
    return re.sub(r"\\x\{([0-9A-F]+)\}", lambda found: chr(int(found[1], 16)), pattern)


# An address begins where nothing of one stands before it, or, behind another mark, at most 64 characters before its @:
# without these two a long text without an @ is gone through once for each of its characters.
_PERSONAL = re.compile(
    _in_python(
        f"(?<![A-Z0-9])(?:{_CODE}|{_IBAN}|{_SAID})(?![A-Z0-9])"
        f"|(?:(?<!{_LOCAL}){_LOCAL}+|{_LOCAL}{{1,64}}){_DOMAIN}"
        f"|(?<![A-Z0-9.,])(?:{_TELEPHONE})(?![A-Z0-9])"
    ),
    re.IGNORECASE,
)
MASK = "****************"


def mask_personal(text: str) -> str:
    """The text with every such mark in place of it."""
    return _PERSONAL.sub(MASK, text)
