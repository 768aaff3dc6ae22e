"""Columns judged as columns: what one value of a column tells of how the others are to be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import duckdb

from ingest.limits import Limits
from ingest.mapping import Mapping
from ingest.notes import Note, counted
from ingest.refusals import RefusalError
from ingest.row_kinds import LEGAL_FORM
from ingest.sources import Sheet
from ingest.stages import Stage
from storage.literals import sql_literal

_MOST_DAYS = 20_000
_DAY = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})(?!\d)")
_CODES = (
    "partner_firm_code", "codice_fiscale", "partita_iva", "network_codice_fiscale", "network_code", "contact_code",
    "event_code", "service_code", "document_number", "supplier_codice_fiscale", "register_number",
)  # fmt: skip
_NUMBERS = ("hours", "employees", "attendees", "value", "satisfaction")
_BETWEEN_FIRMS = (";", "\n", "\r", "/", "|", "+", " e ")
_MONTHS = ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"]
ERROR = (
    r"#(N/?[AD]|N/A|ND|VALORE!|VALUE!|DIV/0!|RIF!|REF!|NOME\?|NAME\?|NUM!|NULLO!|NULL!|ERR|SPILL!|CALC!)!?"
)


@dataclass
class Judged:
    """How the columns of a stage are landed: by position the SQL to read it by, by row the kind of those that
    are rejected, and what is told."""

    rewrites: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def is_number_field(name: str) -> bool:
    """Whether the field holds a figure that would count again if its cell were repeated."""
    return name.endswith("_eur") or name in _NUMBERS


def has_digits(name: str) -> bool:
    """Whether the field's values have digits: days, figures and codes."""
    return name.endswith("_date") or name in _CODES or is_number_field(name)


def judge_columns(
    con: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    stage: Stage,
    mappings: tuple[Mapping, ...],
    header_width: int,
    limits: Limits,
) -> Judged:
    """Look at the columns that are read. Raises RefusalError where no value of one can be trusted."""
    judged = Judged()
    used = {position: name for mapping in reversed(mappings) for name, position in mapping.columns.items()}
    if not used or not stage.count:
        return judged
    used = {position: name for position, name in used.items() if position < len(stage.columns)}
    look = _Look(con, sheet, stage, judged)
    for position, name in used.items():
        if name.endswith("_date") or name == "period_end":
            look.at_days(position)
    for position, worth in look.worth_a_look(used, limits).items():
        if worth:
            look.at_values(position, used[position])
    look.at_surplus(header_width)
    look.at_errors(mappings)
    look.at_formulas(used)
    look.at_hidden_rows()
    return judged


class _Look:
    """One stage, looked at column by column."""

    def __init__(self, con: duckdb.DuckDBPyConnection, sheet: Sheet, stage: Stage, judged: Judged) -> None:
        self._con = con
        self._sheet = sheet
        self._stage = stage
        self._judged = judged
        self._with_errors: set[int] = set()

    def worth_a_look(self, used: dict[int, str], limits: Limits) -> dict[int, bool]:
        """The columns that hold a sign of what `at_values` judges; asked of all at once. Raises RefusalError for
        a cell longer than a spreadsheet's can be: it is no text of a person."""
        asked = []
        for position, name in used.items():
            column = self._stage.columns[position]
            asked += [
                f"max(strlen({column}))",
                f"count(*) filter ({column} >= '#' and {column} < '$') > 0",
                f"bool_or({_sign(name).format(column)})",
            ]
        [answer] = self._con.execute(f"select {', '.join(asked)} from {self._stage.relation}").fetchall()
        for number, position in enumerate(used):
            length, has_error, _ = answer[3 * number : 3 * number + 3]
            if (length or 0) > limits.cell_characters:
                column = self._stage.columns[position]
                row = self._rows(f"strlen({column}) > {limits.cell_characters}", column)[0][0]
                raise RefusalError(
                    f"{self._where(position, row)} contiene più di {limits.cell_characters} caratteri: accorciarla "
                    "e riconsegnare il file"
                )
            if has_error:
                self._with_errors.add(position)
        return {position: bool(answer[3 * number + 2]) for number, position in enumerate(used)}

    def at_values(self, position: int, name: str) -> None:
        """Judge the values of a column that reads a field."""
        if name in _CODES:
            self._at_codes(position)
        elif is_number_field(name):
            self._at_numbers(position, is_money=name.endswith("_eur"))
        elif name == "codice_ateco":
            self._at_sectors(position)
        elif name == "company_name":
            self._at_firms(position)

    def at_days(self, position: int) -> None:
        """One 05/31 makes a column month-first, where no 31/05 says the contrary."""
        column = self._stage.columns[position]
        distinct = self._con.execute(
            f"select distinct {column} from {self._stage.relation} where {column} is not null limit {_MOST_DAYS}"
        ).fetchall()
        american, italian = None, False
        for (text,) in distinct:
            found = _DAY.match(text)
            if found and int(found[2]) > 12 >= int(found[1]):
                american = text if american is None else min(american, text)
            italian = italian or bool(found and int(found[1]) > 12 >= int(found[2]))
        if american is None or italian:
            return
        row = self._rows(f"{column} = {sql_literal(american)}", column)[0][0]
        raise RefusalError(
            f"{self._where(position, row)} contiene «{american.strip()}»: nella colonna il mese sta prima del giorno, "
            "e 04/03 non si può distinguere da 03/04; scrivere le date come gg/mm/aaaa e riconsegnare il file"
        )

    def _at_codes(self, position: int) -> None:
        """A code that a spreadsheet program shortened to 1,23457E+10 is lost."""
        column = self._stage.columns[position]
        pattern = r"^\s*[0-9]([.,][0-9]+)?E\+?[0-9]+\s*$"
        rows = self._rows(f"contains({column}, 'E+') and regexp_matches({column}, '{pattern}')", column)
        if rows:
            raise RefusalError(
                f"{self._where(position, rows[0][0])} contiene «{rows[0][1].strip()}»: codici in notazione "
                "scientifica, di cui mancano delle cifre; dare alla colonna il formato Testo, riscrivere i codici "
                "e riconsegnare il file"
            )

    def _at_numbers(self, position: int, is_money: bool) -> None:
        """In a column with a decimal point, 1.250 is one and a quarter and 1,250.00 is a thousand and more.

        Amounts whose every comma has three figures behind it are doubtful: they are read as decimals, and told.
        """
        column = self._stage.columns[position]
        point = r"^\s*-?[0-9]+\.([0-9]{1,2}|[0-9]{4,})\s*$|^\s*-?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+\s*$"
        comma = r",[0-9]{1,2}\s*€?\s*$|\.[0-9]{3},"
        thousand = r"^\s*-?[1-9][0-9]{0,2}[.,][0-9]{3}\s*$"
        [found] = self._con.execute(
            rf"""select bool_or(regexp_matches({column}, '{point}')), bool_or(regexp_matches({column}, '{comma}')),
                bool_or(regexp_matches({column}, '{thousand}')),
                min({column}) filter (regexp_matches({column}, ',[0-9]{{3}}\s*€?\s*$')),
                bool_or(regexp_matches({column}, ',[0-9]{{1,2}}\s*€?\s*$'))
            from (select distinct {column} from {self._stage.relation} where regexp_matches({column}, '[.,]'))"""
        ).fetchall()
        if is_money and found[3] and not found[0] and not found[4]:
            words = (
                f"colonna {self._heading(position)}: «{found[3].strip()}» letto con la virgola dei decimali"
            )
            self._tell("decimal_comma", f"{words}; se sono migliaia scrivere 1.234,00", is_loss=True)
        if found[0] and not found[1] and found[2]:
            self._judged.rewrites[position] = (
                f"case when not regexp_matches({column}, '{thousand}') then {column}"
                f" when contains({column}, ',') then replace({column}, ',', '') else trim({column}) || '0' end"
            )
            self._tell(
                "decimal_point",
                f"colonna {self._heading(position)} letta col punto come separatore dei decimali",
            )

    def _at_sectors(self, position: int) -> None:
        """An ATECO code that a spreadsheet program took for a day: 25.11 became 25 November."""
        column = self._stage.columns[position]
        day = r"^\s*([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{1,2}-[a-zA-Z]{3})\b"
        rows = self._rows(f"regexp_matches({column}, '{day}')", column, 100_000)
        codes = {text: code for _, text in rows if (code := _sector_of_day(text))}
        if not codes:
            return
        cases = " ".join(f"when {sql_literal(text)} then {sql_literal(code)}" for text, code in codes.items())
        self._judged.rewrites[position] = f"case {column} {cases} else {column} end"
        text, code = next(iter(codes.items()))
        self._tell(
            "sector_was_day",
            counted(len(rows), "codice ATECO diventato una data", "codici ATECO diventati date")
            + f": «{text}» letto {code}",
            row_count=len(rows),
        )

    def _at_firms(self, position: int) -> None:
        """Two firms in one cell are no firm."""
        column = self._stage.columns[position]
        rows = self._rows(rf"regexp_matches({column}, '[;\n\r/|+]| e ')", column, 100_000)
        several = [(row, text) for row, text in rows if _is_several(text)]
        for row, _ in several:
            self._judged.kinds[row - self._stage.first_row] = "several"
        if several:
            self._tell(
                "several_firms",
                f"più imprese in una cella ({_row_list(several)}): una riga per impresa",
                is_loss=True,
                row_count=len(several),
                row_number=several[0][0],
            )

    def at_surplus(self, header_width: int) -> None:
        """In a text, a row that is filled and goes on beyond the headings is shifted, unless most rows are so."""
        surplus = self._stage.columns[header_width:]
        if not surplus:
            return
        filled = " + ".join(
            f"coalesce(trim({column}) <> '', false)::int" for column in self._stage.columns[:header_width]
        )
        rows = self._rows(
            f"trim({surplus[0]}) <> '' and ({filled}) * 2 > {header_width}", surplus[0], 100_000
        )
        if not rows or len(rows) * 2 > self._stage.count:
            return
        for row, _ in rows:
            self._judged.kinds[row - self._stage.first_row] = "shifted"
        self._tell(
            "rows_shifted",
            f"{counted(len(rows), 'riga', 'righe')} con più celle che intestazioni ({_row_list(rows)}): "
            "il separatore sta forse dentro un testo, metterlo fra virgolette",
            is_loss=True,
            row_count=len(rows),
            row_number=rows[0][0],
        )

    def at_errors(self, mappings: tuple[Mapping, ...]) -> None:
        """Cells that hold #N/D and the like hold no value: each is a note of its own, the line tells the first."""
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
            self._tell(
                "cell_errors",
                words + ", ".join(places[:3]) + (" …" if len(places) > 3 else ""),
                True,
                len(places),
            )
        self._judged.notes += [replace(note, words="") for note in found]

    def _errors_of(self, record_type: str, name: str, position: int) -> Iterator[Note]:
        column = self._stage.columns[position]
        condition = f"starts_with({column}, '#') and regexp_full_match({column}, '{ERROR}')"
        for row, text in self._rows(condition, column, 10_000):
            place = f"{column_letters(self._sheet.left + position)}{row} {text}"
            yield Note("cell_error", place, True, 1, row, record_type, name, self._heading(position), text)

    def at_formulas(self, used: dict[int, str]) -> None:
        """A formula that no spreadsheet program has calculated has no result to read."""
        columns = {self._sheet.left + position for position in used}
        body = [one for one in self._sheet.facts.uncalculated if one[1] in columns and self._has(one[0])]
        if body:
            row, column = min(body)
            raise RefusalError(
                f"{self._where(column - self._sheet.left, row)} ha una formula mai calcolata (il file è scritto da un "
                "programma): aprirlo con Excel, salvarlo e riconsegnarlo"
            )

    def at_hidden_rows(self) -> None:
        """Rows that a filter hides are read as the others."""
        hidden = sum(map(self._has, self._sheet.facts.hidden_rows))
        if hidden:
            words = counted(hidden, "riga nascosta da un filtro, letta", "righe nascoste da un filtro, lette")
            self._tell("rows_hidden", words, row_count=hidden)

    def _has(self, row: int) -> bool:
        return self._stage.first_row <= row < self._stage.first_row + self._stage.count

    def _rows(self, condition: str, column: str, most: int = 1) -> list[tuple[int, str]]:
        """Row numbers as the user sees them, and what the column holds there."""
        relation, position = self._stage.relation, self._stage.position
        return self._con.execute(
            f"select ({position} + {self._stage.first_row})::bigint, {column} from {relation} where {condition} "
            f"order by 1 limit {most}"
        ).fetchall()

    def _heading(self, position: int) -> str:
        header = self._stage.first_row - 1 - self._sheet.top
        return f"«{' '.join(self._sheet.preview[header][position].split())}»"

    def _where(self, position: int, row: int) -> str:
        sheet = f"foglio «{self._sheet.name}», " if self._sheet.name else ""
        return f"{sheet}la cella {column_letters(self._sheet.left + position)}{row}"

    def _tell(
        self, kind: str, words: str, is_loss: bool = False, row_count: int = 0, row_number: int | None = None
    ) -> None:
        self._judged.notes.append(Note(kind, words, is_loss, row_count, row_number))


def _sign(name: str) -> str:
    """The cheap sign of what a field's values are judged by."""
    if name in _CODES:
        return "contains({0}, 'E+')"
    if is_number_field(name):
        return "contains({0}, '.') or left(right({0}, 4), 1) = ','"
    if name == "codice_ateco":
        return "contains({0}, '-') or contains({0}, '/')"
    if name == "company_name":
        return " or ".join(f"contains({{0}}, {sql_literal(mark)})" for mark in _BETWEEN_FIRMS)
    return "false"


def column_letters(number: int) -> str:
    """The letters by which a spreadsheet program names a column, from 1."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _is_several(text: str) -> bool:
    """Whether two parts of a name have a legal form and a name of their own; what stands in brackets (formerly,
    in short) is no firm beside it."""
    parts = re.split(r"[;\n\r/|+]| e ", re.sub(r"\([^)]*\)", " ", text))
    named = [
        part
        for part in parts
        if LEGAL_FORM.search(part) and re.search(r"[^\W\d_]{3,}", LEGAL_FORM.sub(" ", part))
    ]
    return len(named) > 1


def _sector_of_day(text: str) -> str | None:
    found = re.match(r"\s*(\d{4})-(\d\d)-(\d\d)", text)
    if found:
        return f"{found[3]}.{found[2]}"
    found = re.match(r"\s*(\d{1,2})/(\d{1,2})/\d{4}", text)
    if found:
        return f"{int(found[1]):02d}.{int(found[2]):02d}"
    found = re.match(r"\s*(\d{1,2})-([a-zA-Z]{3})", text)
    if found and found[2].lower() in _MONTHS:
        return f"{int(found[1]):02d}.{_MONTHS.index(found[2].lower()) + 1:02d}"
    return None


def _row_list(rows: list[tuple[int, str]]) -> str:
    shown = ", ".join(str(row) for row, _ in rows[:5])
    return f"{'riga' if len(rows) == 1 else 'righe'} {shown}" + (" …" if len(rows) > 5 else "")
