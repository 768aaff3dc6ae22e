"""Columns judged as columns: what one value of a column tells of how the others are to be read."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import duckdb

from ingest.column_numbers import look_at_heading
from ingest.column_values import has_digits, look_at_days, look_at_values, sign_of
from ingest.grouped_rows import look_at_members, look_at_presences
from ingest.limits import Limits
from ingest.mapping import Mapping
from ingest.notes import Note, counted
from ingest.record_types import NETWORK_REFERENCE
from ingest.refusals import RefusalError
from ingest.row_kinds import LEGAL_FORM
from ingest.sources import Sheet
from ingest.staged_columns import Judged, StagedColumn, row_list
from ingest.stages import Stage
from ingest.unused_columns import look_at_unused, says_undone
from storage.literals import sql_literal

ERROR = (
    r"#(N/?[AD]|N/A|ND|VALORE!|VALUE!|DIV/0!|RIF!|REF!|NOME\?|NAME\?|NUM!|NULLO!|NULL!|ERR|SPILL!|CALC!|#{2,}"
    r"|ERROR!|FIELD!|BUSY!|CONNECT!|BLOCKED!|UNKNOWN!|EXTERNAL!|PYTHON!|GETTING_DATA)!?"
    r"|[Ee]rr(ore)?\.?:[0-9]{3}|Loading\.\.\."
)
_NAMES = ("company_name", "supplier")
_PLACES = ("municipality", "province")
_FORM_ENDS = "'srl', 'spa', 'snc', 'sas', 'r.l', 'p.a', 'n.c', 'a.s', '.l.', '.a.', '.c.', '.s.'"
"""Cheaper than the pattern, which few cells then need."""


def judge_columns(
    con: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    stage: Stage,
    mappings: tuple[Mapping, ...],
    header_width: int,
    limits: Limits,
    units: Sequence[str | None] = (),
    totals: Collection[int] = (),
) -> Judged:
    """Look at the columns that are read. Raises RefusalError where no value of one can be trusted. `units`: what
    a row of hints below the headings says, by position. `totals`: the positions of rows that only sum up."""
    judged = Judged()
    used = {position: name for mapping in reversed(mappings) for name, position in mapping.columns.items()}
    if not used or not stage.count:
        return judged
    used = {position: name for position, name in used.items() if position < len(stage.columns)}
    look = _Look(con, sheet, stage, judged)
    for position, name in used.items():
        if name.endswith("_date") or name == "period_end":
            look_at_days(look.column(position))
    for position, worth in look.worth_a_look(used, limits).items():
        if worth:
            look_at_values(look.column(position), used[position])
        unit = units[position] if position < len(units) else None
        look_at_heading(look.column(position), used[position], unit or "")
    look.at_groups(mappings)
    look.at_surplus(mappings, header_width)
    look.at_errors(mappings)
    look.at_unused(mappings, header_width)
    look.at_formulas(used, {stage.first_row + position for position in totals})
    look.at_hidden_rows()
    look.at_marks()
    return judged


class _Look:
    """One stage, looked at as a whole."""

    def __init__(self, con: duckdb.DuckDBPyConnection, sheet: Sheet, stage: Stage, judged: Judged) -> None:
        self._con = con
        self._sheet = sheet
        self._stage = stage
        self._judged = judged
        self._with_errors: set[int] = set()

    def column(self, position: int) -> StagedColumn:
        """One of its columns."""
        return StagedColumn(self._con, self._sheet, self._stage, self._judged, position)

    def worth_a_look(self, used: dict[int, str], limits: Limits) -> dict[int, bool]:
        """The columns that hold a sign of what `look_at_values` judges; asked of all at once. Raises RefusalError for
        a cell longer than a spreadsheet's can be: it is no text of a person."""
        asked = []
        for position, name in used.items():
            column = self._stage.columns[position]
            asked += [
                f"max(strlen({column}))",
                f"count(*) filter ({column} >= '#' and {column} < '$' or {column} >= 'Err' and {column} < 'Ers'"
                f" or {column} = 'Loading...') > 0",
                f"bool_or({sign_of(name).format(column)})",
            ]
        [answer] = self._con.execute(f"select {', '.join(asked)} from {self._stage.relation}").fetchall()
        for number, position in enumerate(used):
            length, has_error, _ = answer[3 * number : 3 * number + 3]
            if (length or 0) > limits.cell_characters:
                long = self.column(position)
                row = long.rows(f"strlen({long.name}) > {limits.cell_characters}")[0][0]
                raise RefusalError(
                    f"{long.where(row)} contiene più di {limits.cell_characters} caratteri: accorciarla "
                    "e riconsegnare il file"
                )
            if has_error:
                self._with_errors.add(position)
        return {position: bool(answer[3 * number + 2]) for number, position in enumerate(used)}

    def at_groups(self, mappings: tuple[Mapping, ...]) -> None:
        """Members below the network that they are of, presences below their day."""
        for mapping in mappings:
            if mapping.record_type == "network_members":
                first = min(mapping.columns[one] for one in NETWORK_REFERENCE if one in mapping.columns)
                look_at_members(self._stage, mapping.columns, self.column(first), self._judged)
            elif mapping.record_type == "contacts":
                together = {name: place for one in mappings for name, place in one.columns.items()}
                day = self.column(mapping.columns["contact_date"])
                look_at_presences(self._stage, together, day, self._judged)

    def at_surplus(self, mappings: tuple[Mapping, ...], header_width: int) -> None:
        """In a text, a row that is filled and goes on beyond the headings is shifted, unless most rows are so. So is
        one, however empty at its end, whose name's end stands where a place or a number should (`Rossi`, ` Srl`)."""
        signs = list(_names_cut(mappings, self._stage.columns[:header_width]))
        if len(self._stage.columns) > header_width:
            filled = " + ".join(
                f"coalesce(trim({column}) <> '', false)::int" for column in self._stage.columns[:header_width]
            )
            signs.append(
                f"trim({self._stage.columns[header_width]}) <> '' and ({filled}) * 2 > {header_width}"
            )
        if not signs:
            return
        beyond = self.column(min(header_width, len(self._stage.columns) - 1))
        rows = beyond.rows(" or ".join(f"({sign})" for sign in signs), 100_000)
        if not rows or len(rows) * 2 > self._stage.count:
            return
        beyond.reject((row for row, _ in rows), "shifted")
        self._judged.tell_of_rows(
            "rows_shifted",
            f"{counted(len(rows), 'riga', 'righe')} con più celle che intestazioni ({row_list(rows)}): "
            "il separatore sta forse dentro un testo, metterlo fra virgolette",
            rows,
        )

    def at_errors(self, mappings: tuple[Mapping, ...]) -> None:
        """Cells that hold #N/D, Err:508 and the like hold no value: each is a note, the line tells the first."""
        found = [
            note
            for mapping in mappings
            for name, position in mapping.columns.items()
            if position in self._with_errors
            for note in self._errors_of(mapping.record_type, name, position)
        ]
        places = list(dict.fromkeys(note.words for note in found))
        if places:
            words = counted(len(places), "cella contiene un errore", "celle contengono un errore")
            words += " e non un valore: "
            self._judged.tell(
                "cell_errors",
                words + ", ".join(places[:3]) + (" …" if len(places) > 3 else ""),
                True,
                len(places),
            )
        self._judged.notes += [replace(note, words="") for note in found]

    def _errors_of(self, record_type: str, name: str, position: int) -> Iterator[Note]:
        column = self.column(position)
        condition = f"regexp_full_match(trim({column.name}), '{ERROR}')"
        for row, text in column.rows(condition, 10_000):
            place = f"{column.letters}{row} {text}"
            yield Note("cell_error", place, True, 1, row, record_type, name, column.heading, text)

    def at_unused(self, mappings: tuple[Mapping, ...], header_width: int) -> None:
        """What stands where nobody reads it, and would count otherwise."""
        self._tell_enrolled(mappings, header_width)
        used = {position for mapping in mappings for position in mapping.columns.values()}
        width = min(header_width, len(self._stage.columns))
        unused = [self.column(one) for one in range(width) if one not in used]
        look_at_unused(unused, {mapping.record_type for mapping in mappings})

    def _tell_enrolled(self, mappings: tuple[Mapping, ...], header_width: int) -> None:
        """Who enrolled need not have come: without a column of presences all count as having come."""
        read = {name for mapping in mappings for name in mapping.columns}
        headings = [self.column(position).heading for position in range(header_width)]
        enrolled = [
            heading for heading in headings if re.match(r"«(data )?(pre)?iscri", heading, re.IGNORECASE)
        ]
        if enrolled and "event_code" in read and "outcome" not in read:
            self._judged.tell(
                "presence_unsaid",
                f"sotto {enrolled[0]} sta l’iscrizione: chi è iscritto conta come presente; per le presenze serve "
                "la colonna Presente",
                is_loss=True,
            )

    def at_formulas(self, used: dict[int, str], totals: Collection[int]) -> None:
        """A formula that no spreadsheet program has calculated has no result to read, which only a total needs not; one
        as heading hides what stands below it."""
        columns = {self._sheet.left + position for position in used}
        headings = {
            (self._stage.first_row - 1, self._sheet.left + position): f"count({column})"
            for position, column in enumerate(self._stage.columns)
        }
        hiding = [one for one in headings if one in self._sheet.facts.uncalculated]
        if hiding:
            counts = ", ".join(headings[one] for one in hiding)
            [filled] = self._con.execute(f"select {counts} from {self._stage.relation}").fetchall()
            hiding = [one for one, count in zip(hiding, filled, strict=True) if count]
        body = [
            one
            for one in self._sheet.facts.uncalculated
            if one in hiding or (one[1] in columns and self._has(one[0]) and one[0] not in totals)
        ]
        if body:
            row, number = min(body)
            cell = self.column(number - self._sheet.left).where(row)
            raise RefusalError(
                f"{cell} ha una formula mai calcolata (il file è scritto da un "
                "programma): aprirlo con Excel, salvarlo e riconsegnarlo"
            )

    def at_hidden_rows(self) -> None:
        """Rows that a filter hides are read as the others."""
        hidden = sum(map(self._has, self._sheet.facts.hidden_rows))
        if hidden:
            words = counted(hidden, "riga nascosta da un filtro, letta", "righe nascoste da un filtro, lette")
            self._judged.tell("rows_hidden", words, row_count=hidden)

    def at_marks(self) -> None:
        """Rows struck through are read as the others, comments are not read."""
        struck = [(row, "") for row in sorted(filter(self._has, self._sheet.facts.struck_rows))]
        if struck:
            words = counted(len(struck), "riga con celle barrate, letta", "righe con celle barrate, lette")
            self._judged.tell_of_rows(
                "rows_struck",
                f"{words} ({row_list(struck)}): se non valgono toglierle, o scrivere sì sotto Annullato",
                struck,
            )
        places = {place: said for place, said in self._sheet.facts.comments.items() if self._has(place[0])}
        if places:
            cells = [
                f"{self.column(column - self._sheet.left).letters}{row}" for row, column in sorted(places)
            ]
            more = f" e altri {len(cells) - 3}" if len(cells) > 3 else ""
            self._judged.tell(
                "comments_unread",
                f"{counted(len(cells), 'commento non letto', 'commenti non letti')} ({', '.join(cells[:3])}{more})",
                is_loss=any(map(says_undone, places.values())),
                row_count=len(cells),
            )

    def _has(self, row: int) -> bool:
        return self._stage.first_row <= row < self._stage.first_row + self._stage.count


def _names_cut(mappings: tuple[Mapping, ...], columns: Sequence[str]) -> Iterator[str]:
    """Of each column of names the sign, in SQL, that the name goes on in the place or number to its right."""
    form = sql_literal(rf"(?i)\b({LEGAL_FORM.pattern})[\s.]*$")
    for mapping in mappings:
        fields = {position: name for name, position in mapping.columns.items() if position < len(columns)}
        for position, name in fields.items():
            right = fields.get(position + 1, "")
            if name in _NAMES and (right in _PLACES or has_digits(right)):
                column = columns[position + 1]
                yield f"lower(right({column}, 3)) in ({_FORM_ENDS}) and regexp_matches({column}, {form})"
