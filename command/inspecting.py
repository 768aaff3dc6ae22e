"""`pal inspect`: what would happen to a file, heading by heading and row by row; nothing is written."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from command.options import Format, FormatOption
from command.saying import say
from publication.cells import printable
from storage.errors import WrongUse
from storage.home import Home

if TYPE_CHECKING:
    from ingest.inspection import InspectedSheet, Inspection
    from warehouse.file_trial import Trial

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
ROW_COLUMNS = (
    "file_name", "sheet", "row_number", "heading", "cell", "delivered", "rule_code", "is_rejected", "message",
    "consequence", "example",
)  # fmt: skip
_ROW_KINDS = {"data": "con dati", "blank": "vuote", "total": "di totali", "note": "di note"}
_PRINTED = 40  # troubles; the listing has them all


def inspect_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Il file da guardare.")],
    partner: Annotated[str | None, typer.Option("--partner", help="Come se lo mandasse lui.")] = None,
    rows: Annotated[
        bool, typer.Option("--rows", help="Solo le righe con qualcosa che non va, tutte.")
    ] = False,
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
    home = Home.from_environment()
    inspection = inspect(file, partner, home.extra_headings)
    if rows:
        write_listing(Listing(ROW_COLUMNS, _troubles(inspection, _try(inspection, home))), form)
        return
    if form is not Format.TABLE:
        write_listing(Listing(COLUMNS, _rows(inspection)), form)
        return
    for sheet in inspection.sheets:
        _print_sheet(sheet)
    if inspection.refusal is None:
        _print_rows(inspection, _try(inspection, home))
    verdict = f"Sarebbe rifiutato: {inspection.refusal}" if inspection.refusal else "Sarebbe caricato."
    if inspection.told:
        say(printable(f"{file.name}: {inspection.told}."))
    say(printable(f"{file.name}: {verdict}"))


def _try(inspection: "Inspection", home: Home) -> "Trial | None":
    """What the rules say of the rows; None of a file that would be refused, or of which no partner is known."""
    from warehouse.file_trial import try_rows
    from warehouse.settings import BuildSettings

    if inspection.refusal is not None or inspection.partner is None:
        return None
    return try_rows(inspection.path, inspection.partner, home, BuildSettings())


def _troubles(inspection: "Inspection", trial: "Trial | None") -> Iterator[tuple[Any, ...]]:
    for one in trial.troubles if trial is not None else ():
        where = (inspection.path.name, one.sheet, one.row_number, one.heading, one.cell, one.delivered)
        yield (*where, one.rule_code, one.is_rejected, one.message, one.consequence, one.example)


def _print_rows(inspection: "Inspection", trial: "Trial | None") -> None:
    from command.cells import as_delivered

    if trial is None:
        say("Che cosa ne sarebbe delle righe: dire di chi è il file, con --partner.")
        return
    say(
        f"Righe con dati: {trial.row_count}; sarebbero respinte: {trial.rejected}; con avvisi: {trial.warned}. "
        "Se imprese e reti si trovano lo dice pal refresh."
    )
    for one in trial.troubles[:_PRINTED]:
        place = ", ".join(
            filter(
                None,
                (one.sheet and f"foglio «{one.sheet}»", one.cell or f"riga {one.row_number}", one.heading),
            )
        )
        effect = "respinta" if one.is_rejected else "avviso"
        delivered = as_delivered(one.delivered)
        say(f"  {place} {delivered} ({effect}): {one.message} {one.consequence} Esempio: {one.example}")
    if len(trial.troubles) > _PRINTED:
        say(f"  … e altre {len(trial.troubles) - _PRINTED}: pal inspect {inspection.path.name} --rows")


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
    from publication.vocabularies import words_of

    known_types, known_fields = words_of("record_type"), words_of("field")
    name = f"Foglio «{printable(sheet.name)}»" if sheet.name else "Foglio unico"
    if sheet.header_row is None:
        say(f"{name}: nessuna riga di intestazioni trovata.")
        return
    kinds = ", ".join(f"{count} {_ROW_KINDS[kind]}" for kind, count in sheet.rows_by_kind.items())
    types = ", ".join(known_types[one] for one in sheet.record_types) or "nessun tipo di record riconosciuto"
    say(f"{name}: intestazioni alla riga {sheet.header_row}; righe {sheet.row_count} ({kinds}); {types}.")
    lines = []
    for heading in sheet.headings:
        uses = ", ".join(
            f"{known_types[one]}: {known_fields.get(field, field)}" for one, field in heading.fields
        )
        unused = "nota, non usata qui" if heading.is_known else "sconosciuta"
        lines.append((heading.heading, uses or unused, " | ".join(heading.nearest)))
    print_table(["intestazione", "campo", "simile a"], lines)
