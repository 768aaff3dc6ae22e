"""Words that say whether something took place, as the dbt project has them: what is read there is told here."""

import csv
from functools import cache

import yaml

from storage.home import DBT_PROJECT

_PROJECT = DBT_PROJECT / "dbt_project.yml"
_SPELLINGS = DBT_PROJECT / "seeds" / "spellings.csv"


@cache
def undone_stems() -> tuple[str, ...]:
    """How words begin that say that it did not take place."""
    return _stems("undone_stems")


@cache
def done_stems() -> tuple[str, ...]:
    """How words begin that say that it did."""
    return _stems("done_stems")


@cache
def yes_words() -> tuple[str, ...]:
    """Spellings of a yes, in small letters; not those that say yes of a row to be cancelled (annullato)."""
    with _SPELLINGS.open(encoding="utf-8", newline="") as seed:
        found = [
            row["spelling"].lower()
            for row in csv.DictReader(seed)
            if (row["field"], row["code"]) == ("yes_no", "yes")
        ]
    return tuple(word for word in found if not word.startswith((*undone_stems(), "storn")))


def _stems(name: str) -> tuple[str, ...]:
    with _PROJECT.open(encoding="utf-8") as project:
        return tuple(yaml.safe_load(project)["vars"][name])
