"""The *Scheda partner*: what one partner is asked to confirm before a sealing, on paper."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from editions.gate.confirmations import known_partner, sheet_hash
from editions.report.figures import Figure
from editions.report.narrative import PARTNERS, narrative_files, read_blocks
from editions.typesetting import typeset
from editions.values import Window, cells_query
from publication.figures import format_date
from publication.reader import Publication
from storage.home import Home
from storage.literals import sql_literal


def write_sheet(
    home: Home, publication: Publication, edition_id: str, window: Window, partner: str, target: Path
) -> None:
    """Set a partner's sheet: its figures and expenses in the period and accumulated, and its text.

    Raises WrongUse for an unknown partner.
    """
    known_partner(publication, partner)
    figures = f"({cells_query(window, 'partner')})"
    rows = publication.query(
        f"""
        select kpi_label, unit, coalesce(decimals, 0), in_period, cumulative
        from {figures} as figures inner join dim_kpis using (kpi_code)
        where figures.partner_code = {sql_literal(partner)} and not is_register
        order by dim_kpis.sort_order
        """
    ).rows
    [name] = publication.values(
        f"select partner_name from dim_partners where partner_code = {sql_literal(partner)}"
    )
    text = narrative_files(home, edition_id).get(f"{PARTNERS}/{partner}.md")
    content: dict[str, Any] = {
        "partner": name,
        "edition": edition_id,
        "period": f"dal {format_date(window.since)} al {format_date(window.until)}",
        "start": format_date(window.project_start),
        "rows": [
            [label, Figure(in_period, unit, decimals).text, Figure(cumulative, unit, decimals).text]
            for label, unit, decimals, in_period, cumulative in rows
        ],
        "texts": read_blocks(text) if text else [],
        "hash": sheet_hash(publication, figures, partner),
        "source": f"Pubblicazione {publication.build_id}",
    }
    typeset("sheet.typ", content, target, datetime.now(UTC))
