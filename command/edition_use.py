"""`pal edition …` on sealed editions: verify, rebuild, render, fill in forms, compare."""

from pathlib import Path
from typing import Annotated

import typer

from command.edition import EditionArgument
from command.edition_prepare import app as app
from command.options import Format, FormatOption
from command.progress import Reporter
from command.saying import say
from storage.errors import WrongUse
from storage.home import Home
from warehouse.settings import BuildSettings

TODAY = "oggi"


@app.command("verify")
def verify_edition(edition_id: EditionArgument) -> None:
    """Verifica un’edizione dalla sua cartella: impronte, nessun file estraneo, ogni valore ricalcolato."""
    from editions.folder import find_edition
    from editions.sealing.verification import verify

    edition = find_edition(Home.from_environment(), edition_id)
    counted = verify(edition)
    say(f"L’edizione {edition.name} è verificata: file intatti, {counted} valori ricalcolati, tutti uguali.")


@app.command("render")
def render_report(
    edition_id: EditionArgument,
    into: Annotated[Path, typer.Option("--into", help="Cartella nuova in cui scrivere.")],
) -> None:
    """Rifà il rapporto dai soli dati sigillati, in un’altra cartella."""
    from editions.folder import MANIFEST, find_edition
    from editions.report import write_reports
    from editions.sealing.manifest import file_hash

    edition = find_edition(Home.from_environment(), edition_id)
    if into.exists():
        raise WrongUse(f"--into: {into} esiste già; indicare una cartella nuova.")
    names = write_reports(edition, into, file_hash(edition.folder / MANIFEST))
    say(f"Scritti in {into}: {', '.join(names)}.")


@app.command("replay")
def replay_edition(
    edition_id: EditionArgument,
    archive: Annotated[Path, typer.Option("--archive", help="L’archivio dei file consegnati.")],
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", help="La cartella delle decisioni; senza, quella di PAL_HOME."),
    ] = None,
) -> None:
    """Rifà l’edizione dai file archiviati: deve dare gli stessi valori."""
    from editions.folder import find_edition
    from editions.sealing.replay import replay
    from storage.errors import PalError

    home = Home.from_environment()
    edition = find_edition(home, edition_id)
    with Reporter("Ricostruzione") as reporter:
        given = replay(edition, archive, decisions or home.decisions, BuildSettings(), reporter.built)
    if not given.same_code:
        say("Il programma non è più quello della sigillatura: confronto con il codice di oggi.", err=True)
    if given.differences:
        lines = "\n".join(f"  - {line}" for line in given.differences)
        raise PalError(f"L’edizione {edition.name} ricostruita NON dà gli stessi valori:\n{lines}")
    say(f"L’edizione {edition.name} ricostruita dai file dà gli stessi {given.counted} valori.")


@app.command("fill")
def fill_form(
    edition_id: EditionArgument,
    template: Annotated[Path, typer.Argument(metavar="MODULO", help="Il modulo .xlsx o .docx.")],
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", help="La mappa CSV; senza, il file accanto al modulo con .csv."),
    ] = None,
    into: Annotated[Path | None, typer.Option("--into", help="Il file da scrivere.")] = None,
) -> int:
    """Scrive i valori sigillati nel modulo dell’ente; stato 3 se qualcosa resta da riempire."""
    from editions.folder import MANIFEST, find_edition
    from editions.report.forms import fill
    from editions.report.sealed_figures import Sealed
    from editions.sealed import open_edition
    from editions.sealing.manifest import file_hash

    edition = find_edition(Home.from_environment(), edition_id)
    target = into or template.with_name(f"{template.stem}-{edition.name}{template.suffix}")
    if target.resolve() == template.resolve():
        raise WrongUse(f"--into: {target} è il modulo stesso; indicare un altro file.")
    with open_edition(edition) as publication:
        manifest_hash = file_hash(edition.folder / MANIFEST)
        sealed = Sealed(edition, publication)
        filled = fill(sealed, manifest_hash, template, mapping or template.with_suffix(".csv"), target)
    for line in filled.unfilled:
        say(f"Non riempito: {line}.", err=True)
    say(f"Scritto {target}: {filled.count} valori.")
    return 3 if filled.unfilled else 0


@app.command("diff")
def diff_editions(
    first: EditionArgument,
    second: Annotated[
        str,
        typer.Argument(metavar="ID2", help="L’altra edizione; senza, o «oggi», la pubblicazione di oggi."),
    ] = TODAY,
    kpi: Annotated[str | None, typer.Option("--kpi", help="Solo un KPI (codice).")] = None,
    subjects: Annotated[
        bool, typer.Option("--subjects", help="Chi è entrato e chi è uscito, con la sua causa.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Anche i valori uguali.")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Ogni differenza fra due edizioni, sugli stessi giorni (quelli della prima), e le cause che la
    compongono."""
    from command.codes import known_code
    from command.listing import Listing, write_listing
    from editions.comparing.flat_rows import (
        DIFFERENCE_COLUMNS,
        SUBJECT_COLUMNS,
        difference_rows,
        subject_rows,
    )
    from editions.comparing.pair import open_comparison

    with open_comparison(Home.from_environment(), first, second) as comparison:
        code = None if kpi is None else known_code("KPI", kpi, comparison.kpis())
        columns: tuple[str, ...]
        if subjects:
            columns, rows = SUBJECT_COLUMNS, list(subject_rows(comparison, code))
        else:
            columns, rows = DIFFERENCE_COLUMNS, list(difference_rows(comparison, code, everything))
    if form is Format.TABLE and not rows:
        say("Nessun valore è cambiato.")
    else:
        write_listing(Listing(columns, rows), form)
