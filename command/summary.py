"""What a run did, in Italian: a line a delivery, then what was published."""

from collections.abc import Collection, Iterator
from itertools import groupby

from command.progress import refusal_line, told_line
from command.saying import say
from publication.vocabularies import terms_of, words_of
from warehouse.outcomes import OUTCOMES, JudgedRows
from warehouse.pipeline import Outcome

PROBLEMS = 3


def print_summary(outcome: Outcome, already_told: Collection[str]) -> int:
    """Print the run's summary and give its exit status; refusals in `already_told` are not told again."""
    if not outcome.is_new_build:
        _print_landed(outcome)
    for (delivery_id, file_name), rows in groupby(
        outcome.judged, lambda one: (one.delivery_id, one.file_name)
    ):
        if delivery_id not in already_told:
            for line, is_trouble in _lines(delivery_id, file_name, list(rows)):
                say(line, err=is_trouble)
    if any(one.rejected for one in outcome.judged):
        say("Le righe respinte, e come rimediare: pal issues")
    return PROBLEMS if outcome.has_problems else 0


def _print_landed(outcome: Outcome) -> None:
    for one in outcome.landed:
        if one.status == "landed":
            types = ", ".join(words_of("record_type")[name] for name in one.record_types)
            say(f"{one.delivery.delivery_id} «{one.delivery.file_name}» caricata: {types}")
            if one.told:
                say(told_line(one.delivery.delivery_id, one.delivery.file_name, one.told), err=one.has_loss)


def _lines(delivery_id: str, file_name: str, rows: list[JudgedRows]) -> Iterator[tuple[str, bool]]:
    """The lines of one delivery, and whether each tells of something to do."""
    status, reason = rows[0].status, rows[0].reason
    if status == "refused":
        yield refusal_line(delivery_id, file_name, reason), True
        return
    counts = "; ".join(_count(one) for one in rows if one.record_type is not None)
    yield f"{delivery_id} «{file_name}» caricata: {counts}", False
    if rows[0].told:
        yield told_line(delivery_id, file_name, rows[0].told), rows[0].has_loss
    for remark in rows[0].remarks:
        yield f"{delivery_id} «{file_name}», {remark}", True
    if status == "waiting":
        yield f"{delivery_id} «{file_name}» in attesa: {reason}", True


def _count(rows: JudgedRows) -> str:
    counts = [(getattr(rows, outcome), terms_of("outcome")[outcome]) for outcome in OUTCOMES]
    parts = ", ".join(f"{count} {term.of(count)}" for count, term in counts if count)
    name = words_of("record_type")[rows.record_type or ""]
    return f"{name} {rows.received} ({parts})" if parts else f"{name} {rows.received}"
