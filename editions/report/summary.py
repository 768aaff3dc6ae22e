"""The summary: what a reader with one minute reads, in words made from the sealed figures."""

from collections.abc import Iterator
from datetime import date

from editions.report.figures import Cell, Chart, Figure, Section, Table
from editions.report.sealed_figures import Sealed
from editions.report.spending import budgets_of, spent
from publication.figures import MISSING, format_date, format_share
from publication.kpis import Kpi, list_headlines
from publication.targets import NOT_MEASURED, Verdict, describe_unjudged, describe_verdict
from publication.vocabularies import words_of

_LEADING_PROVINCES = 2


def summary(sealed: Sealed) -> Section:
    """The verdict, each headline, where, the money; then the headlines' table and drawing."""
    headlines = [sealed.kpis[code] for code in list_headlines(sealed.kpis)]
    table = Table(
        "sintesi",
        "Gli indicatori principali",
        target_headings(),
        [against_target(sealed, kpi) for kpi in headlines],
        targets_note(sealed),
        charts=[Chart("bullets", "Cumulato, come parte dell’obiettivo finale", value=3, target=5)],
    )
    return Section("sintesi", "Sintesi", list(_sentences(sealed, headlines)), [table])


def _sentences(sealed: Sealed, headlines: list[Kpi]) -> Iterator[str]:
    yield (
        f"Il rapporto riguarda il periodo dal {format_date(sealed.since)} al {format_date(sealed.until)}; "
        f"il cumulato parte dal {format_date(sealed.start)}. {_verdict(sealed)}."
    )
    for kpi in headlines:
        yield _told(sealed, kpi)
    for kpi in headlines[:1]:
        yield from _places(sealed, kpi)
    behind = [kpi.label for kpi in sealed.kpis.values() if _standing(sealed, kpi) in ("behind", "missed")]
    if behind:
        yield f"Sotto il percorso verso l’obiettivo: {', '.join(behind)}."
    yield from _money(sealed)


def _verdict(sealed: Sealed) -> str:
    rows = [row for key, row in sealed.figures.items() if key[1] == "total" and row.get("target") is not None]
    standings = [row.get("target_standing") for row in rows]
    verdict = Verdict(
        in_line=sum(one in ("reached", "on_path") for one in standings),
        judged=sum(one is not None for one in standings),
        to_confirm=sum(not row["target_is_confirmed"] for row in rows),
        not_measured=sum(
            row["target_is_confirmed"] and one is None for row, one in zip(rows, standings, strict=True)
        ),
    )
    unjudged = describe_unjudged(verdict)
    return describe_verdict(verdict) + (f" ({unjudged})" if unjudged else "")


def _told(sealed: Sealed, kpi: Kpi) -> str:
    before = sealed.figure_before(kpi)
    earlier = "" if before.value is None else f" ({before.text} nel periodo precedente)"
    return (
        f"{kpi.label}: {sealed.figure(kpi, 'in_period').text} nel periodo{earlier}, "
        f"{sealed.figure(kpi, 'cumulative').text} dall’inizio del progetto{_goals_told(sealed, kpi)}."
    )


def _goals_told(sealed: Sealed, kpi: Kpi) -> str:
    """The target that is judged with its own day and standing; the last of all too, where that is another."""
    row = sealed.figures.get((kpi.code, "total", None), {})
    last, due = last_goal(sealed, kpi), row.get("target_date")
    told = ""
    if row.get("target") is not None and due is not None:
        told = f", su un obiettivo di {kpi.show_target(row['target'])} al {format_date(due)}"
        told += f": {standing_words(sealed, kpi)}"
    if last is not None and last[0] != due:
        told += f"; obiettivo finale di {kpi.show_target(last[1])} al {format_date(last[0])}"
    return told


def _places(sealed: Sealed, kpi: Kpi) -> Iterator[str]:
    counted = [
        (sealed.figure(kpi, "in_period", "province_code", code), name)
        for code, name in sealed.provinces.items()
        if code != "??"
    ]
    most = sorted(counted, key=lambda one: (-(one[0].value or 0), one[1]))[:_LEADING_PROVINCES]
    named = [f"{name} ({figure.text})" for figure, name in most if figure.value]
    if named:
        yield f"{kpi.label} nel periodo, soprattutto nelle province di {' e '.join(named)}."


def _money(sealed: Sealed) -> Iterator[str]:
    incurred = sealed.kpis.get("expenses_incurred_eur")
    if incurred is None:
        return
    in_period, whole = spent(sealed).total
    budget = budgets_of(sealed).total
    words = (
        f"{incurred.label}: {Figure.euro(in_period).text} nel periodo, {Figure.euro(whole).text} dall’inizio"
    )
    if budget:
        share, left = format_share(float(whole / budget)), Figure.euro(budget - whole).text
        words += f", il {share} del preventivo di {Figure.euro(budget).text}; restano {left}"
    yield f"{words}."


def target_headings() -> list[str]:
    """The headings of the rows of `against_target`."""
    return [
        "Indicatore",
        "Periodo precedente",
        "Nel periodo",
        "Cumulato",
        "Obiettivo del periodo",
        "Obiettivo finale",
        "Scadenza finale",
        "Raggiunto",
        "Come va",
        "Misurato al",
    ]


def targets_note(sealed: Sealed) -> str:
    """What the columns of targets and of the period before stand for."""
    before = sealed.period_before
    days = (
        "Prima di questo periodo il progetto non c’era."
        if before is None
        else f"Il periodo precedente va dal {format_date(before[0])} al {format_date(before[1])}, come risulta oggi."
    )
    return (
        f"{days} Gli obiettivi sono cumulati dall’inizio: «del periodo» è quello che scade entro il periodo, se "
        "c’è. «Raggiunto» e «come va» guardano l’obiettivo con la prossima scadenza; uno da confermare non ha "
        "percentuale."
    )


def against_target(sealed: Sealed, kpi: Kpi) -> list[Cell]:
    """A KPI over the period before, in the period and accumulated, and beside its targets."""
    row = sealed.figures.get((kpi.code, "total", None), {})
    target, share = row.get("target"), row.get("target_share")
    if "target_share" not in row and target and row["target_is_confirmed"]:  # sealed before it was measured
        share = None if row["cumulative"] is None else row["cumulative"] / target
    measured: date | None = row.get("target_measured_on")
    due = [goal for goal in sealed.goals.get(kpi.code, []) if sealed.since <= goal[0] <= sealed.until]
    last = last_goal(sealed, kpi)
    return [
        kpi.label,
        sealed.figure_before(kpi),
        sealed.figure(kpi, "in_period"),
        sealed.figure(kpi, "cumulative"),
        Figure.of(kpi, due[-1][1] if due else None),
        Figure.of(kpi, last[1] if last else None),
        MISSING if last is None else format_date(last[0]),
        MISSING if share is None else Figure(share, "%", 1),
        standing_words(sealed, kpi),
        MISSING if target is None or measured is None else format_date(measured),
    ]


def last_goal(sealed: Sealed, kpi: Kpi) -> tuple[date, float, bool] | None:
    """The target of all with the last day."""
    goals = sealed.goals.get(kpi.code)
    return goals[-1] if goals else None


def standing_words(sealed: Sealed, kpi: Kpi) -> str:
    """How the target to look at stands, in words; why it is not judged; a dash without one."""
    row = sealed.figures.get((kpi.code, "total", None), {})
    if row.get("target") is None:
        return MISSING
    if not row["target_is_confirmed"]:
        return "da confermare"
    standing = _standing(sealed, kpi)
    if standing:
        return words_of("standing").get(standing, standing)
    return NOT_MEASURED if "target_standing" in row else MISSING


def _standing(sealed: Sealed, kpi: Kpi) -> str | None:
    standing: str | None = sealed.figures.get((kpi.code, "total", None), {}).get("target_standing")
    return standing
