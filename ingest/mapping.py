"""Which column of a sheet is which field, and which record types the sheet carries."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.headings import VAGUE_RANK, HeadingTable
from ingest.record_types import (
    ALONE_TYPES,
    FIRM_REFERENCE,
    MAIN_TYPES,
    NETWORK_REFERENCE,
    RECORD_TYPES,
    REGISTER_PARTNER,
    REGISTER_TYPE,
    RecordType,
)

Meanings = frozenset[tuple[str, str]]
"""Heading keys and the field that the same partner's other sheets show each to mean."""
_NAME = "nome"
_REFERENCES = FIRM_REFERENCE + NETWORK_REFERENCE


@dataclass(frozen=True)
class Mapping:
    """The columns of one record type in one sheet: field -> position, and the rank each was taken at."""

    record_type: str
    columns: dict[str, int]
    ranks: dict[str, int]
    is_main: bool = True

    @property
    def rank_sum(self) -> int:
        """The lower, the more specific the headings."""
        return sum(self.ranks.values())


@dataclass(frozen=True)
class Columns:
    """The headings of a sheet, seen by one partner's heading table."""

    keys: tuple[str, ...]
    table: HeadingTable
    partner: str | None
    meanings: Meanings = frozenset()

    @property
    def _has_persons(self) -> bool:
        """Whether the name is a person's, beside whose surname it stands: no event, network or firm is called so."""
        return any(key.startswith("cognome") for key in self.keys)

    def candidates(self, record_type: str) -> list[tuple[int, int, str]]:
        """(rank, position, field) of every heading that could be a field of the type, best first."""
        keys = ["" if key == _NAME and self._has_persons else key for key in self.keys]
        shown = {
            (position, field): (VAGUE_RANK - 1, position, field)
            for position, key in enumerate(keys)
            for field in RECORD_TYPES[record_type].columns
            if (key, field) in self.meanings
        }
        listed = {
            (position, field): (rank, position, field)
            for position, key in enumerate(keys)
            for rank, field in sorted(self.table.options(key, record_type, self.partner), reverse=True)
        }
        return sorted(min(one, shown.get(place, one)) for place, one in {**shown, **listed}.items())


def map_sheet(
    headings: Sequence[str], table: HeadingTable, partner: str | None, meanings: Meanings = frozenset()
) -> list[Mapping]:
    """The record types that a sheet carries, the main one first; empty where it carries nothing.

    A vague heading means a firm or a network where the partner's other sheets show it (`meanings`).
    """
    columns = Columns(tuple(map(table.key, headings)), table, partner, meanings)
    if partner == REGISTER_PARTNER:
        mapping = _map_alone(columns, REGISTER_TYPE)
        return [mapping] if not _missing(mapping) else []
    mains = [
        mapping for mapping in (_map_alone(columns, name) for name in MAIN_TYPES) if not _missing(mapping)
    ]
    if mains:
        main = max(mains, key=lambda mapping: (_own_count(mapping), -mapping.rank_sum))
        return [main, *_map_along(columns, main)]
    alone = [
        mapping for mapping in (_map_alone(columns, name) for name in ALONE_TYPES) if not _missing(mapping)
    ]
    return [max(alone, key=lambda mapping: (len(mapping.columns), -mapping.rank_sum))] if alone else []


@dataclass(frozen=True)
class NearMiss:
    """A record type that a sheet almost carries: the groups of required fields that it lacks, and what it has
    of the type."""

    record_type: str
    lacking: tuple[tuple[str, ...], ...]
    columns: dict[str, int]


def near_misses(headings: Sequence[str], table: HeadingTable, partner: str | None) -> list[NearMiss]:
    """The record types of which the headings have any field, with what they lack."""
    columns = Columns(tuple(map(table.key, headings)), table, partner)
    names = (REGISTER_TYPE,) if partner == REGISTER_PARTNER else ALONE_TYPES + MAIN_TYPES
    mappings = [_map_alone(columns, name) for name in names]
    return [NearMiss(one.record_type, tuple(_missing(one)), one.columns) for one in mappings if one.columns]


def facts_missed(
    mappings: Sequence[Mapping], headings: Sequence[str], table: HeadingTable, partner: str | None
) -> NearMiss | None:
    """Where a sheet is read as a list of firms, events or networks: the facts that it would tell too, were it
    not for one column that it lacks."""
    if not mappings or mappings[0].record_type not in ALONE_TYPES:
        return None
    columns = Columns(tuple(map(table.key, headings)), table, partner)
    used = {position for mapping in mappings for position in mapping.columns.values()}
    missed = []
    for name in MAIN_TYPES:
        mapping = _map_alone(columns, name)
        lacking = _missing(mapping)
        required = {field for group in RECORD_TYPES[name].required for field in group}
        own = [
            field
            for field in RECORD_TYPES[name].own_fields
            if field in required
            and mapping.columns.get(field, -1) not in (-1, *used)
            and mapping.ranks[field] < VAGUE_RANK
        ]
        if len(lacking) == 1 and own:
            missed.append(NearMiss(name, tuple(lacking), mapping.columns))
    return max(missed, key=lambda one: len(one.columns), default=None)


def _map_alone(columns: Columns, name: str) -> Mapping:
    fields: dict[str, int] = {}
    ranks: dict[str, int] = {}
    for rank, position, field in columns.candidates(name):
        if field not in fields and position not in fields.values():
            fields[field] = position
            ranks[field] = rank
    return Mapping(name, fields, ranks)


def _map_along(columns: Columns, main: Mapping) -> list[Mapping]:
    """The types that go along: a reference is read where the main type reads it, and no column is read as
    two different things, but for those that the main type declares as shared and whose heading is plain
    (the `Argomento` of a contact is no event's title)."""
    main_type = RECORD_TYPES[main.record_type]
    fields: dict[str, dict[str, int]] = {name: {} for name in main_type.along}
    ranks: dict[str, dict[str, int]] = {name: {} for name in main_type.along}
    taken = set(main.columns.values())
    for name in main_type.along:
        for field in _common(RECORD_TYPES[name], main_type):
            if field in main.columns:
                fields[name][field], ranks[name][field] = main.columns[field], main.ranks[field]
    pending = sorted(
        (rank, position, order, name, field)
        for order, name in enumerate(main_type.along)
        for rank, position, field in columns.candidates(name)
        if field not in _common(RECORD_TYPES[name], main_type)
    )
    for rank, position, _, name, field in pending:
        is_shared = main.columns.get(dict(main_type.shared).get(field, "")) == position
        free = position not in taken or (is_shared and rank < VAGUE_RANK)
        if field == "title" and columns.keys[position] == _NAME:
            continue  # of who was there
        if free and field not in fields[name] and position not in fields[name].values():
            fields[name][field], ranks[name][field] = position, rank
            taken.add(position)
    along = [Mapping(name, fields[name], ranks[name], is_main=False) for name in main_type.along]
    return [mapping for mapping in along if not _missing(mapping)]


def _common(along: RecordType, main: RecordType) -> tuple[str, ...]:
    """The fields that mean the same in both: an event's comune is not its guests' comune, and who cancels a
    service or a membership cancels neither the firm nor the network that its row names."""
    common = tuple(field for field in along.columns if field in main.columns and field != "cancelled")
    return tuple(field for field in common if field != "municipality") if along.name == "events" else common


def _missing(mapping: Mapping) -> list[tuple[str, ...]]:
    """The groups of required fields that the sheet does not have."""
    return [
        group
        for group in RECORD_TYPES[mapping.record_type].required
        if not any(_is_present(mapping, field) for field in group)
    ]


def _is_present(mapping: Mapping, field: str) -> bool:
    """A vague heading (`Codice`, `C.F.`) does not make a reference of a fact to a firm or network."""
    needs_plain = mapping.record_type in MAIN_TYPES and field in (*_REFERENCES, "event_code")
    return field in mapping.columns and not (needs_plain and mapping.ranks[field] >= VAGUE_RANK)


def _own_count(mapping: Mapping) -> int:
    return sum(field in mapping.columns for field in RECORD_TYPES[mapping.record_type].own_fields)
