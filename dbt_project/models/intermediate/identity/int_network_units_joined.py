"""Mentions joined into networks: by people first, then by identifiers, then by name with shared members."""


def model(dbt, session):  # noqa: ANN001, ANN201 - both are dbt's own
    """Of each mention that is linked: its network (the mention that stands for it), and its first link."""
    dbt.config(materialized="in_place")
    links = dbt.ref("int_network_links_gathered")

    from identity.groups import COLUMNS, JOINED, joined_units
    from storage.literals import rows_query

    return session.sql(rows_query(JOINED, joined_units(links.project(", ".join(COLUMNS)).fetchall())))
