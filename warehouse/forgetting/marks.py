"""What tells of a person (name, codes, e-mail, telephone), and what takes its place.

A stand-in is random, drawn anew for each request and written down nowhere: nobody can go back from it. It has
the form of what it replaces, check digits too, and is the same wherever the person stands: so rows that were
one subject's stay one subject's, and no figure changes.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import permutations
from string import ascii_uppercase, digits
from unicodedata import combining, normalize

from ingest.value_kinds import has_check_digit
from storage.errors import WrongUse

_LEAST = 6
_MOST_WORDS = 4
_GAPS = " \u00a0\t,.'’/_@+()-"
_GAP = f"[{_GAPS}]"
_ENDINGS = {
    vowel: vowel + accented for vowel, accented in zip("aeiou", ("àá", "èé", "ìí", "òó", "ùú"), strict=True)
}
"""How a name's last letter is written, with its accent, without, or with an apostrophe after it."""
_PREFIX = re.compile(r"^(?:0039|39)(?=[03]\d{8,10}$)")
_TELEPHONE = re.compile(r"[03]\d{5,9}")
_MONTHS = "ABCDEHLMPRST"
_ODD = "BAKPLCQDREVOSFTGUHMINJWZYX"
"""Letters by their value in odd places of a codice fiscale (DM 23/12/1976)."""
ENCODINGS = ("utf-8", "cp1252", "utf-16-le")
_REFERENCE = re.compile(rb"&(?:#[xX]?[0-9a-fA-F]+|apos);")
_GAP_BYTES = b"".join(_GAPS.encode(encoding) for encoding in ENCODINGS)


@dataclass(frozen=True)
class Mark:
    """A text that tells of the person, and the stand-in of each of its words, upper case."""

    text: str
    words: tuple[tuple[str, str], ...]

    @cached_property
    def _pieces(self) -> list[list[str]]:
        """Its words in every order in which people write a name; a code or a number is one word."""
        words = [word for word, _ in self.words]
        return [list(order) for order in permutations(words)] if len(words) <= _MOST_WORDS else [words]

    @cached_property
    def pattern(self) -> str:
        """A regular expression (RE2's) for it in a text, whatever the case."""
        return "|".join(pattern for pattern, _ in self.replacements)

    @cached_property
    def replacements(self) -> list[tuple[str, str]]:
        """A regular expression (RE2's) for each order of its words, and what takes its place."""
        stand_ins, gap = dict(self.words), f"{_GAP}{{0,3}}"
        before = "^|[^A-Za-z0-9]" + ("|39" if self._is_telephone else "")
        return [
            (
                rf"(?i)({before})(?:{gap.join(map(self._spelled, order))})($|[^A-Za-z0-9])",
                rf"\1{' '.join(stand_ins[word] for word in order)}\2",
            )
            for order in self._pieces
        ]

    @property
    def _is_telephone(self) -> bool:
        """Whether it may stand behind its country's 39 without a gap."""
        return len(self.words) == 1 and _TELEPHONE.fullmatch(self.words[0][0]) is not None

    def _spelled(self, word: str) -> str:
        """A word; figures and codes may be parted, as people read them out."""
        if _is_parted(word):
            return f"{_GAP}{{0,2}}".join(word)
        return "".join(f"[{one}]" if len(one) > 1 else re.escape(one) for one in _spellings(word))

    def in_bytes(self, encoding: str, is_binary: bool) -> re.Pattern[bytes]:
        """The same for bytes; in a binary file no end of a word is asked for, since lengths stand between."""
        gap = "(?:" + "|".join(form for one in _GAPS for form in _forms(one, encoding)) + ")"
        orders = "|".join(
            f"{gap}{{0,3}}".join(self._bytes_of(word, encoding, gap) for word in order)
            for order in self._pieces
        )
        zero = "\\x00" if encoding == "utf-16-le" else ""
        ends = "" if is_binary else f"(?![A-Za-z0-9]{zero})"
        start = f"(?<![A-Za-z0-9]{zero})"
        if self._is_telephone:
            start = f"(?:{start}|(?<={_forms('3', encoding)[0]}{_forms('9', encoding)[0]}))"
        return re.compile(f"{start}(?:{orders}){ends}".encode("latin-1"))

    def _bytes_of(self, word: str, encoding: str, gap: str) -> str:
        between = f"{gap}{{0,2}}" if _is_parted(word) else ""
        letters = list(word) if _is_parted(word) else _spellings(word)
        return between.join(
            "(?:"
            + "|".join(
                sorted(
                    {
                        form
                        for one in some
                        for case in (one.lower(), one.upper())
                        for form in _forms(case, encoding)
                    }
                )
            )
            + ")"
            for some in letters
        )

    def may_be_in(self, lowered: bytes, figures: bytes, encoding: str) -> bool:
        """Whether bytes have each of its words: what has not needs no search, which takes a hundred times as long.
        `lowered` is the bytes, their letters lower case; `figures` the same `without_gaps`, as numbers are parted."""
        return all(
            word.lower().encode() in figures if _is_parted(word) else part.encode(encoding) in lowered
            for word, _ in self.words
            for part in re.findall(
                r"[a-z0-9]+", "".join(one for one in _spellings(word) if len(one) == 1).lower()
            )
            or [""]
        )

    def is_in(self, text: str) -> bool:
        """Whether a text tells of the person."""
        return self.in_bytes("utf-8", is_binary=False).search(text.encode()) is not None

    def replace(self, found: str) -> str:
        """What stands in for a text that was found: its gaps and its case as they are, as long but for references
        of XML."""
        stand_ins, found = dict(self.words), unescape(found)
        plain = "".join(one for one in found.upper() if one.isalnum())
        letters = iter("".join(stand_ins[word] for word in self._order_of(plain)))
        return "".join(
            (next(letters).lower() if one.islower() else next(letters)) if one.isalnum() else one
            for one in found
        )

    def _order_of(self, plain: str) -> list[str]:
        return next(order for order in self._pieces if _unaccented("".join(order)) == _unaccented(plain))


def make_marks(texts: Sequence[str]) -> list[Mark]:
    """The marks of one person; the same word has the same stand-in in all. Raises WrongUse where a text would
    find others too."""
    stand_ins: dict[str, str] = {}
    marks = []
    for text in texts:
        words = [word for word in re.split(r"[\W_]+", text.upper()) if word]
        if words and all(word.isdigit() for word in words):
            words = [_PREFIX.sub("", "".join(words))]
        told = len("".join(words)) >= _LEAST and (len(words) > 1 or any(one.isdigit() for one in words[0]))
        if not told:
            raise WrongUse(
                f"«{text}»: troppo poco, troverebbe anche altri. Nome e cognome, codice, e-mail o telefono."
            )
        for word in words:
            stand_ins.setdefault(word, _stand_in(word))
        marks.append(Mark(text, tuple((word, stand_ins[word]) for word in words)))
    return marks


def _is_parted(word: str) -> bool:
    """Whether it is a number or a code, which people write in parts."""
    return any(one.isdigit() for one in word)


def _spellings(word: str) -> list[str]:
    """Each letter of a word, the last one in all its spellings where it is a vowel."""
    last = _ENDINGS.get(_unaccented(word[-1]).lower())
    return [*word[:-1], last or word[-1]]


def _unaccented(text: str) -> str:
    return "".join(one for one in normalize("NFD", text) if not combining(one))


def _stand_in(word: str) -> str:
    if re.fullmatch(r"[A-Z]{6}[0-9A-Z]{2}[A-Z][0-9A-Z]{2}[A-Z][0-9A-Z]{3}[A-Z]", word):
        body = (
            f"{_some(ascii_uppercase, 6)}{_some(digits, 2)}{_some(_MONTHS, 1)}{secrets.randbelow(28) + 1:02d}"
        )
        body += f"F{_some(digits, 3)}"
        return body + _check_letter(body)
    if has_check_digit(word):
        bodies = (f"{_some(digits, 7)}{word[7:10]}" for _ in iter(int, 1))
        return next(code for body in bodies for last in digits if has_check_digit(code := body + last))
    # The first figure stays one: a number in a cell has none before it.
    drawn = (_some(digits if one.isdigit() else ascii_uppercase, 1) for one in word)
    return "".join("7" if not place and one == "0" else one for place, one in enumerate(drawn))


def _check_letter(body: str) -> str:
    values = [int(one) if one.isdigit() else ord(one) - ord("A") for one in body]
    odd = sum(_ODD.index(ascii_uppercase[value]) for value in values[::2])
    return ascii_uppercase[(odd + sum(values[1::2])) % 26]


def _some(of: str, count: int) -> str:
    return "".join(secrets.choice(of) for _ in range(count))


def without_gaps(data: bytes) -> bytes:
    """Bytes without what may part the figures of a number, in any of the encodings."""
    return _REFERENCE.sub(b"", data).translate(None, _GAP_BYTES)


def _forms(letter: str, encoding: str) -> list[str]:
    """The bytes in which a character stands, as regular expressions; in XML it may be a reference. One that the
    encoding does not have is never met."""
    try:
        forms = ["".join(f"\\x{byte:02x}" for byte in letter.encode(encoding))]
    except UnicodeEncodeError:
        return ["(?!)"]
    if encoding == "utf-8" and not (letter.isascii() and letter.isalnum()):
        forms += [f"&#{ord(letter)};", f"&#[xX](?i:{ord(letter):x});", *(["&apos;"] if letter == "'" else [])]
    return forms
