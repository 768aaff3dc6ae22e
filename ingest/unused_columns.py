"""Columns that nobody reads, and that say of rows what a person would heed: annulled, in dollars, three visits."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ingest.notes import counted
from ingest.staged_columns import StagedColumn
from storage.literals import sql_list, sql_literal

_FACTS = ("contacts", "services")
_MONEY = ("expenses", "budgets")
_UNDONE = (
    r"^\W*((incontro|visita|appuntamento|evento|spesa|fattura|riga) )?"
    r"(annullat|ann\.|rinviat|rimandat|spostat[ao] (al|a|in)\b|disdett|saltat|stornat"
    r"|eliminat|cancellat|doppion|duplicat"
    r"|(da )?(annullare|stornare|eliminare|cancellare|togliere|rifare|ripetere|riprogrammare)\b"
    r"|(da )?non (contare|conteggiare|considerare|rendicontare)\b|no show"
    r"|non (si |e |è |sono |era |ha |si è |si e )?(svolt|effettuat|tenut|presentat|venut|fatt|avvenut|partecipat))"
)
_LEFT = r"^\W*((e |è )?uscit[aoi]\b|recess[oa]\b|recedut|ha receduto|(ha )?(lasciato|abbandonato))"
_CURRENCY = r"^(valuta|divisa|moneta|currency)\b"
_COUNT = (
    r"^(n\.?|nr\.?|num\.?|numero|quant[ie])\s*(di\s+|dei\s+|delle\s+)?"
    r"(contatti|telefonate|visite|incontri|e-?mail)\b"
)
_DONE = r"^(fatt|effettuat|eseguit|svolt|realizzat|avvenut)[oaie]\b"
_YES = ("x", "si", "sì", "s", "1", "ok", "vero", "true", "v", "✓", "✔", "☑", "fatto", "fatta", "effettuato")


@dataclass(frozen=True)
class _Telling:
    """What cells of an unused column tell: of which record types, under which heading, which values in SQL, and
    what that means for who reads the figures."""

    kind: str
    record_types: Collection[str]
    heading: str
    values: str
    words: str


_TELLINGS = (
    _Telling(
        "note_undone",
        _FACTS,
        "",
        f"regexp_matches(lower({{0}}), {sql_literal(_UNDONE)})",
        "conta come avvenuto; scriverlo sotto Esito",
    ),
    _Telling(
        "note_undone",
        _MONEY,
        "",
        f"regexp_matches(lower({{0}}), {sql_literal(_UNDONE)})",
        "conta lo stesso; per toglierla scrivere sì sotto Annullato",
    ),
    _Telling(
        "done_unread",
        _FACTS,
        _DONE,
        f"lower(trim(coalesce({{0}}, ''))) not in ({sql_list(_YES)})",
        "conta come avvenuto; scriverlo sotto Esito",
    ),
    _Telling(
        "note_left",
        ("network_members",),
        "",
        f"regexp_matches(lower({{0}}), {sql_literal(_LEFT)})",
        "conta come aderente; scrivere la data sotto Data recesso",
    ),
    _Telling(
        "joined_unread",
        ("network_members",),
        r"^(ha )?(aderi(to|sce|sc[eo]no)|firmat[oa]|ha firmato)\b",
        f"lower(trim(coalesce({{0}}, ''))) not in ({sql_list(_YES)})",
        "conta come aderente; chi non lo è non va nell'elenco",
    ),
    _Telling(
        "currency_other",
        _MONEY,
        _CURRENCY,
        "upper(trim({0})) not in ('', '€', 'EUR', 'EURO', 'E')",
        "l'importo conta come euro; scriverlo in euro",
    ),
    _Telling(
        "several_in_row",
        _FACTS,
        _COUNT,
        "try_cast(trim({0}) as integer) > 1",
        "conta una volta; una riga per ciascuno, con la sua data",
    ),
)


def says_undone(text: str) -> bool:
    """Whether a note says that something did not take place or does not count."""
    return any(re.search(_UNDONE, line.lower()) for line in text.splitlines())


def look_at_unused(columns: Collection[StagedColumn], record_types: Collection[str]) -> None:
    """Tell what rows say where nobody reads it, each column and kind once. All is asked at once."""
    asked = list(_asked(columns, record_types))
    if not asked:
        return
    some = asked[0][0]
    questions = [
        question
        for column, one in asked
        for said in [one.values.format(column.name)]
        for question in (f"min(coalesce({column.name}, '')) filter ({said})", f"count(*) filter ({said})")
    ]
    [found] = some.con.execute(f"select {', '.join(questions)} from {some.stage.relation}").fetchall()
    for number, (column, one) in enumerate(asked):
        text, count = found[2 * number : 2 * number + 2]
        if count:
            some.judged.tell(
                one.kind,
                f"colonna {column.heading} non letta: «{' '.join(text.split())[:60] or 'vuota'}»"
                f" ({counted(count, 'riga', 'righe')}) {one.words}",
                is_loss=True,
                row_count=count,
            )


def _asked(
    columns: Collection[StagedColumn], record_types: Collection[str]
) -> Iterator[tuple[StagedColumn, _Telling]]:
    for column in columns:
        heading = column.heading.strip("« »").lower()
        for one in _TELLINGS:
            if not set(one.record_types).isdisjoint(record_types) and re.search(one.heading, heading):
                yield column, one
