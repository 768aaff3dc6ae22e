"""What is not read of a file's sheets, and what it would take to read it."""

import re
from collections.abc import Iterator, Sequence

from ingest.column_numbers import says_thousands
from ingest.file_names import MONTH_NAMES
from ingest.headings import heading_key
from ingest.mapping import NearMiss, facts_missed, near_misses
from ingest.notes import Note, counted, quoted
from ingest.partners import partner_names
from ingest.record_types import RECORD_TYPES, REQUIRED_LABELS
from ingest.sheet_layout import SheetLayout
from ingest.value_kinds import fields_of_kind, proposed, value_kind

_MOST_COLUMNS = 6
_MONTH = re.compile(
    rf"(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTH_NAMES)})[.]?(?:[ /'’-]*(?:20)?\d\d)?",
    re.IGNORECASE,
)
"""A heading that is a month: gen, Gennaio 2012, gen-12."""


def what_lacks(layout: SheetLayout, partner: str | None) -> str:
    """In Italian: the record type that a sheet comes nearest to, what it lacks, and which of its columns might
    be that."""
    near = _nearest(layout, partner)
    if near is None:
        return "nessuna intestazione corrisponde a un campo noto"
    months = [one for one in layout.header.headings if _MONTH.fullmatch(one.strip())] if layout.header else []
    words = f"il tipo più vicino è «{RECORD_TYPES[near.record_type].label}», ma {_lacking(layout, near)}"
    return f"{words}; {_months(months)}" if len(months) > 2 else words


def _nearest(layout: SheetLayout, partner: str | None) -> NearMiss | None:
    """The type that the sheet's name says, else the one that lacks least once its unused columns are taken for
    what they may be."""
    headings = layout.header.headings if layout.header else ()
    name = heading_key(layout.sheet.name)

    def distance(near: NearMiss) -> tuple[bool, float, int]:
        label = heading_key(RECORD_TYPES[near.record_type].label.split()[0])
        left = [group for group in near.lacking if not _maybe(layout, near, group)]
        required = len(RECORD_TYPES[near.record_type].required)
        return label not in name, (len(left) + len(near.lacking) / 10) / required, -len(near.columns)

    return min(near_misses(headings, layout.table, partner), key=distance, default=None)


def notes_on_layout(layout: SheetLayout, partner: str | None, row_count: int) -> Iterator[Note]:
    """What is not read of one sheet: all of it, the facts beside the list that it is read as, columns."""
    name = layout.sheet.name
    rows = f" ({counted(row_count, 'riga', 'righe')})" if row_count else ""
    called = f"«{name}»" if name else "una tabella"
    if layout.is_hidden:
        yield Note("sheet_hidden", f"foglio nascosto {called} non letto{rows}", False, row_count)
    elif not layout.mappings and row_count:
        why = "nessuna riga di intestazioni" if layout.header is None else _why(layout, partner)
        # Lines without any heading are a printed page: told, but no list is lost.
        is_lost = layout.header is not None
        yield Note("sheet_unread", f"non letto {called}{rows}: {why}", is_lost, row_count)
    elif layout.mappings and layout.header is not None:
        missed = facts_missed(layout.mappings, layout.header.headings, layout.table, partner)
        if missed is not None:
            label = RECORD_TYPES[missed.record_type].label
            read_as = RECORD_TYPES[layout.mappings[0].record_type].label
            words = f"{_of(name)}letto solo come {read_as}, non come {label}: {_lacking(layout, missed)}"
            yield Note("facts_unread", words, True, row_count)
        yield from _columns(layout, partner)
        yield from _of_others(layout, partner)
        yield from _above(layout)


def _why(layout: SheetLayout, partner: str | None) -> str:
    near = _nearest(layout, partner)
    return _lacking(layout, near) if near is not None else "nessuna intestazione corrisponde a un campo noto"


def _lacking(layout: SheetLayout, near: NearMiss) -> str:
    lacking = ", ".join(REQUIRED_LABELS[group] for group in near.lacking) or "un riferimento chiaro"
    maybe = list(dict.fromkeys(heading for group in near.lacking for heading in _maybe(layout, near, group)))
    return f"manca {lacking}" + (f", forse {quoted(maybe)}" if maybe else "")


def _maybe(layout: SheetLayout, near: NearMiss, group: Sequence[str]) -> list[str]:
    """The unused columns that may be one of a group of required fields."""
    headings = layout.header.headings if layout.header else ()
    return [
        heading
        for position, heading in enumerate(headings)
        if heading_key(heading)
        and position not in near.columns.values()
        and _may_be(layout, position, heading, group, near.record_type)
    ]


def _may_be(
    layout: SheetLayout, position: int, heading: str, fields: Sequence[str], record_type: str
) -> bool:
    """Whether an unused column may be one of the fields: by a heading that looks like theirs, or its values."""
    for known in layout.table.nearest(heading) if not layout.table.knows(heading) else ():
        if any(field in fields for _, field in layout.table.options(heading_key(known), record_type, None)):
            return True
    return fields_of_kind(value_kind(layout.values(position)), fields)


def _columns(layout: SheetLayout, partner: str | None) -> Iterator[Note]:
    """Columns with values under a heading that nobody knows, or that means nothing on such a sheet; several of one
    name and a number are told to be of one kind, such as the firms of a network."""
    headings = layout.header.headings if layout.header else ()
    read = {field for mapping in layout.mappings for field in mapping.columns}
    wanted = {field for mapping in layout.mappings for field in RECORD_TYPES[mapping.record_type].columns}
    unknown = [
        (heading, proposed(heading, layout.values(position), layout.table, read, wanted))
        for position, heading in enumerate(headings)
        if heading_key(heading)
        and not _is_known(heading, headings, layout, partner)
        and layout.values(position)
    ]
    numbered = [heading for heading, _ in unknown if _unnumbered(heading) != heading_key(heading)]
    if len({_unnumbered(heading) for heading in numbered}) == 1 and len(numbered) > 1:
        words = f"{_of(layout.sheet.name)}colonne {quoted(numbered)} non lette: una riga per ciascuna, non una colonna"
        yield Note("columns_numbered", words, True)
        unknown = [one for one in unknown if one[0] not in numbered]
    months = [heading for heading, _ in unknown if _MONTH.fullmatch(heading.strip())]
    if len(months) > 2:
        yield Note("columns_months", f"{_of(layout.sheet.name)}{_months(months)}", True)
        unknown = [one for one in unknown if one[0] not in months]
    if unknown:
        shown = [f"«{heading}»" + (f" (forse {near[0]})" if near else "") for heading, near in unknown]
        more = f" e altre {len(shown) - _MOST_COLUMNS}" if len(shown) > _MOST_COLUMNS else ""
        words = f"{_of(layout.sheet.name)}colonne non usate: {', '.join(shown[:_MOST_COLUMNS])}{more}"
        yield Note("columns_unused", words, any(near for _, near in unknown))


def _unnumbered(heading: str) -> str:
    return heading_key(heading).strip("0123456789")


def _is_known(heading: str, headings: Sequence[str], layout: SheetLayout, partner: str | None) -> bool:
    """Whether a heading is known, used or not: not as one that is a field of other sheets only, nor as one of
    several that only their numbers tell apart."""
    table = layout.table
    if not table.knows(heading):
        return False
    if table.fields(heading):
        return any(table.options(table.key(heading), one.record_type, partner) for one in layout.mappings)
    plain = _unnumbered(heading)
    return heading_key(heading) == plain or len({one for one in headings if _unnumbered(one) == plain}) < 2


def _of_others(layout: SheetLayout, partner: str | None) -> Iterator[Note]:
    """Rows that name another partner than the one that delivered them, whose they are counted."""
    own = heading_key(partner_names().get(partner or "", ""))
    others = {heading_key(name) for code, name in partner_names().items() if code != partner}
    read = {position for mapping in layout.mappings for position in mapping.columns.values()}
    for position, heading in enumerate(layout.header.headings if layout.header and own else ()):
        if position in read or not heading_key(heading).startswith("partner"):
            continue
        named = [one for one in dict.fromkeys(layout.values(position)) if heading_key(one) in others]
        if named:
            words = f"sotto «{heading}» sta {quoted(named)}: le righe contano per chi le ha mandate"
            yield Note("rows_of_others", f"{_of(layout.sheet.name)}{words}", True)


def _months(headings: Sequence[str]) -> str:
    words = f"i mesi stanno in colonna ({quoted(headings)}) e non si leggono"
    return f"{words}: serve una riga per ogni fatto, con la sua data"


def _above(layout: SheetLayout) -> Iterator[Note]:
    """What stands above the table and would be read otherwise: a day above a list of firms, as on a sheet of
    signatures, and thousands of euros."""
    if layout.header is None:
        return
    is_list = layout.mappings[0].record_type == "firms"
    amounts = {
        position
        for mapping in layout.mappings
        for name, position in mapping.columns.items()
        if name.endswith("_eur")
    }
    titles = [
        " ".join(cell.strip() for cell in row if cell.strip())
        for row in layout.sheet.preview[: layout.header.index]
    ]
    day = next(filter(None, map(_ABOVE.search, titles)), None)
    if day is None and any(map(_GATHERING.search, (layout.sheet.name, *titles, *layout.header.headings))):
        day = next(filter(None, map(_DAY.search, titles)), None)
    if is_list and day is not None:
        words = (
            f"{_of(layout.sheet.name)}letto come elenco di imprese: «{day[0]}» sta sopra la tabella e non "
            "viene letto; per le presenze servono le colonne Data evento e Codice evento"
        )
        yield Note("day_above", words, True)
    unit = next(filter(says_thousands, titles), None)
    if unit is not None and not any(says_thousands(layout.header.headings[one]) for one in amounts):
        words = (
            f"{_of(layout.sheet.name)}{quoted([unit])} sta sopra la tabella: gli importi contano in euro; per "
            "leggerli così scriverlo nell’intestazione della colonna"
        )
        if amounts:
            yield Note("units_above", words, True)


_ABOVE = re.compile(
    rf"\b(?:data|giorno|del|dell'|il|lì)\b\W{{0,3}}\d{{1,2}}\s*(?:[/.-]\s*\d{{1,2}}|{'|'.join(MONTH_NAMES)})\s*[/.-]?\s*(?:\d{{4}}|\d{{2}})?"
    rf"|\bdata\b\W{{0,3}}\d{{4}}-\d\d-\d\d",
    re.IGNORECASE,
)

_DAY = re.compile(
    rf"\b\d{{1,2}}°?\s*(?:[/.-]\s*\d{{1,2}}\s*[/.-]|{'|'.join(MONTH_NAMES)})\s*(?:\d{{4}}|\d{{2}})\b",
    re.IGNORECASE,
)
_GATHERING = re.compile(
    r"\b(?:firm[ae]\b|presen[tz]|partecipant|seminari|convegn|workshop|event[oi]\b|incontr)", re.IGNORECASE
)
"""Where people were gathered, a day in the title is that of their presence."""


def _of(name: str) -> str:
    return f"«{name}» " if name else ""
