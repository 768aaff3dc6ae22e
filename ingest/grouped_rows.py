"""Lists of members that name a network only on the first of its rows, as after a merged cell."""

from collections.abc import Mapping as Fields

import duckdb

from ingest.notes import counted
from ingest.record_types import FIRM_IDS, NETWORK_REFERENCE
from ingest.staged_columns import Judged
from ingest.stages import Stage


def look_at_groups(
    con: duckdb.DuckDBPyConnection, stage: Stage, columns: Fields[str, int], heading: str, judged: Judged
) -> None:
    """A member without a network is of the network above it, where networks stand left of firms and each is named once:
    then nobody would take it for a list of firms of which a few are in a network. `columns` by field, `heading` of the
    first that names networks."""
    networks = [columns[field] for field in NETWORK_REFERENCE if field in columns]
    firms = [columns[field] for field in FIRM_IDS if field in columns]
    if not networks or not firms or min(networks) > min(firms):
        return
    named, member = (
        f"coalesce({', '.join(f'''nullif(trim({stage.columns[one]}), '')''' for one in places)}) is not null"
        for places in (networks, firms)
    )
    names = ", ".join(stage.columns[one] for one in networks)
    [first, count, different, below] = con.execute(
        f"""select arg_min({named}, {stage.position}), count(*) filter ({named}),
            count(distinct ({names})) filter ({named}), count(*) filter (not {named})
        from {stage.relation} where {member}"""
    ).fetchall()[0]
    if not (first and below and count == different):
        return
    for position in networks:
        read = judged.rewrites.get(position, stage.columns[position])
        judged.rewrites[position] = (
            f"case when {member} and not {named} then last_value(case when {named} then [{read}] end ignore nulls)"
            f" over (order by {stage.position} rows unbounded preceding)[1] else {read} end"
        )
    words = f"{counted(below, 'aderente', 'aderenti')} senza rete sotto {heading}: letti con la rete della riga sopra"
    judged.tell("network_above", words, row_count=below)
