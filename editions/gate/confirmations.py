"""Each partner confirms its own sheet: its figures, as they are on the day of signing."""

import hashlib
import json
from datetime import date

from decisions.reading import read_rows
from decisions.writing import append
from editions.values import TABLE, Window, cells_query
from publication.reader import Publication
from storage.errors import WrongUse
from storage.home import Home
from storage.literals import sql_literal


def confirm(
    home: Home, publication: Publication, edition_id: str, window: Window, partner: str, author: str
) -> None:
    """Write down that a partner confirms its figures of these days; raises WrongUse."""
    known_partner(publication, partner)
    row = {
        "edition": edition_id,
        "partner": partner,
        "figures_sha256": sheet_hash(publication, f"({cells_query(window, 'partner')})", partner),
    }
    reason = f"scheda dal {_day(window.since)} al {_day(window.until)}"
    append(home.decisions, "confirmations", [row], author, reason)


def confirmed_partners(home: Home, opened: Publication, edition_id: str) -> dict[str, dict[str, str]]:
    """By partner, the newest confirmation whose figures are still those of the edition."""
    return {
        row["partner"]: row
        for row in read_rows(home.decisions, "confirmations")
        if row["edition"] == edition_id and row["figures_sha256"] == sheet_hash(opened, TABLE, row["partner"])
    }


def known_partner(publication: Publication, partner: str) -> None:
    """Raise WrongUse for a code that no partner has."""
    known = publication.values("select partner_code from dim_partners order by sort_order")
    if partner not in known:
        raise WrongUse(f"Partner «{partner}» sconosciuto; è uno di: {', '.join(known)}.")


def sheet_hash(publication: Publication, figures: str, partner: str) -> str:
    """SHA-256 of a partner's own figures, which another figure would change."""
    rows = publication.query(
        f"""
        select kpi_code, in_period, cumulative from {figures}
        where partner_code = {sql_literal(partner)} order by kpi_code
        """
    ).rows
    return hashlib.sha256(json.dumps([list(row) for row in rows]).encode()).hexdigest()


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
