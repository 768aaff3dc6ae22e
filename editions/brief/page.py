"""One page for a director who opens nothing else: the verdict, four figures with their line and target, map, money,
what is late and who acts, what changed.

From the current publication, by the same macros as everything else.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from editions.brief.lists import Task, list_changes, list_late, list_tasks
from editions.brief.money import describe_money, list_budgets, read_categories, read_money
from editions.brief.networks import Network, list_networks
from editions.typesetting import province_shapes, typeset
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

_TREND_MONTHS = 12
_NETWORKS_IN_MAIL = 5
_NAMED = 3  # targets behind that the verdict names


@dataclass(frozen=True)
class Headline:
    """One of the four figures: label, value, what it gained since a month before, its target in words and the part of
    it that is reached (None unjudged), and what each of the last months brought."""

    label: str
    value: str
    change: str
    target: str
    share: float | None
    months: list[float]


@dataclass(frozen=True)
class Brief:
    """The page's content, worded. `standing` is how the targets stand altogether: good, behind, or unjudged. `map` is
    the first headline by province: sigla, value, as written. `money` says what was spent; `budgets` is by partner, of
    one partner by category: name, part of the budget used, as written."""

    title: str
    as_of: str
    verdict: str
    standing: str
    headlines: list[Headline]
    map_title: str
    map: list[tuple[str, float, str]]
    money: str
    budgets: list[tuple[str, float, str]]
    changes: list[str]
    late: list[Task]
    behind: list[str]
    tasks: list[Task]
    networks: list[Network]
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
    everybody = None if partner is None else _values(publication, start, until, None)
    registry = read_kpis(publication)
    codes = list_headlines(registry)
    targets = next_targets(read_targets(publication, partner=partner), partner=partner)
    targets = {code: targets[code] for code in registry if code in targets}
    months = _months(publication, codes, until, partner)
    headlines = [
        Headline(
            registry[code].label,
            registry[code].show(now[code]),
            f"{_change(registry[code], now[code] - was[code])} dal {format_date(before)}",
            f"{describe_share(targets[code], registry[code])}."
            if code in targets
            else _without_target(registry[code], everybody),
            targets[code].share if code in targets else None,
            months[code],
        )
        for code in codes
    ]
    behind = [
        f"{registry[code].label} ({describe_standing(target)}). {describe_pace(target, registry[code])}"
        for code, target in targets.items()
        if target.standing is not None and not target.is_in_line
    ]
    grown = [registry[code].label.lower() for code in codes if now[code] > was[code]]
    mapped = registry[codes[0]]
    amounts = read_money(publication, start, until, partner)
    return Brief(
        title=partners[partner] if partner else "Punto Alleanze Lombardia",
        as_of=format_date(until),
        verdict=_verdict(targets, registry, grown),
        standing=_standing(targets),
        headlines=headlines,
        map_title=f"{mapped.label} per provincia",
        map=[
            (code, value, mapped.show(value))
            for code, value in _by_province(publication, mapped.code, start, until, partner)
        ],
        money=describe_money(amounts),
        budgets=list_budgets(
            read_categories(publication, start, until, partner) if partner is not None else amounts
        ),
        changes=list(list_changes(publication, registry, before, until, partner))[:3],
        late=list(list_late(publication, partner)),
        behind=behind,
        tasks=list(list_tasks(publication, twin, partner)),
        networks=list_networks(publication, start, until, partner),
        source=f"Pubblicazione {publication.build_id}, valori dal {format_date(start)} al {format_date(until)}",
    )


def brief_text(brief: Brief) -> str:
    """The brief as plain text for a mail."""
    lines = [f"{brief.title}: la situazione al {brief.as_of}", "", brief.verdict, ""]
    lines += [f"- {one.label}: {one.value} ({one.change}). {one.target}".rstrip() for one in brief.headlines]
    lines += ["", brief.money]
    for title, listed, empty in (
        ("Consegne in ritardo", [f"{one.what} · agisce: {one.who}" for one in brief.late], "Nessuna."),
        ("Sotto il percorso", brief.behind, "Nulla."),
        ("Da fare", [f"{one.what} · agisce: {one.who}" for one in brief.tasks], "Nulla."),
        ("Che cosa è cambiato", brief.changes, "Nulla nell’ultimo mese."),
        (
            "Reti, le più recenti",
            [f"{one.name} ({one.provinces}): {one.state}" for one in brief.networks[:_NETWORKS_IN_MAIL]],
            "Nessuna.",
        ),
    ):
        lines += ["", title, *(f"- {line}" for line in listed or [empty])]
    return "\n".join([*lines, "", brief.source]) + "\n"


def write_brief(brief: Brief, target: Path) -> None:
    """Set the brief on one A4 page."""
    typeset("brief.typ", {**asdict(brief), "shapes": province_shapes()}, target, datetime.now(UTC))


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


def _months(
    publication: Publication, codes: Collection[str], until: date, partner: str | None
) -> dict[str, list[float]]:
    """What each of the last months brought, by KPI: the months that the page's day ends, the oldest first."""
    last = until.year * 12 + until.month - 1
    months = [divmod(number, 12) for number in range(last - _TREND_MONTHS + 1, last + 1)]
    names = [f"{year:04}-{month + 1:02}" for year, month in months]
    since = f"{names[0]}-01"
    days = f"since := {sql_literal(since)}, until := {sql_literal(until)}, partner := {sql_literal(partner)}"
    found = {
        (code, month): value
        for code, month, value in publication.query(
            f"select kpi_code, month, value from kpi_by_month({days}) where month is not null"
        ).rows
    }
    return {code: [float(found.get((code, name)) or 0) for name in names] for code in codes}


def _by_province(
    publication: Publication, code: str, since: date, until: date, partner: str | None
) -> list[tuple[str, float]]:
    if until < since:
        return []
    days = f"since := {sql_literal(since)}, until := {sql_literal(until)}, partner := {sql_literal(partner)}"
    found = publication.query(
        f"""
        select province_code, value from kpi_by_province(code := {sql_literal(code)}, {days})
        inner join dim_provinces using (province_code) where is_lombardy
        """
    ).rows
    return [(code, float(value)) for code, value in found]


def _without_target(kpi: Kpi, everybody: dict[str, float] | None) -> str:
    """What a figure without a target is measured by: of one partner, what all have together."""
    if everybody is None:
        return "Senza obiettivo."
    return f"Senza obiettivo; tutti i partner insieme: {kpi.show(everybody[kpi.code])}."


def _standing(targets: dict[str, Target]) -> str:
    verdict = count_verdict(targets.values())
    if not verdict.judged:
        return "unjudged"
    return "good" if verdict.in_line == verdict.judged else "behind"


def _verdict(targets: dict[str, Target], registry: dict[str, Kpi], grown: list[str]) -> str:
    verdict = count_verdict(targets.values())
    unjudged = describe_unjudged(verdict)
    judgement = describe_verdict(verdict) + (f" ({unjudged})" if unjudged else "")
    late = [code for code, target in targets.items() if target.standing is not None and not target.is_in_line]
    if 0 < len(late) <= _NAMED:
        return f"{judgement}. Sotto il percorso: {', '.join(registry[code].label.lower() for code in late)}."
    if verdict.judged:
        return f"{judgement}."
    growth = (
        f"nell’ultimo mese crescono {', '.join(grown)}"
        if grown
        else "nell’ultimo mese nessuna cifra è cresciuta"
    )
    return f"{judgement}: {growth}."


def _change(kpi: Kpi, change: float) -> str:
    return "invariato" if change == 0 else kpi.show_change(change)
