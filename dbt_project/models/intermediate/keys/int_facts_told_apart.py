"""Rows of contested keys that are not the first fact of their key."""


def model(dbt, session):  # noqa: ANN001, ANN201 - both are dbt's own
    """Of each such row: the number of its fact, and whether a code was used again."""
    dbt.config(materialized="in_place")
    contested = dbt.ref("int_keys_contested")

    from identity.facts import APART, COLUMNS, told_apart
    from storage.literals import rows_query

    return session.sql(rows_query(APART, told_apart(contested.project(", ".join(COLUMNS)).fetchall())))
