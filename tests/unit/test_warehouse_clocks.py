"""A model gives the same rows for the same inputs: none reads a clock, chance or what lies outside the warehouse.

Only so may a build keep what it made before: it looks at statements and inputs, and at nothing else.
"""

import re
from pathlib import Path

import pytest

from storage.home import DBT_PROJECT

SOURCES = sorted(
    path
    for folder in ("models", "macros", "tests")
    for kind in ("*.sql", "*.py")
    for path in (DBT_PROJECT / folder).rglob(kind)
)
ELSEWHERE = re.compile(
    r"""
    \b(current_date|current_time|current_timestamp|localtime|localtimestamp)\b
    | \b(now|today|get_current_time|get_current_timestamp|transaction_timestamp|clock_timestamp)\s*\(
    | \b(random|setseed|uuid|uuidv4|uuidv7|gen_random_uuid|nextval|txid_current|rand)\s*\(
    | \b(using\s+sample|tablesample)\b
    | \b(run_started_at|invocation_id)\b | \bmodules\. | \bgetenv\s*\(
    | \b(read_csv|read_csv_auto|read_parquet|read_json|read_text|read_blob|glob)\s*\(
    | ^\s*(import|from)\s+(datetime|time|random|secrets|uuid|os)\b
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)


def without_comments(source: str) -> str:
    return re.sub(r"\{#.*?#\}|--[^\n]*|#[^\n{}]*$", "", source, flags=re.DOTALL | re.MULTILINE)


def found_in(source: str) -> list[str]:
    return [match.group().strip() for match in ELSEWHERE.finditer(without_comments(source))]


@pytest.mark.parametrize(
    "source",
    [
        "select current_date as today_on",
        "where happened_on <= today()",
        "order by random()",
        "select '{{ run_started_at }}'",
        "from fct_firms using sample 10",
        "import random\n",
        "    from datetime import date\n",
        "from read_csv('x.csv')",
    ],
)
def test_the_scan_finds_what_it_is_for(source: str) -> None:
    assert found_in(source)


def test_no_model_reads_a_clock_chance_or_a_file() -> None:
    assert len(SOURCES) > 150
    found = {path.relative_to(DBT_PROJECT).as_posix(): _read(path) for path in SOURCES}
    # What a lake does once it is built: it forgets its earlier builds.
    assert {path: words for path, words in found.items() if words} == {"macros/lake.sql": ["now("]}


def _read(path: Path) -> list[str]:
    return found_in(path.read_text(encoding="utf-8"))
