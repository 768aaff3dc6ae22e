"""One page for a director who opens nothing else: the verdict, four figures, three changes, what is late,
what to decide.

From the current publication, by the same macros as everything else.
"""

from calendar import monthrange
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from editions.brief.lists import list_changes, list_decisions, list_late
from editions.typesetting import typeset
from publication.figures import format_date
from publication.kpis import Kpi, list_headlines, read_kpis
from publication.reader import Publication
from publication.targets import (
    Target,
    count_verdict,
    describe_pace,
    describe_share,
    describe_standing,
    describe_unjudged,
    describe_verdict,
    next_targets,
    read_targets,
)
from storage.errors import WrongUse
from storage.literals import sql_literal


@dataclass(frozen=True)
class Headline:
    """One of the four figures: label, value, what it gained since a month before, and its target in words."""

    label: str
    value: str
    change: str
    target: str


@dataclass(frozen=True)
class Brief:
    """The page's content, worded."""

    title: str
    as_of: str
    verdict: str
    headlines: list[Headline]
    changes: list[str]
    late: list[str]
    decisions: list[str]
    source: str


def make_brief(publication: Publication, twin: Publication | None, partner: str | None) -> Brief:
    """The brief of the publication's newest data, for all or for one partner. Raises WrongUse.

    `twin` is the publication's private twin, which knows the doubts of identity; None where it is not there.
    """
    partners = dict(
        publication.query("select partner_code, partner_name from dim_partners order by sort_order").rows
    )
    if partner is not None and partner not in partners:
        raise WrongUse(f"--partner: «{partner}» è sconosciuto; è uno di: {', '.join(partners)}.")
    until = _measuring_day(publication)
    start = date.fromisoformat((publication.meta.get("project_start") or str(until))[:10])
    before = _month_before(until)
    now, was = (_values(publication, start, day, partner) for day in (until, before))
    registry = read_kpis(publication)
    codes = list_headlines(registry)
    targets = next_targets(read_targets(publication, partner=partner), partner=partner)
    targets = {code: targets[code] for code in registry if code in targets}
    headlines = [
        Headline(
            registry[code].label,
            registry[code].show(now[code]),
            f"{_change(registry[code], now[code] - was[code])} dal {format_date(before)}",
            f"{describe_share(targets[code], registry[code])}." if code in targets else "Senza obiettivo.",
        )
        for code in codes
    ]
    behind = [
        f"{registry[code].label} ({describe_standing(target)}). {describe_pace(target, registry[code])}"
        for code, target in targets.items()
        if target.standing is not None and not target.is_in_line
    ]
    grown = [registry[code].label.lower() for code in codes if now[code] > was[code]]
    return Brief(
        title=partners[partner] if partner else "Punto Alleanze Lombardia",
        as_of=format_date(until),
        verdict=_verdict(targets, grown),
        headlines=headlines,
        changes=list(list_changes(publication, registry, before, until, partner))[:3],
        late=list(list_late(publication, until, partner)),
        decisions=[*behind, *list_decisions(publication, twin, partner)],
        source=f"Pubblicazione {publication.build_id}. Gli stessi valori: "
        f"pal kpi --since {start} --until {until}{f' --partner {partner}' if partner else ''}",
    )


def brief_text(brief: Brief) -> str:
    """The brief as plain text for a mail."""
    lines = [f"{brief.title}: la situazione al {brief.as_of}", "", brief.verdict, ""]
    lines += [f"- {one.label}: {one.value} ({one.change}). {one.target}".rstrip() for one in brief.headlines]
    for title, listed, empty in (
        ("Che cosa è cambiato", brief.changes, "Nulla nell'ultimo mese."),
        ("In ritardo", brief.late, "Nessuno."),
        ("Da decidere", brief.decisions, "Nulla."),
    ):
        lines += ["", title, *(f"- {line}" for line in listed or [empty])]
    return "\n".join([*lines, "", brief.source]) + "\n"


def write_brief(brief: Brief, target: Path) -> None:
    """Set the brief on one A4 page."""
    typeset("brief.typ", asdict(brief), target, datetime.now(UTC))


def _measuring_day(publication: Publication) -> date:
    """The day on which targets are measured, so that all figures of the page are of one day; before there is
    one, the last that the project and the build allow."""
    [day] = publication.values(
        "select coalesce(measuring_day(), greatest(start_date, least(end_date, stock_date(null)))) from dim_project"
    )
    return date.fromisoformat(str(day))


def _month_before(day: date) -> date:
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    length = monthrange(year, month)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month, length if is_last else min(day.day, length))


def _values(publication: Publication, since: date, until: date, partner: str | None) -> dict[str, float]:
    if until < since:
        return defaultdict(float)
    days = f"since := {sql_literal(since)}, until := {sql_literal(until)}"
    found = publication.query(f"from kpi({days}, partner := {sql_literal(partner)})").rows
    return {code: value or 0.0 for code, value in found}


def _verdict(targets: dict[str, Target], grown: list[str]) -> str:
    verdict = count_verdict(targets.values())
    unjudged = describe_unjudged(verdict)
    judgement = describe_verdict(verdict) + (f" ({unjudged})" if unjudged else "")
    if verdict.judged:
        return f"{judgement}."
    growth = (
        f"nell'ultimo mese crescono {', '.join(grown)}"
        if grown
        else "nell'ultimo mese nessuna cifra è cresciuta"
    )
    return f"{judgement}: {growth}."


def _change(kpi: Kpi, change: float) -> str:
    return "invariato" if change == 0 else kpi.show_change(change)
