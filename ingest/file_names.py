"""What a delivered file's name says: whether it is safe, declared complete, and its period."""

import re
from datetime import date, timedelta
from pathlib import PurePosixPath

IGNORED_NAMES = {"thumbs.db", "desktop.ini"}
IGNORED_ENDINGS = (".part", ".tmp", ".crdownload", ".download", ".partial", ".filepart", ".opdownload", "~")
_COMPLETE = re.compile(r"(?<![a-z])complet[oaei](?![a-z])")
_NOT_COMPLETE = re.compile(
    r"(?:non|mai|da|quasi|ancora|parzialmente)[-_. ]+(?:[a-zàèéìòù]+[-_. ]+)?complet[oaei](?![a-z])"
    r"|complet[oaei][-_. ]*(?:no|a meta|solo)(?![a-z])|parzial|bozz[ae]|provvisori"
    r"|da[-_. ]+(?:verificare|controllare|confermare|rivedere)"
)
_MONTHS = ("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic")
MONTH_NAMES = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>0[1-9]|[12]\d|3[01])[-_. ](?P<month>0[1-9]|1[0-2])[-_. ](?P<year>(?:19|20)\d\d)(?!\d)"
)
_MONTH_FIRST = re.compile(
    r"(?<![\d.])(?<!\d[-_ ])(?:(?P<month>0[1-9]|1[0-2])|(?P<name>"
    + "|".join(MONTH_NAMES)
    + r"))[-_. ]+(?P<year>(?:19|20)\d\d)(?!\d)"
)
_PERIOD = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)"
    r"(?:[-_. ](?:(?P<month>0[1-9]|1[0-2])(?!\d)|s(?P<half>[12])(?![a-z\d])"
    r"|[tq](?P<quarter>[1-4])(?![a-z\d])))?"
    r"(?!\d)(?P<day>[-_. ]\d\d?(?!\d))?"
)
_FORMULA = re.compile(r"^(?:[=+@]|-.*[|!(])")


def is_ignored(name: str) -> bool:
    """Hidden, temporary or unfinished files, which stay where they are."""
    lower = PurePosixPath(name).name.lower()
    is_hidden = lower.startswith(".") and not lower.startswith("..")
    return is_hidden or lower.startswith("~$") or lower in IGNORED_NAMES or lower.endswith(IGNORED_ENDINGS)


def printable_name(name: str) -> str:
    """The name on one line of valid text: control and undecodable characters become visible escapes."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape", "surrogatepass").decode("ascii")
        for char in name
    )


def name_objection(name: str) -> str | None:
    """Why a file of this name is refused (Italian), or None."""
    parts = PurePosixPath(name).parts
    if printable_name(name) != name:
        return "il nome del file contiene caratteri illeggibili: rinominarlo e consegnarlo di nuovo"
    if "\\" in name or ".." in parts:
        return "il nome del file contiene un percorso (.. o \\): rinominarlo e consegnarlo di nuovo"
    if any(map(_FORMULA.match, parts)):
        return "il nome del file è una formula di foglio elettronico: rinominarlo e consegnarlo di nuovo"
    return None


def is_declared_complete(name: str) -> bool:
    """Whether the file's own name says `completo` (`complete` …), and not the contrary: `non completo`."""
    own = PurePosixPath(name).name.casefold()
    return _COMPLETE.search(own) is not None and _NOT_COMPLETE.search(own) is None


def _year_first(found: re.Match[str]) -> str:
    month = found["month"] or f"{_MONTHS.index(found['name'][:3]) + 1:02d}"
    return f"{found['year']}-{month}"


def stated_period(name: str) -> tuple[date | None, date | None]:
    """First and last day that the file's own name states (`2013`, `2013-05`, `05-2013`, `maggio 2013`,
    `2013-S1`, `2013-T2`).

    Of several periods, from the first day of any to the last of any. A full date (`2013-05-31`) states none.
    """
    spans = []
    stem = _DAY_FIRST.sub(r"\g<year>-\g<month>-\g<day>", PurePosixPath(name).stem.casefold())
    text = _MONTH_FIRST.sub(_year_first, stem)
    for found in _PERIOD.finditer(text):
        year = int(found["year"])
        if found["month"] and found["day"]:
            continue
        first, months = 1, 12
        if found["month"]:
            first, months = int(found["month"]), 1
        elif found["half"]:
            first, months = 6 * int(found["half"]) - 5, 6
        elif found["quarter"]:
            first, months = 3 * int(found["quarter"]) - 2, 3
        after = first + months
        end = date(year + (after > 12), after - 12 if after > 12 else after, 1) - timedelta(days=1)
        spans.append((date(year, first, 1), end))
    if not spans:
        return None, None
    return min(start for start, _ in spans), max(end for _, end in spans)
