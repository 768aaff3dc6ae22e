"""The state of an edition, from draft to approved; each change with who and when, beside the sealed folder.

`bozza` until it is sealed, `sigillata` from its folder on; then what people write down, in this order only:
`inviata` (protocol number, date, hash of the signed file), `integrazioni_richieste` (what is asked, by when, under
which protocol), `inviata` again, `approvata` (protocol).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from decisions.reading import Row, read_rows
from decisions.writing import append
from editions.drafts import find_draft
from editions.folder import Edition
from editions.sealing.manifest import file_hash
from storage.errors import WrongUse
from storage.home import Home

DRAFT, SEALED, SENT, ASKED, APPROVED = (
    "bozza",
    "sigillata",
    "inviata",
    "integrazioni_richieste",
    "approvata",
)

_NEXT: Mapping[str, tuple[str, ...]] = {
    SEALED: (SENT,),
    SENT: (ASKED, APPROVED),
    ASKED: (SENT, APPROVED),
    APPROVED: (),
}


@dataclass(frozen=True)
class Letter:
    """What goes with a state: the Regione's protocol number and its day, the file that was signed and handed in, the
    day by which what is asked for is due."""

    protocol: str = ""
    protocol_date: date | None = None
    signed_file: Path | None = None
    deadline: date | None = None


def history(home: Home, edition: Edition) -> list[Row]:
    """Every state that a sealed edition was in, with who and when, from its draft if it had one."""
    facts = edition.facts
    draft = find_draft(home, facts["id"])
    drafted = [] if draft is None else [{**draft.row, "state": DRAFT}]
    sealed = {
        "state": SEALED,
        "author": facts["sealed_by"],
        "date": facts["sealed_at"][:10],
        "reason": facts.get("why") or "",
    }
    written = [row for row in read_rows(home.decisions, "edition_states") if row["edition"] == edition.name]
    return [*drafted, sealed, *written]


def state_of(home: Home, edition: Edition) -> str:
    """The state that an edition is in."""
    return history(home, edition)[-1]["state"]


def change_state(
    home: Home, edition: Edition, state: str, author: str, reason: str, letter: Letter | None = None
) -> None:
    """Write down a new state; raises WrongUse where it does not follow, or its letter lacks what it has to say."""
    letter = letter or Letter()
    now = state_of(home, edition)
    if state not in _NEXT[now]:
        allowed = ", ".join(_NEXT[now]) or "nessuno: è l’ultimo"
        raise WrongUse(
            f"L’edizione {edition.name} è «{now}»: da qui non diventa «{state}»; stati possibili: {allowed}."
        )
    _check_letter(state, letter, reason)
    row = {"edition": edition.name, "state": state, "protocol": letter.protocol.strip()}
    row |= {"protocol_date": _iso(letter.protocol_date), "deadline": _iso(letter.deadline)}
    if letter.signed_file is not None:
        row["file_sha256"] = file_hash(letter.signed_file)
    append(home.decisions, "edition_states", [row], author, reason or _told(row))


def _check_letter(state: str, letter: Letter, reason: str) -> None:
    """Raise WrongUse for what a state lacks, or cannot have."""
    if bool(letter.protocol.strip()) != (letter.protocol_date is not None):
        raise WrongUse("--protocol e --protocol-date vanno insieme: il numero e il suo giorno.")
    if state == SENT and not (letter.protocol_date and letter.signed_file):
        raise WrongUse(f"«{SENT}» vuole --protocol, --protocol-date e --signed-file.")
    if state != SENT and letter.signed_file is not None:
        raise WrongUse(f"--signed-file va solo con «{SENT}».")
    if state == ASKED and not reason.strip():
        raise WrongUse(f"«{ASKED}» vuole --why: che cosa chiede la Regione.")
    if letter.deadline is not None and state != ASKED:
        raise WrongUse(f"--deadline va solo con «{ASKED}»: entro quando rispondere.")
    if letter.deadline and letter.protocol_date and letter.deadline < letter.protocol_date:
        raise WrongUse(
            f"--deadline {letter.deadline} è prima di --protocol-date {letter.protocol_date}: controllare le date."
        )


def _told(row: Row) -> str:
    """What stands as a reason where none is given: what was done."""
    letter = f", protocollo {row['protocol']} del {row['protocol_date']}" if row["protocol"] else ""
    return f"stato «{row['state']}»{letter}"


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
