"""What the name of a file or sheet says of its rows that nobody reads there: absent, to be visited, a draft."""

import re
from collections.abc import Iterator

from ingest.happening_words import undone_stems
from ingest.notes import Note, counted
from ingest.record_types import MAIN_TYPES
from ingest.sheet_layout import SheetLayout

_NOT_THERE = re.compile(r"(?<![a-z])(assent|iscri[tz]|prenotat|invitat|adesion)", re.IGNORECASE)
_NOT_YET = re.compile(
    rf"(?<![a-z])({'|'.join(undone_stems())}|pianificat|programmat|scartat|esclus|bozz[ae](?![a-z])|esempio|prova(?![a-z])"
    r"|old(?![a-z])|vecchi[oaie]?(?![a-z])|superat[oaie]|non[-_. ]usare"
    r"|da[-_. ](fare|contattare|visitare|chiamare|incontrare|pagare|rendicontare))",
    re.IGNORECASE,
)


def named_otherwise(layout: SheetLayout, file_name: str, row_count: int) -> Iterator[Note]:
    """Told where facts stand under such a name; they count all the same."""
    types = {mapping.record_type for mapping in layout.mappings if mapping.is_main}
    if types.isdisjoint(MAIN_TYPES):
        return
    is_event = any("event_code" in mapping.columns for mapping in layout.mappings)
    for name in dict.fromkeys(filter(None, (layout.sheet.name, file_name))):
        found = _NOT_YET.search(name) or (
            _NOT_THERE.search(name) if is_event and "contacts" in types else None
        )
        if found:
            words = (
                f"«{name}» si chiama così, ma {counted(row_count, 'riga conta', 'righe contano')} come le altre: "
                "toglierle, o scrivere sotto Esito se è avvenuto"
            )
            yield Note("named_otherwise", words, True, row_count)
            return
