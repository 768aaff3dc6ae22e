"""Units joined into firms: by people first, then by identifiers, then by the model; what must stay apart does."""


def model(dbt, session):
    """Of each unit that is linked: its firm (the unit that stands for it), and the link that joined it first."""
    dbt.config(materialized="table")
    links = dbt.ref("int_firm_links_gathered")

    from identity.groups import joined_units

    return joined_units(links)
