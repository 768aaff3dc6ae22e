"""Columns that nobody reads, and that say of rows what a person would heed: annulled, in dollars, three visits."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ingest.happening_words import done_stems, undone_stems, yes_words
from ingest.notes import counted
from ingest.staged_columns import StagedColumn
from storage.literals import sql_list, sql_literal

_FACTS = ("contacts", "services")
_MONEY = ("expenses", "budgets")
_DONE = rf"^({'|'.join(done_stems())})[oaie]\b"
# A firm's seat is moved too: only "spostato al", "in" is said of a visit.
_PUT_OFF = "|".join("spostat[ao] (al|a|in)\\b" if stem == "spostat" else stem for stem in undone_stems())
_STRUCK = r"stornat|storno\b|eliminat|doppion|duplicat|(ann|rinv)\.|no show"
_TO_STRIKE = (
    r"(da )?(annullare|stornare|eliminare|cancellare|togliere|rifare|ripetere|riprogrammare)\b"
    r"|(da )?non (contare|conteggiare|considerare|rendicontare)\b"
    r"|(ancora )?da (confermare|fissare|effettuare|svolgere|programmare|definire)\b"
)
_ABSENT = (
    r"(cliente|azienda|impresa|ditta|titolare|referente) (era |è |e )?"
    r"(assente|chius|non (presente|disponibile|trovat))|assent[ei]\b"
)
_UNDONE = (
    rf"^\W*((poi|ma|purtroppo|la|il|lo|l') ?)*((incontro|visita|appuntamento|evento|spesa|fattura|riga|servizio) )?"
    rf"({_PUT_OFF}|{_STRUCK}|{_TO_STRIKE}|{_ABSENT}"
    rf"|non (si |e |è |sono |era |ha |si è |si e |stat[oa] )*({'|'.join(done_stems())}))"
)
_NOT_CLAIMED = (
    r"|^\W*((spesa|fattura|riga) )?(doppi[oae]\b|respint|rifiutat|esclus"
    r"|non (e |è )?(ammess|ammissibil|rendicontabil|rendicontat|eleggibil|pertinent))"
)
_LEFT = (
    r"^\W*((e |è |si e |si è )?(uscit|ritirat|esclus|dimess|cessat)[aoi]\b|recess[oa]\b|recedut|ha receduto|rinunci"
    r"|(ha )?(lasciato|abbandonato)|ex (socio|aderente|membro)|non (è |e )?(più|piu) )"
)
_CURRENCY = r"^(valuta|divisa|moneta|currency)\b"
_AT_ONCE = 50
_COUNT = (
    r"^(n\.?|nr\.?|num\.?|numero|quant[ie])\s*(di\s+|dei\s+|delle\s+)?"
    r"(contatti|telefonate|visite|incontri|e-?mail)\b"
)


_YES = (
    f"(lower(trim(coalesce({{0}}, ''))) in ({sql_list([*yes_words(), 'sì'])})"
    f" or regexp_matches(coalesce({{0}}, ''), {sql_literal(f'(?i)[✓✔☑☒]|{_DONE}')}))"
)
"""A yes, a tick or a word that says that it was done."""
_NO = f"not {_YES}"
"""Anything else; an empty cell too."""


@dataclass(frozen=True)
class _Telling:
    """What cells of an unused column tell: of which record types, under which heading, which values in SQL, and
    what that means for who reads the figures."""

    kind: str
    record_types: Collection[str]
    heading: str
    values: str
    words: str
    unless: str = ""
    """Not told of a sheet that carries this type too."""
    where_filled: bool = False
    """Not told of a column in which nothing stands at all."""


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
        f"regexp_matches(lower({{0}}), {sql_literal(_UNDONE + _NOT_CLAIMED)})",
        "conta lo stesso; per toglierla scrivere sì sotto Annullato",
    ),
    _Telling(
        "note_undone",
        ("events",),
        "",
        f"regexp_matches(lower({{0}}), {sql_literal(_UNDONE)})",
        "conta come tenuto; scrivere sì in una colonna Annullato",
        unless="contacts",
    ),
    _Telling(
        "absent_unread",
        _FACTS,
        r"^(assent|mancat|disdett|rinviat|saltat)[oaie]\b",
        _YES,
        "conta come avvenuto; scriverlo sotto Esito",
    ),
    _Telling(
        "absent_unread",
        _FACTS,
        r"^(((ora|orario|h\.?|firma|badge|timbratura)( (di|d'))? ?)(ingresso|entrata|arrivo)|check.?in)\b",
        "trim(coalesce({0}, '')) = ''",
        "conta come avvenuto; scriverlo sotto Presente",
        where_filled=True,
    ),
    _Telling(
        "unconfirmed_unread",
        _FACTS,
        r"^conferm",
        f"{_NO} and trim({{0}}) <> ''",
        "conta come avvenuto; scriverlo sotto Esito",
    ),
    _Telling(
        "done_unread",
        _FACTS,
        _DONE,
        _NO,
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
        _NO,
        "conta come aderente; chi non lo è non va nell’elenco",
    ),
    _Telling(
        "signed_unread",
        ("networks",),
        r"^(gi[aà] )?(firmat|costituit|sottoscritt|registrat|attiv)a\b",
        _NO,
        "conta come dicono le date; lasciare vuota la data della firma finché non è firmata",
    ),
    _Telling(
        "claim_unread",
        _MONEY,
        r"^(ammess|ammissibil|rendicontabil|eleggibil|approvat)[oaie]?\b(?! (eur|€))",
        "lower(trim({0})) in ('no', 'n', 'non', 'falso', 'false')",
        "conta lo stesso; per toglierla scrivere sì sotto Annullato",
    ),
    _Telling(
        "currency_other",
        _MONEY,
        _CURRENCY,
        "upper(trim({0})) not in ('', '€', 'EUR', 'EURO', 'E')",
        "l’importo conta come euro; scriverlo in euro",
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
    """Tell what rows say where nobody reads it, each column and kind once. Many are asked at once, and no more: the
    patterns of a thousand columns in one statement took gigabytes."""
    asked = list(_asked(columns, record_types))
    for first in range(0, len(asked), _AT_ONCE):
        _tell(asked[first : first + _AT_ONCE])


def _tell(asked: Sequence[tuple[StagedColumn, _Telling]]) -> None:
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
        if count and not (one.where_filled and count == some.stage.count):
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
            is_carried = not set(one.record_types).isdisjoint(record_types) and one.unless not in record_types
            if is_carried and re.search(one.heading, heading):
                yield column, one
