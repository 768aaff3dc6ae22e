"""A person's own SQL, answered by a child process that cannot take the machine with it.

    from publication.people_sql import Limits, ask_apart
    from publication.sources import published

    answer = ask_apart(published(home), "from kpi(code := $code)", {"code": "firms_reached"}, asker="anna")
    answer.columns, answer.types      # names; types as DuckDB writes them
    answer.table, answer.rows()       # a pyarrow.Table; Python tuples
    answer.cut                        # None, or why rows are missing: `answer.cut_in_words`
    answer.seconds                    # from the question to the last row

An edition is asked in the same way: `editions.sealed.source_of(edition)` in place of `published(home)`.
Raises `NotAnswered` where the question is wrong or not allowed (`.kind`, `.detail`: DuckDB's own words,
with the position), `TooLong` past the time, `TooMuchMemory` past the memory: all are one Italian line.
`home=` names where the question is logged (`logs/questions-AAAA-MM.jsonl`): who, when, what, how long, how
many rows.
"""

from publication.people_sql.answer import Answer, NotAnswered, TooMuchMemory
from publication.people_sql.asking import ask_apart
from publication.people_sql.limits import Limits

__all__ = ["Answer", "Limits", "NotAnswered", "TooMuchMemory", "ask_apart"]
