"""The state of an edition, from draft to approved; each change with who and when, beside the sealed folder.

`bozza` until it is sealed, `sigillata` from its folder on; then what people write down, in this order only:
`inviata` (protocol number, date, hash of the signed file), `integrazioni_richieste`, `inviata` again,
`approvata`.
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
class Sending:
    """What proves that a report was handed in: the Regione's protocol, and the file that was signed."""

    protocol: str
    protocol_date: date
    signed_file: Path


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
    home: Home, edition: Edition, state: str, author: str, reason: str, sending: Sending | None = None
) -> None:
    """Write down a new state; raises WrongUse where it does not follow, or a sending says not what was
    sent."""
    now = state_of(home, edition)
    if state not in _NEXT[now]:
        allowed = ", ".join(_NEXT[now]) or "nessuno: è l'ultimo"
        raise WrongUse(
            f"L'edizione {edition.name} è «{now}»: da qui non diventa «{state}»; stati possibili: {allowed}."
        )
    if (state == SENT) != (sending is not None):
        raise WrongUse(f"--protocol, --protocol-date e --signed-file vanno insieme, e solo con «{SENT}».")
    row = {"edition": edition.name, "state": state}
    if sending is not None:
        row |= {
            "protocol": sending.protocol,
            "protocol_date": sending.protocol_date.isoformat(),
            "file_sha256": file_hash(sending.signed_file),
        }
    append(home.decisions, "edition_states", [row], author, reason or _told(row))


def _told(row: Row) -> str:
    """What stands as a reason where none is given: what was done."""
    sent = f", protocollo {row['protocol']} del {row['protocol_date']}" if "protocol" in row else ""
    return f"stato «{row['state']}»{sent}"
