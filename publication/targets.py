"""Targets as the macro `kpi_targets` measures them, and how they read: one rule and one wording everywhere."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from publication.figures import format_date, format_number, format_share
from publication.kpis import Kpi
from publication.reader import Publication
from publication.vocabularies import words_of
from storage.literals import sql_literal

NOT_MEASURED = "non ancora misurabile"
_COLUMNS = """kpi_code, province_code, partner_code, target, period_end, is_confirmed, is_next, measured_on,
    value, share, path, expected, needed_per_month, standing"""


@dataclass(frozen=True)
class Target:
    """A row of `kpi_targets`; without a partner or province, the target of all. See the macro for each column."""

    kpi_code: str
    province_code: str | None
    partner_code: str | None
    target: float
    period_end: date
    is_confirmed: bool
    is_next: bool
    measured_on: date | None
    value: float | None
    share: float | None
    path: float | None
    expected: float | None
    needed_per_month: float | None
    standing: str | None

    @property
    def is_in_line(self) -> bool:
        """Whether the target is reached or on its path."""
        return self.standing in ("reached", "on_path")


@dataclass(frozen=True)
class Verdict:
    """How many targets are in line, of those judged; how many are not judged, and why."""

    in_line: int
    judged: int
    to_confirm: int
    not_measured: int


def read_targets(publication: Publication, **filters: object) -> list[Target]:
    """Every target that passes the filters of `kpi` (since, until, province, partner, desk, sector)."""
    return [Target(*row) for row in publication.query(targets_question(**filters)).rows]


def targets_question(**filters: object) -> str:
    """The SQL for these targets."""
    given = ", ".join(
        f"{name} := {sql_literal(str(value))}" for name, value in filters.items() if value is not None
    )
    return f"select {_COLUMNS} from kpi_targets({given})"


def next_targets(
    targets: Collection[Target], province: str | None = None, partner: str | None = None
) -> dict[str, Target]:
    """The target of each KPI to look at, of one province and partner, or of all; by KPI code."""
    return {
        target.kpi_code: target
        for target in targets
        if target.is_next and (target.province_code, target.partner_code) == (province, partner)
    }


def count_verdict(targets: Collection[Target]) -> Verdict:
    """The verdict on some targets."""
    judged = [target for target in targets if target.standing is not None]
    return Verdict(
        in_line=sum(target.is_in_line for target in judged),
        judged=len(judged),
        to_confirm=sum(not target.is_confirmed for target in targets),
        not_measured=sum(target.is_confirmed and target.standing is None for target in targets),
    )


def describe_verdict(verdict: Verdict) -> str:
    """`In linea: 4 obiettivi su 6`; where none is in line, that first; where none is judged, why."""
    if verdict.judged:
        told = verdict.in_line or verdict.judged
        goals = "obiettivo" if told == 1 else "obiettivi"
        how = "In linea" if verdict.in_line else "Non in linea"
        few = "solo " if 0 < 2 * verdict.in_line < verdict.judged else ""
        return f"{how}: {few}{told} {goals} su {verdict.judged}"
    if verdict.not_measured:
        return "Obiettivi non ancora misurabili"
    return "Nessun obiettivo confermato"


def describe_unjudged(verdict: Verdict) -> str:
    """`2 da confermare, senza giudizio`, or nothing."""
    parts = []
    if verdict.to_confirm:
        parts.append(f"{verdict.to_confirm} da confermare, senza giudizio")
    if verdict.not_measured and verdict.judged:
        parts.append(f"{verdict.not_measured} {NOT_MEASURED}")
    return "; ".join(parts)


def describe_standing(target: Target) -> str:
    """`in linea`; of one without judgement, why."""
    if target.standing is not None:
        return words_of("standing")[target.standing]
    return NOT_MEASURED if target.is_confirmed else "da confermare"


def describe_share(target: Target, kpi: Kpi) -> str:
    """`80% dell’obiettivo (1.500 al 30/06/2013), misurato al 31/05/2013`; unjudged, without a percentage."""
    goal = f"{kpi.show_target(target.target)} al {format_date(target.period_end)}"
    if not target.is_confirmed:
        return f"Obiettivo {goal}, da confermare"
    if target.measured_on is None or target.value is None:
        return f"Obiettivo {goal}, {NOT_MEASURED}"
    if target.share is None:
        return f"Obiettivo {goal}, {describe_standing(target)}"
    day = (
        "" if target.measured_on == target.period_end else f", misurato al {format_date(target.measured_on)}"
    )
    return f"{format_share(target.share)} dell’obiettivo ({goal}){day}"


def describe_pace(target: Target, kpi: Kpi) -> str:
    """`A questo ritmo 24 su 30 al 30/06/2013; servono 2 al mese.`"""
    end, goal = format_date(target.period_end), kpi.show_target(target.target)
    if target.measured_on is None or target.value is None:
        return f"L’obiettivo è {goal} al {end}; {NOT_MEASURED}."
    value, day = kpi.show(target.value), format_date(target.measured_on)
    if target.standing == "reached":
        return f"Raggiunto: {value} su {goal} previsti al {end}."
    if target.standing == "missed":
        return f"Il termine è il {end}: {value} su {goal}."
    if target.expected is None:
        return f"Al {day} {value}; l’obiettivo è {goal} al {end}."
    if target.needed_per_month is None:
        return f"Il termine è il {end}: al {day}, ultimo giorno misurato, {value} su {goal}."
    needed = target.needed_per_month
    monthly = format_number(ceil(needed)) if needed > 0.9 else format_number(needed, 1)
    verb = "serve" if monthly == "1" else "servono"
    expected = kpi.show_target(float(floor(target.expected)))
    return f"A questo ritmo {expected} su {goal} al {end}; {verb} {monthly} al mese."
