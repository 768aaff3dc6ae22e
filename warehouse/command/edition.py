"""`pal edition …`: seal, verify, compare and hand in the official reports."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse.command.options import Format, FormatOption, read_day
from warehouse.command.progress import Reporter
from warehouse.errors import WrongUse
from warehouse.lock import writer_lock
from warehouse.settings import BuildSettings, Home

if TYPE_CHECKING:
    from editions.sealing import Request

EditionArgument = Annotated[
    str, typer.Argument(metavar="ID", help="L'edizione; senza .vN, la versione più recente.")
]
NewIdArgument = Annotated[str, typer.Argument(metavar="ID", help="Nome dell'edizione, per esempio 2012-S2.")]
SinceDay = Annotated[str, typer.Option("--since", metavar="AAAA-MM-GG", help="Primo giorno del periodo.")]
UntilDay = Annotated[str, typer.Option("--until", metavar="AAAA-MM-GG", help="Ultimo giorno del periodo.")]
ByName = Annotated[str, typer.Option("--by", metavar="NOME", help="Chi lo fa.")]
WhyText = Annotated[str, typer.Option("--why", metavar="MOTIVO", help="Perché.")]

app = typer.Typer(name="edition", help="Le edizioni: i rapporti ufficiali, sigillati.", rich_markup_mode=None)

TODAY = "oggi"
EDITION_COLUMNS = ("edition", "title", "since", "until", "sealed_by", "sealed_at", "state")
STATE_COLUMNS = ("state", "author", "date", "reason", "protocol", "protocol_date", "file_sha256")
CHECK_COLUMNS = ("effect", "check", "subject", "message")


@app.command("seal")
def seal_edition(
    edition_id: NewIdArgument,
    since: SinceDay,
    until: UntilDay,
    title: Annotated[str, typer.Option("--title", help="Titolo del rapporto.")],
    by: ByName,
    new_version: Annotated[
        bool, typer.Option("--new-version", help="Una nuova versione di un'edizione sigillata.")
    ] = False,
    why: Annotated[
        str | None, typer.Option("--why", metavar="MOTIVO", help="Perché una nuova versione.")
    ] = None,
) -> None:
    """Sigilla la pubblicazione corrente: dati, valori e rapporto, da allora in sola lettura."""
    if new_version != (why is not None):
        raise WrongUse("--new-version e --why vanno insieme: una nuova versione ha un motivo.")
    request = _request(edition_id, since, until, title, by, why)
    with _writing("Sigillatura") as (home, reporter):
        from editions.sealing import seal

        edition = seal(home, request, BuildSettings(), reporter.stepped)
    for one in edition.facts["checks"]:
        typer.echo(f"{_EFFECTS[one['effect']]}: {one['message']}", err=True)
    typer.echo(f"Sigillata l'edizione {edition.name} in {edition.folder}.")


@app.command("check")
def check_edition(
    edition_id: NewIdArgument, since: SinceDay, until: UntilDay, form: FormatOption = Format.TABLE
) -> int:
    """Che cosa bloccherebbe la sigillatura, e che cosa avvisa; stato 3 se qualcosa blocca."""
    request = _request(edition_id, since, until, "", "controllo", None)
    with _writing("Controlli") as (home, reporter):
        from editions.checks import BLOCK
        from editions.sealing import check, waivers_of

        findings = check(home, request, BuildSettings(), reporter.stepped)
    from warehouse.command.listing import Listing, write_listing

    write_listing(
        Listing(CHECK_COLUMNS, [(one.effect, one.check, one.subject, one.message) for one in findings]), form
    )
    waived = {row["check"] for row in waivers_of(home, edition_id)}
    return 3 if any(one.effect == BLOCK and one.check not in waived for one in findings) else 0


@app.command("verify")
def verify_edition(edition_id: EditionArgument) -> None:
    """Verifica un'edizione dalla sua cartella: impronte, nessun file estraneo, ogni valore ricalcolato."""
    from editions.folder import find_edition
    from editions.verifying import verify

    edition = find_edition(Home.from_environment(), edition_id)
    counted = verify(edition)
    typer.echo(
        f"L'edizione {edition.name} è verificata: file intatti, {counted} valori ricalcolati, tutti uguali."
    )


@app.command("render")
def render_report(
    edition_id: EditionArgument,
    into: Annotated[Path, typer.Option("--into", help="Cartella nuova in cui scrivere.")],
) -> None:
    """Rifà il rapporto dai soli dati sigillati, in un'altra cartella."""
    from editions.folder import MANIFEST, find_edition
    from editions.manifest import file_hash
    from editions.report import write_reports

    edition = find_edition(Home.from_environment(), edition_id)
    if into.exists():
        raise WrongUse(f"--into: {into} esiste già; indicare una cartella nuova.")
    names = write_reports(edition, into, file_hash(edition.folder / MANIFEST))
    typer.echo(f"Scritti in {into}: {', '.join(names)}.")


@app.command("replay")
def replay_edition(
    edition_id: EditionArgument,
    archive: Annotated[Path, typer.Option("--archive", help="L'archivio dei file consegnati.")],
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", help="La cartella delle decisioni; senza, quella di PAL_HOME."),
    ] = None,
) -> None:
    """Rifà l'edizione dai file archiviati: deve dare gli stessi valori."""
    from editions.folder import find_edition
    from editions.replay import replay
    from warehouse.errors import PalError

    home = Home.from_environment()
    edition = find_edition(home, edition_id)
    with Reporter("Ricostruzione") as reporter:
        given = replay(edition, archive, decisions or home.decisions, BuildSettings(), reporter.built)
    if not given.same_code:
        typer.echo(
            "Il programma non è più quello della sigillatura: confronto con il codice di oggi.", err=True
        )
    if given.differences:
        lines = "\n".join(f"  - {line}" for line in given.differences)
        raise PalError(f"L'edizione {edition.name} ricostruita NON dà gli stessi valori:\n{lines}")
    typer.echo(f"L'edizione {edition.name} ricostruita dai file dà gli stessi {given.counted} valori.")


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
    """Scrive i valori sigillati nel modulo dell'ente; stato 3 se qualcosa resta da riempire."""
    from editions.filling import fill
    from editions.folder import MANIFEST, find_edition
    from editions.manifest import file_hash
    from editions.opening import open_edition
    from editions.report.registry import Sealed

    edition = find_edition(Home.from_environment(), edition_id)
    target = into or template.with_name(f"{template.stem}-{edition.name}{template.suffix}")
    if target.resolve() == template.resolve():
        raise WrongUse(f"--into: {target} è il modulo stesso; indicare un altro file.")
    with open_edition(edition) as publication:
        manifest_hash = file_hash(edition.folder / MANIFEST)
        sealed = Sealed(edition, publication)
        filled = fill(sealed, manifest_hash, template, mapping or template.with_suffix(".csv"), target)
    for line in filled.unfilled:
        typer.echo(f"Non riempito: {line}.", err=True)
    typer.echo(f"Scritto {target}: {filled.count} valori.")
    return 3 if filled.unfilled else 0


@app.command("waive")
def waive_check(
    edition_id: NewIdArgument,
    check: Annotated[str, typer.Argument(metavar="CONTROLLO", help="Il controllo di cui si risponde.")],
    by: ByName,
    why: WhyText,
) -> None:
    """Risponde di un controllo che blocca: nome e motivo si stampano nel rapporto."""
    with _writing("Deroga") as (home, _):
        from editions.checks import TITLES
        from editions.folder import check_id
        from editions.ledger import append_row
        from warehouse.command.codes import known_code

        code = known_code("Controllo", check, TITLES)
        append_row(home, "waivers", {"edition": check_id(edition_id), "check": code}, by, why)
    typer.echo(f"Scritta la deroga: {TITLES[code]}, edizione {edition_id}.")


@app.command("sheet")
def write_partner_sheet(
    edition_id: NewIdArgument,
    partner: Annotated[str, typer.Option("--partner", help="Codice del partner.")],
    since: SinceDay,
    until: UntilDay,
    into: Annotated[Path | None, typer.Option("--into", help="Il PDF da scrivere.")] = None,
) -> None:
    """La scheda di un partner, da fargli confermare prima della sigillatura."""
    from editions.sealing import window_of
    from editions.sheet import write_sheet
    from warehouse.reader import open_published

    home = Home.from_environment()
    request = _request(edition_id, since, until, "", "", None)
    target = into or Path(f"scheda-{edition_id}-{partner}.pdf")
    with open_published(home) as publication:
        write_sheet(home, publication, edition_id, window_of(publication, request), partner, target)
    typer.echo(f"Scritta {target}.")


@app.command("confirm")
def confirm_sheet(
    edition_id: NewIdArgument,
    partner: Annotated[str, typer.Option("--partner", help="Codice del partner.")],
    since: SinceDay,
    until: UntilDay,
    by: ByName,
) -> None:
    """Un partner conferma la propria scheda: i suoi valori di quei giorni, come sono oggi."""
    request = _request(edition_id, since, until, "", by, None)
    with _writing("Conferma") as (home, _):
        from editions.confirmations import confirm
        from editions.sealing import window_of
        from warehouse.reader import open_published

        with open_published(home) as publication:
            confirm(home, publication, request.edition_id, window_of(publication, request), partner, by)
    typer.echo(f"Confermata la scheda di {partner} per l'edizione {edition_id}.")


@app.command("state")
def change_edition_state(
    edition_id: EditionArgument,
    state: Annotated[
        str | None, typer.Argument(metavar="STATO", help="inviata, integrazioni_richieste, approvata.")
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NOME", help="Chi lo fa.")] = "",
    why: WhyText = "",
    protocol: Annotated[str | None, typer.Option("--protocol", help="Numero di protocollo.")] = None,
    protocol_date: Annotated[
        str | None, typer.Option("--protocol-date", metavar="AAAA-MM-GG", help="Data del protocollo.")
    ] = None,
    signed_file: Annotated[Path | None, typer.Option("--signed-file", help="Il file firmato.")] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Gli stati di un'edizione, o il passaggio a un nuovo stato."""
    from editions.folder import find_edition
    from editions.states import Sending, change_state, history
    from warehouse.command.listing import Listing, write_listing

    home = Home.from_environment()
    edition = find_edition(home, edition_id)
    if state is not None:
        sending = None
        if protocol and protocol_date and signed_file:
            sending = Sending(protocol, read_day(protocol_date, "--protocol-date"), signed_file)
        with _writing("Stato") as (home, _):
            change_state(home, edition, state, by, why, sending)
    rows = [[row.get(column) or None for column in STATE_COLUMNS] for row in history(home, edition)]
    write_listing(Listing(STATE_COLUMNS, rows), form)


@app.command("list")
def list_editions(form: FormatOption = Format.TABLE) -> None:
    """Le edizioni sigillate e il loro stato."""
    from editions import folder
    from editions.states import state_of
    from warehouse.command.listing import Listing, write_listing

    home = Home.from_environment()
    rows = [
        [one.name, *(one.facts[key] for key in EDITION_COLUMNS[1:-1]), state_of(home, one)]
        for one in folder.list_editions(home)
    ]
    write_listing(Listing(EDITION_COLUMNS, rows), form)


@app.command("diff")
def diff_editions(
    first: EditionArgument,
    second: Annotated[
        str,
        typer.Argument(metavar="ID2", help="L'altra edizione; senza, o «oggi», la pubblicazione di oggi."),
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
    from editions.comparing.listing import DIFFERENCE_COLUMNS, SUBJECT_COLUMNS, difference_rows, subject_rows
    from editions.comparing.opening import open_comparison
    from warehouse.command.codes import known_code
    from warehouse.command.listing import Listing, write_listing

    with open_comparison(Home.from_environment(), first, second) as comparison:
        code = None if kpi is None else known_code("KPI", kpi, comparison.kpis())
        if subjects:
            write_listing(Listing(SUBJECT_COLUMNS, subject_rows(comparison, code)), form)
        else:
            write_listing(Listing(DIFFERENCE_COLUMNS, difference_rows(comparison, code, everything)), form)


@contextmanager
def _writing(what: str) -> Iterator[tuple[Home, Reporter]]:
    """The one writer, under the lock, with a bar named `what`."""
    home = Home.from_environment()
    reporter = Reporter(what)
    with reporter, writer_lock(home.lock_file, on_wait=reporter.tell):
        yield home, reporter


def _request(edition_id: str, since: str, until: str, title: str, by: str, why: str | None) -> "Request":
    from editions.sealing import Request

    days = read_day(since, "--since"), read_day(until, "--until")
    return Request(edition_id, *days, title, by, why)


_EFFECTS = {"block": "Blocco", "warn": "Avviso"}
