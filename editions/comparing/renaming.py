"""A firm whose id changed is the same firm: its rows on the first side take the id that it has on the second.

An id is made of a firm's strongest identifier: one that comes later changes it. `firm_ids` of either side
tells which ids lead to which.
"""

import duckdb


def find_renamed(con: duckdb.DuckDBPyConnection) -> None:
    """Table `renamed` (a_id, b_id): firms that each side knows by an id that the other does not use.

    One to one: of two firms that became one under a new id, one is renamed and the other one left.
    """
    con.execute(
        """
        create or replace temp table renamed as
        with pairs as (
            select former_id as a_id, firm_id as b_id from b_firm_ids where former_id <> firm_id
            union
            select firm_id as a_id, former_id as b_id from a_firm_ids where former_id <> firm_id
        )

        select a_id, b_id
        from pairs
        where
            a_id in (select firm_id from a_firm_ids) and a_id not in (select firm_id from b_firm_ids)
            and b_id in (select firm_id from b_firm_ids) and b_id not in (select firm_id from a_firm_ids)
        qualify
            row_number() over (partition by a_id order by b_id) = 1
            and row_number() over (partition by b_id order by a_id) = 1
        """
    )


def follow_renamed_subjects(con: duckdb.DuckDBPyConnection) -> None:
    """The subjects of the first side under the second side's ids."""
    _follow(con, "a_subjects", "counted_id")


def changed_subjects(name: str) -> str:
    """SQL for the subjects in `changed` (kpi_code, counted_id), also under the ids that side `a` has for
    them."""
    query = "select kpi_code, counted_id from changed"
    if name == "a":
        query += f"""
            union all
            select kpi_code, replace(counted_id, b_id, a_id)
            from changed inner join renamed on {_firm_of("counted_id")} = b_id
            """
    return f"select distinct * from ({query})"


def follow_renamed_rows(con: duckdb.DuckDBPyConnection) -> None:
    """The evidence and the rows of the first side under the second side's ids."""
    for column in ("counted_id", "subject_id", "firm_id"):
        _follow(con, "a_evidence", column)
    _follow(con, "a_rows", "firm_id")


def _follow(con: duckdb.DuckDBPyConnection, table: str, column: str) -> None:
    con.execute(
        f"""
        update {table} set {column} = replace({column}, a_id, b_id)
        from renamed where {_firm_of(column)} = a_id
        """
    )


def _firm_of(column: str) -> str:
    """The firm in an id: the id itself, or the second half of a membership's `network:firm`."""
    return f"split_part({column}, ':', -1)"
