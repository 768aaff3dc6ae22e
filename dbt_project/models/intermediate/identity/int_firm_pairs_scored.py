"""Each candidate pair with the model's weight, the binary logarithm of the odds that the two are one firm."""


def model(dbt, session):  # noqa: ANN001, ANN201 - both are dbt's own
    """The pairs with `weight` and `verdict` (same, unsure, other); without pairs splink is not imported."""
    dbt.config(materialized="in_place")
    pairs = dbt.ref("int_firm_pairs_gathered")  # noqa: F841 - DuckDB finds it by its name
    mentions = dbt.ref("int_firm_mentions_gathered")  # noqa: F841
    numbered = session.sql("select row_number() over () as pair, * from pairs").to_arrow_table()
    if numbered.num_rows == 0:
        return session.sql(
            "select * exclude (pair), null::decimal(9, 2) as weight, null::varchar as verdict from numbered"
        )

    from identity.model import ASKED_FROM, LINKED_FROM, RECORD, score

    columns = "select pair, " + ", ".join(RECORD)
    left = session.sql(
        f"{columns} from numbered inner join mentions on mention_id = open_mention_id"
    ).to_arrow_table()
    right = session.sql(
        f"{columns} from numbered inner join mentions on mention_id = other_mention_id"
    ).to_arrow_table()
    limits = session.sql("select current_setting('threads'), current_setting('memory_limit')").fetchone()
    scored = score(left, right, *limits)  # noqa: F841
    return session.sql(
        f"""
        select
            numbered.* exclude (pair),
            scored.weight,
            case
                when scored.weight < {ASKED_FROM} then 'other'
                when scored.weight < {LINKED_FROM} or numbered.is_name_alone then 'unsure'
                else 'same'
            end as verdict
        from numbered
        inner join scored using (pair)
        """
    )
