"""The annex as a workbook that anybody may have."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from editions.report.book import Book, safe, set_up_print, write_headings
from editions.report.figures import Figure
from editions.report.sealed_figures import Sealed
from publication.figures import format_date
from publication.vocabularies import capital

KEPT_BACK = "n.p."
_EXPLAINED = (
    "Ogni totale conta almeno tre soggetti (imprese o reti).",
    f"{KEPT_BACK}: non pubblicato. È sotto tre, o con gli altri totali di questo e dei precedenti allegati, "
    "anche di altri indicatori, farebbe ricavare un gruppo sotto tre.",
    "Le quote non ci sono: si calcolano dai totali pubblicati.",
)


def write_annex_workbook(sealed: Sealed, cells: list[dict[str, Any]], target: Path) -> None:
    """A sheet of totals, one by province, one by partner. `cells` are the rows of the annex's JSON."""
    created = datetime.fromisoformat(sealed.facts["sealed_at"]).astimezone(UTC).replace(tzinfo=None)
    book = Book(target, created)
    values = {(cell["kpi_code"], cell["split"], cell["place"]): cell["value"] for cell in cells}
    _write_sheet(book, sealed, "Totali", "total", {"": "Lombardia"}, values)
    _write_sheet(book, sealed, "Per provincia", "province_code", sealed.provinces, values)
    _write_sheet(book, sealed, "Per partner", "partner_code", sealed.partners, values)
    book.book.close()


def _write_sheet(
    book: Book,
    sealed: Sealed,
    name: str,
    split: str,
    places: dict[str, str],
    values: dict[tuple[str, str, str], float | None],
) -> None:
    sheet = book.book.add_worksheet(name)
    facts = sealed.facts
    sheet.write_string(0, 0, safe(f"{facts['title']}: {name.lower()}"), book.title)
    for row, line in enumerate(
        (f"Dal {format_date(facts['since'])} al {format_date(facts['until'])}.", *_EXPLAINED), start=1
    ):
        sheet.write_string(row, 0, line, book.note)
    top = len(_EXPLAINED) + 3
    widths = [44, *[13] * len(places)]
    sheet.set_column(0, 0, widths[0])
    sheet.set_column(1, len(places), widths[-1])
    set_up_print(sheet, name, top)
    write_headings(
        book, sheet, top, ["Indicatore", *map(capital, places.values())], widths, range(1, len(widths))
    )
    told = [
        kpi
        for kpi in sealed.kpis.values()
        # Expenses have no province: nothing of them is kept back there.
        if any((kpi.code, split, place) in values for place in places)
        and not (kpi.is_money and split == "province_code")
    ]
    for row, kpi in enumerate(told, start=top + 1):
        sheet.write_string(row, 0, kpi.label, book.wrapped)
        for column, place in enumerate(places, start=1):
            figure = Figure.of(kpi, values[kpi.code, split, place])
            if figure.value is None:
                sheet.write_string(row, column, KEPT_BACK, book.missing)
            else:
                sheet.write_number(row, column, figure.value, book.number(figure, bold=False))
