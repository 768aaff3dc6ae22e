"""An edition before it is sealed: title and days, written down once for checks, sheets and the sealing."""

from dataclasses import dataclass
from datetime import date

from decisions.reading import Row, read_rows
from decisions.writing import append
from editions.folder import check_id, latest_version
from storage.errors import WrongUse
from storage.home import Home


@dataclass(frozen=True)
class Draft:
    """What a draft says, and its signed row."""

    title: str
    since: date
    until: date
    row: Row


def write_draft(home: Home, edition_id: str, title: str, since: date, until: date, author: str) -> None:
    """Begin an edition, or change the draft of one; raises WrongUse once it is sealed."""
    if latest_version(home, check_id(edition_id)):
        raise WrongUse(f"L’edizione {edition_id} è già sigillata: non è più una bozza.")
    if since > until:
        raise WrongUse(f"--since {since} è dopo --until {until}: scambiarli.")
    row = {
        "edition": edition_id,
        "title": title,
        "since": since.isoformat(),
        "until": until.isoformat(),
    }
    append(home.decisions, "edition_drafts", [row], author, "bozza aperta")


def find_draft(home: Home, edition_id: str) -> Draft | None:
    """The newest draft of an edition, sealed since or not; None where there was none."""
    rows = [row for row in read_rows(home.decisions, "edition_drafts") if row["edition"] == edition_id]
    if not rows:
        return None
    row = rows[-1]
    return Draft(row["title"], date.fromisoformat(row["since"]), date.fromisoformat(row["until"]), row)


def open_drafts(home: Home) -> list[Draft]:
    """The drafts of editions that are not sealed yet, in the order begun."""
    ids = dict.fromkeys(row["edition"] for row in read_rows(home.decisions, "edition_drafts"))
    drafts = [find_draft(home, one) for one in ids if not latest_version(home, one)]
    return [one for one in drafts if one is not None]
