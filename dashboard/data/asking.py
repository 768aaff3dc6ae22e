"""How a question reaches the publication: answers are kept with it, by arguments, so a page drawn again asks
nothing twice, and a new publication is never answered from an old one.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import wraps
from threading import RLock
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import duckdb
import pandas as pd

from publication.reader import Publication
from storage.literals import sql_literal

KEPT_ANSWERS = 3000
Answer = TypeVar("Answer")
Asked = ParamSpec("Asked")
_ARGUMENT = re.compile(r"\$([a-z_]+)")
WINDOW = """since := $since::date, until := $until::date, province := $province::varchar,
    partner := $partner::varchar, desk := $desk::varchar, sector := $sector::varchar"""


@dataclass(frozen=True)
class Filters:
    """What the reader chose; None means no filter. Days are included at both ends.

    Province, partner and sector are one code or several parted by blanks, as the macros take them.
    """

    since: date | None = None
    until: date | None = None
    province: str | None = None
    partner: str | None = None
    desk: str | None = None
    sector: str | None = None

    def parameters(self) -> dict[str, object]:
        """The macros' arguments by name, for a query with WINDOW in it."""
        return asdict(self)

    @property
    def provinces(self) -> list[str]:
        """The provinces chosen; none means all."""
        return (self.province or "").split()

    @property
    def partners(self) -> list[str]:
        """The partners chosen; none means all."""
        return (self.partner or "").split()

    def has_partner(self, code: str) -> bool:
        """Whether a partner is among those chosen."""
        return self.partner is None or code in self.partners


@dataclass
class Answers:
    """What one publication was asked; the lock keeps many readers of a new one from asking the same at once."""

    kept: dict[Hashable, Any] = field(default_factory=dict)
    lock: RLock = field(default_factory=RLock)


# By publication: when nobody holds an old one any more, its answers go with it.
_ANSWERS: WeakKeyDictionary[Publication, Answers] = WeakKeyDictionary()


def remember(publication: Publication, question: Hashable, find: Callable[[], Answer]) -> Answer:
    """What `find` gives, found once for a publication and question. Nobody may change what is given."""
    answers = _ANSWERS.setdefault(publication, Answers())
    if question not in answers.kept:
        with answers.lock:
            if question not in answers.kept:
                found = find()
                while len(answers.kept) >= KEPT_ANSWERS:
                    answers.kept.pop(next(iter(answers.kept)))
                answers.kept[question] = found
                return found
    answer: Answer | None = answers.kept.get(question)
    return find() if answer is None else answer


def question_of(load: Callable[..., object], /, *args: Any, **kwargs: Any) -> Hashable:
    """What the answer of a `remembered` function to these arguments is kept under."""
    return load.__qualname__, args, tuple(sorted(kwargs.items()))


def recall(publication: Publication, question: Hashable) -> Any:
    """The answer that is kept for a question, None where there is none."""
    answers = _ANSWERS.get(publication)
    return None if answers is None else answers.kept.get(question)


def remembered(
    load: Callable[Concatenate[Publication, Asked], Answer],
) -> Callable[Concatenate[Publication, Asked], Answer]:
    """A function of a publication and plain arguments whose answers are remembered."""

    @wraps(load)
    def ask_once(publication: Publication, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        question = question_of(load, *args, **kwargs)
        return remember(publication, question, lambda: load(publication, *args, **kwargs))

    return ask_once


def ask(publication: Publication, sql: str, **arguments: object) -> pd.DataFrame:
    """Run a query, or give the answer that the same publication gave before."""
    question = (sql, tuple(sorted(arguments.items())))
    return remember(publication, question, lambda: run(publication, sql, arguments))


def run(publication: Publication, sql: str, arguments: Mapping[str, object]) -> pd.DataFrame:
    """Run a query on the publication, now.

    The arguments are written into it as literals: DuckDB plans a macro two to three times better around a
    value that it knows than around a bound one.
    """
    cursor: duckdb.DuckDBPyConnection = publication.connection.cursor()
    question = written(sql, arguments)
    frame = cursor.execute(question).df()
    frame.attrs["question"] = question
    return frame


def question_behind(frame: pd.DataFrame) -> str:
    """The SQL that an answer was asked with, for who wants to ask it again."""
    question: str = frame.attrs["question"]
    return question


def written(sql: str, arguments: Mapping[str, object]) -> str:
    """A query with its arguments written into it."""
    return _ARGUMENT.sub(lambda found: write(arguments[found[1]]), sql)


def write(value: object) -> str:
    """A text, day, moment or NULL as SQL reads it."""
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return sql_literal(value)
    return sql_literal(str(value))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dicts by column."""
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def as_code(value: object) -> str | None:
    """A cell as a code, None where the database had NULL."""
    return value if isinstance(value, str) and value else None


def as_float(value: float | None) -> float | None:
    """A cell as a float, None where the database had NULL."""
    return None if value is None or value != value else float(value)


def as_day(value: Any) -> date | None:
    """A cell as a day, None where the database had NULL."""
    return None if pd.isna(value) else pd.Timestamp(value).date()


def find_moment(publication: Publication, key: str) -> datetime | None:
    """A moment that the publication tells about itself (newest_received_at, built_at; UTC), if it does."""
    text = publication.meta.get(key)
    return datetime.fromisoformat(text) if text else None


def find_day(publication: Publication, key: str) -> date | None:
    """A day that the publication tells about itself (project_start, project_end), if it does."""
    text = publication.meta.get(key)
    return date.fromisoformat(text[:10]) if text else None
