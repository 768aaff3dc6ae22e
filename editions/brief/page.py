"""One page for a director who opens nothing else: the verdict, four figures, three changes, what is late,
what to decide.

From the current publication, by the same macros as everything else.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from editions.brief.lists import FIGURES, list_changes, list_decisions, list_late
from editions.report.figures import Figure, write_day
from editions.typesetting import typeset
from publication.figures import format_share
from publication.reader import Publication
from storage.errors import WrongUse
from storage.literals import sql_literal

_ON_PATH = 0.95


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
    until = _newest_day(publication)
    start = date.fromisoformat((publication.meta.get("project_start") or str(until))[:10])
    before = _month_before(until)
    now, was = (_values(publication, start, day, partner) for day in (until, before))
    registry = {
        row["kpi_code"]: row for row in publication.rows("select * from dim_kpis order by sort_order")
    }
    codes = [code for code in FIGURES if code in registry]
    targets = _targets(publication, until, partner)
    headlines = [
        Headline(
            registry[code]["kpi_label"],
            Figure(now[code]).text,
            f"{_signed(now[code] - was[code])} dal {write_day(before)}",
            _target(now[code], targets.get(code)),
        )
        for code in codes
    ]
    behind = list(_behind(registry, now, targets, start, until))
    grown = [registry[code]["kpi_label"].lower() for code in codes if now[code] > was[code]]
    return Brief(
        title=partners[partner] if partner else "Punto Alleanze Lombardia",
        as_of=write_day(until),
        verdict=_verdict(behind, grown, targets),
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


def _newest_day(publication: Publication) -> date:
    """The last day that the data reach, no later than the project's end and the day of the build."""
    [through] = publication.values(
        "select max(data_through) from dim_deliveries where status in ('landed', 'waiting')"
    )
    bounds = [
        date.fromisoformat(publication.meta[key][:10])
        for key in ("project_end", "build_date")
        if publication.meta.get(key)
    ]
    return min([*bounds, through] if through else bounds)


def _month_before(day: date) -> date:
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    length = monthrange(year, month)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month, length if is_last else min(day.day, length))


def _values(publication: Publication, since: date, until: date, partner: str | None) -> dict[str, float]:
    days = f"since := {sql_literal(since)}, until := {sql_literal(until)}"
    found = publication.query(f"from kpi({days}, partner := {sql_literal(partner)})").rows
    return {code: value or 0.0 for code, value in found}


def _targets(publication: Publication, until: date, partner: str | None) -> dict[str, dict[str, Any]]:
    """The next target due of each KPI."""
    rows = publication.rows(
        f"""
        select kpi_code, value::double as value, period_end, is_confirmed from fct_targets
        where is_current and province_code is null and partner_code is not distinct from
            {sql_literal(partner)}
            and period_end >= {sql_literal(until)}
        qualify row_number() over (partition by kpi_code order by period_end) = 1
        """
    )
    return {row["kpi_code"]: row for row in rows}


def _target(value: float, target: dict[str, Any] | None) -> str:
    if target is None or not target["value"]:
        return "Senza obiettivo."
    due = f"{Figure(target['value']).text} al {write_day(target['period_end'])}"
    if not target["is_confirmed"]:
        return f"Obiettivo {due}, da confermare."
    return f"{format_share(value / target['value'])} dell'obiettivo ({due})."


def _behind(
    registry: dict[str, dict[str, Any]],
    now: dict[str, float],
    targets: dict[str, dict[str, Any]],
    start: date,
    until: date,
) -> Iterator[str]:
    """KPIs with a confirmed target that are behind an even path to it."""
    for code, target in targets.items():
        if not target["is_confirmed"] or registry[code]["way"] in ("stock", "ratio"):
            continue
        share = ((until - start).days + 1) / ((target["period_end"] - start).days + 1)
        expected = target["value"] * min(1.0, share)
        if now[code] < _ON_PATH * expected:
            label = registry[code]["kpi_label"]
            path = f"il passo verso l'obiettivo ne vorrebbe {Figure(expected).text}"
            yield f"{label}: {Figure(now[code]).text}, {path}."


def _verdict(behind: list[str], grown: list[str], targets: dict[str, dict[str, Any]]) -> str:
    confirmed = [one for one in targets.values() if one["is_confirmed"]]
    if confirmed and behind:
        return (
            f"In ritardo: {len(behind)} indicatori su {len(confirmed)} sono sotto il passo verso l'obiettivo."
        )
    if confirmed:
        return f"Al passo: tutti i {len(confirmed)} indicatori con un obiettivo confermato."
    growth = (
        f"nell'ultimo mese crescono {', '.join(grown)}"
        if grown
        else "nell'ultimo mese nessuna cifra è cresciuta"
    )
    return f"Gli obiettivi sono da confermare, quindi non c'è un giudizio sul passo; {growth}."


def _signed(change: float) -> str:
    return "invariato" if change == 0 else f"{'+' if change > 0 else '−'}{Figure(abs(change)).text}"
