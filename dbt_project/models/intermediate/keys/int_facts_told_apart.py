"""Rows of contested keys that are not the first fact of their key."""


def model(dbt, session):  # noqa: ANN001, ANN201 - both are dbt's own
    """Of each such row: the number of its fact, and whether a code was used again."""
    dbt.config(materialized="in_place")
    contested = dbt.ref("int_keys_contested")

    from identity.facts import told_apart

    return told_apart(contested)
