"""A person's own question from the dashboard: answered in a process apart, remembered for one drawing to the next."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.data.asking import ask, records
from publication.people_sql import Answer, Limits, ask_apart
from publication.reader import Publication
from publication.sources import Source
from storage.home import Home

LIMITS = Limits(seconds=30.0, rows=100_000, answer_mb=64)


@dataclass(frozen=True)
class Relation:
    """A table, view or macro as the schema browser tells of it."""

    name: str
    kind: str
    comment: str


def ask_as_person(publication: Publication, sql: str, parameters: Mapping[str, object]) -> Answer:
    """Answer a question on what the page shows; raises PalError with one Italian line."""
    home = Home.from_environment()
    return ask_apart(_source(publication), sql, parameters, LIMITS, asker="dashboard", home=home)


def _source(publication: Publication) -> Source:
    """The publication's own file, or the edition that the page is drawn from."""
    if publication.path.is_dir():
        from editions.folder import Edition
        from editions.sealed import source_of

        return source_of(Edition(publication.path))
    return Source(str(publication.path))


def load_relations(publication: Publication) -> list[Relation]:
    """Macros first, then what is ready-made, then tables."""
    sql = """
        select name, kind, coalesce(comment, '') as comment from (
            select function_name as name, 'macro' as kind, any_value(comment) as comment, 0 as place
            from duckdb_functions() where function_type = 'table_macro' and comment is not null group by 1
            union all
            select view_name, 'vista', comment, 1 from duckdb_views() where not internal
            union all
            select table_name, 'tabella', comment, 2 from duckdb_tables() where not internal
        ) order by place, name"""
    return [Relation(row["name"], row["kind"], row["comment"]) for row in records(ask(publication, sql))]


def load_columns(publication: Publication) -> pd.DataFrame:
    """Every column with its relation, type and comment; of a macro its parameters."""
    sql = """
        select table_name as relation, column_name as name, data_type as type, coalesce(comment, '') as comment
        from duckdb_columns() where not internal
        union all
        select macro, parameter, 'parametro', meaning_it from macro_parameters"""
    return ask(publication, sql)
