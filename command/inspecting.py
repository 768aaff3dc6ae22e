"""`pal inspect`: what would happen to a file, heading by heading; nothing is written."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from command.options import Format, FormatOption
from publication.cells import printable
from storage.errors import WrongUse
from storage.home import Home

if TYPE_CHECKING:
    from ingest.inspection import InspectedSheet, Inspection

COLUMNS = (
    "file_name",
    "sheet",
    "header_row",
    "row_count",
    "record_types",
    "column_index",
    "heading",
    "record_type",
    "field",
    "nearest",
    "refusal",
    "told",
)


def inspect_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Il file da guardare.")],
    partner: Annotated[str | None, typer.Option("--partner", help="Come se lo mandasse lui.")] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Che cosa succederebbe a un file; non scrive nulla."""
    from command.listing import Listing, write_listing
    from ingest.inspection import inspect
    from ingest.partners import known_partners

    if not file.is_file():
        raise WrongUse(f"{file}: non è un file; controllare il percorso.")
    if partner is not None:
        from command.codes import known_code

        partner = known_code("Partner", partner, {code: code for code in known_partners()})
    inspection = inspect(file, partner, Home.from_environment().extra_headings)
    if form is not Format.TABLE:
        write_listing(Listing(COLUMNS, _rows(inspection)), form)
        return
    for sheet in inspection.sheets:
        _print_sheet(sheet)
    verdict = f"Sarebbe rifiutato: {inspection.refusal}" if inspection.refusal else "Sarebbe caricato."
    if inspection.told:
        typer.echo(printable(f"{file.name}: {inspection.told}."))
    typer.echo(printable(f"{file.name}: {verdict}"))


def _rows(inspection: "Inspection") -> Iterator[tuple[Any, ...]]:
    """One row a sheet, column and use of it; one for a sheet without headings or a file without sheets."""
    name = inspection.path.name
    if not inspection.sheets:
        yield (name, *[None] * (len(COLUMNS) - 3), inspection.refusal, inspection.told)
    for sheet in inspection.sheets:
        about = (name, sheet.name, sheet.header_row, sheet.row_count, " ".join(sheet.record_types))
        if not sheet.headings:
            yield (*about, None, None, None, None, None, inspection.refusal, inspection.told)
        for heading in sheet.headings:
            for record_type, field in heading.fields or ((None, None),):
                yield (
                    *about,
                    heading.column_index,
                    heading.heading,
                    record_type,
                    field,
                    " | ".join(heading.nearest) or None,
                    inspection.refusal,
                    inspection.told,
                )


def _print_sheet(sheet: "InspectedSheet") -> None:
    from command.tables import print_table

    name = f"Foglio «{printable(sheet.name)}»" if sheet.name else "Foglio unico"
    if sheet.header_row is None:
        typer.echo(f"{name}: nessuna riga di intestazioni trovata.")
        return
    kinds = ", ".join(f"{count} {kind}" for kind, count in sheet.rows_by_kind.items())
    types = ", ".join(sheet.record_types) or "nessun tipo di record riconosciuto"
    typer.echo(
        f"{name}: intestazioni alla riga {sheet.header_row}; righe {sheet.row_count} ({kinds}); {types}."
    )
    lines = []
    for heading in sheet.headings:
        uses = ", ".join(f"{record_type}.{field}" for record_type, field in heading.fields)
        unused = "nota, non usata qui" if heading.is_known else "sconosciuta"
        lines.append((heading.heading, uses or unused, " | ".join(heading.nearest)))
    print_table(["intestazione", "campo", "simile a"], lines)
