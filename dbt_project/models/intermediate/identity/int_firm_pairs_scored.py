"""Each candidate pair with the model's weight, the binary logarithm of the odds that the two are one firm."""


def model(dbt, session):  # noqa: ANN001, ANN201 - both are dbt's own
    """The pairs with `weight` and `verdict` (same, unsure, other)."""
    dbt.config(materialized="in_place")
    pairs = dbt.ref("int_firm_pairs_gathered")  # noqa: F841 - DuckDB finds it by its name
    mentions = dbt.ref("int_firm_mentions_gathered")  # noqa: F841

    from identity.model import ASKED_FROM, LINKED_FROM
    from identity.weights import weights_sql

    return session.sql(
        f"""
        select
            *,
            case
                when weight < {ASKED_FROM} then 'other'
                when weight < {LINKED_FROM} or is_name_alone then 'unsure'
                else 'same'
            end as verdict
        from ({weights_sql("pairs", "mentions")})
        """
    )
