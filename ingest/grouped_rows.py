"""Lists that name what their rows have in common only on the first of them, as after a merged cell: the network of
members, the event or day of presences."""

from collections.abc import Mapping as Fields

from ingest.notes import counted
from ingest.record_types import FIRM_IDS, NETWORK_REFERENCE
from ingest.staged_columns import Judged, StagedColumn
from ingest.stages import Stage

_PRESENCE = ("event_code", "title", "event_date", "contact_date", "event_kind", "contact_kind")


def look_at_members(stage: Stage, columns: Fields[str, int], first: StagedColumn, judged: Judged) -> None:
    """A member without a network is of the network above it, where networks stand left of firms and each is named once:
    then nobody would take it for a list of firms of which a few are in a network. `columns` by field, `first` of those
    that name networks."""
    networks = [columns[field] for field in NETWORK_REFERENCE if field in columns]
    below = _fill_down(stage, columns, networks, first, judged)
    if below:
        members = counted(below, "aderente", "aderenti")
        words = f"{members} senza rete sotto {first.heading}: letti con la rete della riga sopra"
        judged.tell("network_above", words, row_count=below)


def look_at_presences(stage: Stage, columns: Fields[str, int], day: StagedColumn, judged: Judged) -> None:
    """A presence without a day is of the day above it, where days stand left of firms, each is given once, and most
    rows have none: in a list of contacts, which has a kind on each row, a day that is missing is missing. With the day
    goes what else of the event stands on its rows alone."""
    places = dict.fromkeys(columns[field] for field in _PRESENCE if field in columns)
    given = f"nullif(trim({day.name}), '') is not null"
    shares = [
        f"count(*) filter (not ({given}) and nullif(trim({stage.columns[one]}), '') is not null) = 0"
        for one in places
    ]
    # Mostly each row has a day, which begins with a figure: then nothing else need be asked.
    if not day.rows(f"{day.name} is null or {day.name} < '0' or {day.name} >= ':'"):
        return
    [answer] = day.con.execute(f"select {', '.join(shares)} from {stage.relation}").fetchall()
    common = [one for one, is_common in zip(places, answer, strict=True) if is_common]
    if "event_code" not in columns and columns.get("contact_kind") not in common:
        return
    below = _fill_down(
        stage, columns, list(dict.fromkeys([day.position, *common])), day, judged, of_most=True
    )
    if below:
        presences = counted(below, "presenza", "presenze")
        words = f"{presences} senza data sotto {day.heading}: lette con la data della riga sopra"
        judged.tell("presence_above", words, row_count=below)


def _fill_down(
    stage: Stage,
    columns: Fields[str, int],
    common: list[int],
    first: StagedColumn,
    judged: Judged,
    of_most: bool = False,
) -> int:
    """Read the `common` columns of rows that name a firm from the row above; how many rows that are, 0 where the list
    is not of that kind."""
    firms = [columns[field] for field in FIRM_IDS if field in columns]
    if not common or not firms or min(common) > min(firms):
        return 0
    named, member = (
        f"coalesce({', '.join(f'''nullif(trim({stage.columns[one]}), '')''' for one in places)}) is not null"
        for places in (common, firms)
    )
    names = ", ".join(stage.columns[one] for one in common)
    [beginning, count, different, below] = first.con.execute(
        f"""select arg_min({named}, {stage.position}), count(*) filter ({named}),
            count(distinct ({names})) filter ({named}), count(*) filter (not {named})
        from {stage.relation} where {member}"""
    ).fetchall()[0]
    if not (beginning and below and count == different) or (of_most and below < count):
        return 0
    for position in common:
        read = judged.rewrites.get(position, stage.columns[position])
        judged.rewrites[position] = (
            f"case when {member} and not {named} then last_value(case when {named} then [{read}] end ignore nulls)"
            f" over (order by {stage.position} rows unbounded preceding)[1] else {read} end"
        )
    return int(below)
