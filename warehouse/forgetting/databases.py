"""A person in the text columns of a DuckDB file."""

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from publication.unchanged import close_published
from storage.durable import move_into_place
from storage.literals import sql_literal
from warehouse.forgetting.marks import Mark

_COLUMNS = """
    select schema_name, table_name, column_name, data_type from duckdb_columns()
    where database_name = current_database() and not internal and data_type like 'VARCHAR%'
        and (schema_name, table_name) in (select schema_name, table_name from duckdb_tables())
    """


def is_database(path: Path) -> bool:
    """Whether a file is DuckDB's, whatever its name."""
    with path.open("rb") as file:
        return file.read(12)[8:] == b"DUCK"


def count_in_database(path: Path, marks: Sequence[Mark]) -> int:
    """How many values of the file's tables tell of the person."""
    with duckdb.connect(path, read_only=True) as con:
        return sum(count for _, _, count in _found(con, marks))


def count_in_parquet(path: Path, marks: Sequence[Mark]) -> int:
    """How many rows of a Parquet file tell of the person."""
    pattern = "|".join(mark.pattern for mark in marks)
    with duckdb.connect() as con:
        told = con.execute(
            "select count(*) from read_parquet(?) as rows where regexp_matches(rows::varchar, ?)",
            [str(path), pattern],
        ).fetchone()
    return int(told[0]) if told else 0


def replace_in_copy(path: Path, marks: Sequence[Mark]) -> None:
    """Write a publication, or its twin, anew with the stand-ins: nothing of the old is left on its free pages."""
    mode = stat.S_IMODE(path.stat().st_mode)
    aside = path.with_name(f".{path.name}.tmp")
    aside.unlink(missing_ok=True)
    with duckdb.connect() as con:
        con.execute(f"attach {sql_literal(str(path))} as before (read_only)")
        con.execute(f"attach {sql_literal(str(aside))} as after")
        con.execute("copy from database before to after")
        con.execute("use after")
        for table, column, _ in list(_found(con, marks)):
            # Twice: what ends one may begin the next.
            for mark in (*marks, *marks):
                for pattern, stand_in in mark.replacements:
                    con.execute(
                        f"update {table} set {column} = regexp_replace({column}, ?, ?, 'g') "
                        f"where regexp_matches({column}, ?)",
                        [pattern, stand_in, pattern],
                    )
        con.execute("use memory")
        con.execute("checkpoint after")
        aside_clean = path.with_name(f".{path.name}.clean.tmp")
        aside_clean.unlink(missing_ok=True)
        con.execute(f"attach {sql_literal(str(aside_clean))} as clean")
        con.execute("copy from database after to clean")
    aside.unlink()
    move_into_place(aside_clean, path)
    close_published(path, mode)


def _found(con: duckdb.DuckDBPyConnection, marks: Sequence[Mark]) -> Iterator[tuple[str, str, int]]:
    """Table, column and number of values that tell of the person, of the database in use."""
    pattern = "|".join(mark.pattern for mark in marks)
    for schema, table, column, _ in con.execute(_COLUMNS).fetchall():
        named = f'"{schema}"."{table}"', f'"{column}"'
        told = con.execute(
            f"select count(*) from {named[0]} where regexp_matches({named[1]}::varchar, ?)", [pattern]
        ).fetchone()
        if told and told[0]:
            yield (*named, told[0])
