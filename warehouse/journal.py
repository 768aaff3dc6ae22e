"""What changed in the identity of firms between two days, why, and by how much KPIs moved."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from publication.reader import Publication, open_file
from storage.home import Home
from storage.scratch import scratch_folder
from warehouse.pipeline import Writer
from warehouse.rebuild import rebuild_as_known_on
from warehouse.settings import BuildSettings

COLUMNS = (
    "change", "former_ids", "firm_ids", "firm_name", "why", "weight", "kpi_code", "before", "after", "moved",
)  # fmt: skip

_WEIGHT_ORDER = ("person", "model", "name", "identifier")


@dataclass(frozen=True)
class Known:
    """What was known on a day: each mention's firm and link, each firm's name and the KPIs that count it."""

    firms: Mapping[str, str]
    links: Mapping[str, tuple[str, float | None]]
    names: Mapping[str, str]
    counted: Mapping[str, frozenset[str]]
    """KPIs that have the firm among their subjects, in Lombardy or in no known province."""
    totals: Mapping[str, float]


@dataclass(frozen=True)
class Change:
    """Firms of the first day that are others on the second, over the mentions that were known on both."""

    kind: str
    former: tuple[str, ...]
    current: tuple[str, ...]
    mentions: tuple[str, ...]


def read_journal(home: Home, first: date, second: date) -> Iterator[tuple[Any, ...]]:
    """Rows in the order of COLUMNS: each change once for each KPI that it moves, then each KPI in all.

    Both days are built from the archive into files that do not stay; needs no lock.
    """
    home.temporary.mkdir(parents=True, exist_ok=True)
    with scratch_folder(home.temporary) as folder:
        known = []
        for day in (first, second):
            path = folder / f"{day}.duckdb"
            rebuild_as_known_on(Writer(home, BuildSettings(), None), day, path)
            with open_file(path) as publication:
                known.append(read_known(publication))
    yield from compare(*known)


def read_known(publication: Publication) -> Known:
    """What a publication knows of the identity of firms."""
    mentions = list(
        publication.query("select mention_key, firm_id, linked_by, weight from bridge_firm_mentions").rows
    )
    counted: dict[str, set[str]] = defaultdict(set)
    for firm_id, code in publication.query(
        """
        select distinct subject_id, kpi_code from fct_kpi_evidence
        where subject_type = 'firm' and (
            province_code = '??'
            or province_code in (select province_code from dim_provinces where is_lombardy)
        )
        """
    ).rows:
        counted[firm_id].add(code)
    return Known(
        firms={key: firm_id for key, firm_id, _, _ in mentions},
        links={key: (by, None if weight is None else float(weight)) for key, _, by, weight in mentions},
        names=dict(publication.query("select firm_id, firm_name from dim_firms").rows),
        counted={firm_id: frozenset(codes) for firm_id, codes in counted.items()},
        totals={code: value for code, value in publication.query("from kpi()").rows if value is not None},
    )


def changes(before: Known, after: Known) -> list[Change]:
    """Merged, split, mixed (some of both) and renamed firms, over the mentions known on both days."""
    meetings: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(before.firms.keys() & after.firms.keys()):
        meetings[before.firms[key], after.firms[key]].append(key)
    found = []
    seen: set[tuple[str, str]] = set()
    neighbours: dict[tuple[int, str], set[tuple[str, str]]] = defaultdict(set)
    for meeting in meetings:
        neighbours[0, meeting[0]].add(meeting)
        neighbours[1, meeting[1]].add(meeting)
    for meeting in sorted(meetings):
        if meeting in seen:
            continue
        reached, frontier = {meeting}, [meeting]
        while frontier:
            one = frontier.pop()
            for other in neighbours[0, one[0]] | neighbours[1, one[1]]:
                if other not in reached:
                    reached.add(other)
                    frontier.append(other)
        seen |= reached
        former = tuple(sorted({one for one, _ in reached}))
        current = tuple(sorted({one for _, one in reached}))
        if former != current or len(former) > 1:
            mentions = tuple(key for one in sorted(reached) for key in meetings[one])
            found.append(Change(_kind(former, current), former, current, mentions))
    return found


def compare(before: Known, after: Known) -> Iterator[tuple[Any, ...]]:
    """Rows in the order of COLUMNS."""
    for change in changes(before, after):
        why, weight = _why(change, before, after)
        name = after.names.get(change.current[0], "")
        about = (change.kind, " ".join(change.former), " ".join(change.current), name, why, weight)
        moved = False
        for code in sorted(_codes(before, change.former) | _codes(after, change.current)):
            counted = sum(code in before.counted.get(firm, ()) for firm in change.former)
            counts = sum(code in after.counted.get(firm, ()) for firm in change.current)
            if counted != counts:
                moved = True
                yield (*about, code, counted, counts, counts - counted)
        if not moved:
            yield (*about, None, None, None, None)
    for code in sorted(before.totals.keys() | after.totals.keys()):
        had, has = before.totals.get(code), after.totals.get(code)
        if had != has:
            difference = None if had is None or has is None else has - had
            yield ("kpi", None, None, None, None, None, code, had, has, difference)


def _codes(known: Known, firms: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(known.counted.get(firm, frozenset()) for firm in firms))


def _kind(former: tuple[str, ...], current: tuple[str, ...]) -> str:
    if len(former) == len(current) == 1:
        return "renamed"
    if len(current) == 1:
        return "merged"
    return "split" if len(former) == 1 else "mixed"


def _why(change: Change, before: Known, after: Known) -> tuple[str, float | None]:
    """What made the change: the links that are new, people's first; of a split, those that went."""
    there, gone = (after, before) if change.kind != "split" else (before, after)
    links = {
        there.links[key]
        for key in change.mentions
        if key in there.links and there.links[key] != gone.links.get(key)
    } or {there.links[key] for key in change.mentions if key in there.links}
    by, weight = min(links, key=lambda link: (_WEIGHT_ORDER.index(link[0]), -(link[1] or 0.0)))
    return by, weight
