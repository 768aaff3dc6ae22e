"""Every code that is published has an Italian word."""

from pathlib import Path

from publication.reader import open_published
from publication.vocabularies import vocabularies
from storage.home import Home

KEYS = ("_id", "_code", "_key", "_name", "_codes")
SAME_AS = {"resolved_by": "linked_by"}
OF_OTHERS = {
    "kpis", "model_name", "vocabulary", "code", "prominence", "key", "value", "argument", "macro",
    "parameter", "service_level",
}  # fmt: skip


def test_what_is_published_has_words(sample_home: Path) -> None:
    """Of each column that is named as a vocabulary; and what looks like a column of codes is one."""
    with open_published(Home(sample_home)) as publication:
        assert publication.values("select count(*) from dim_codes") == [
            sum(map(len, vocabularies().values()))
        ]
        columns = publication.query(
            "select table_name, column_name from duckdb_columns() where data_type = 'VARCHAR' and not internal "
            # it lists names of tables and columns, which are no codes
            "and table_name <> 'data_dictionary'"
        ).rows
        seen = set()
        for table, name in columns:
            column = SAME_AS.get(name, name)
            codes = publication.values(
                f'select distinct "{name}" from "{table}" where "{name}" is not null limit 2000'
            )
            if column in vocabularies():
                seen.add(column)
                without = set(codes) - vocabularies()[column].keys()
                assert not without, f"{table}.{column}: {without} lack words in dbt_project/seeds/codes.csv"
            elif not column.endswith(KEYS) and column not in OF_OTHERS:
                coded = [code for code in codes if code.islower() and code.replace("_", "").isalpha()]
                assert not codes or len(coded) < len(codes), (
                    f"{table}.{column} has codes without words: {coded}"
                )
    assert len(seen) > 15
