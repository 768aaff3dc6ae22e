"""Units joined into firms: by people, then by identifiers, then by the model; what must stay apart does."""


def model(dbt, session):  # noqa: ANN001, ANN201 - both are dbt's own
    """Of each unit that is linked: its firm (the unit that stands for it), and its first link."""
    dbt.config(materialized="in_place")
    links = dbt.ref("int_firm_links_gathered")

    from identity.groups import COLUMNS, JOINED, joined_units
    from storage.literals import rows_query

    return session.sql(rows_query(JOINED, joined_units(links.project(", ".join(COLUMNS)).fetchall())))
