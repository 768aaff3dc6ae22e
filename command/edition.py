"""`pal edition …`: seal, list, and the states that follow; what its other commands share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from command.options import Format, FormatOption, read_day
from command.progress import Reporter
from command.saying import say
from publication.vocabularies import titles_of
from storage.errors import WrongUse
from storage.home import Home
from storage.lock import writer_lock
from warehouse.settings import BuildSettings

if TYPE_CHECKING:
    from editions.sealing.draft_folder import Request

EditionArgument = Annotated[
    str, typer.Argument(metavar="ID", help="L’edizione; senza .vN, la versione più recente.")
]
NewIdArgument = Annotated[str, typer.Argument(metavar="ID", help="Nome dell’edizione, per esempio 2012-S2.")]
SinceDay = Annotated[
    str | None,
    typer.Option("--since", metavar="AAAA-MM-GG", help="Primo giorno; senza, della bozza."),
]
UntilDay = Annotated[
    str | None,
    typer.Option("--until", metavar="AAAA-MM-GG", help="Ultimo giorno; senza, della bozza."),
]
ByName = Annotated[str, typer.Option("--by", metavar="NOME", help="Chi lo fa.")]
WhyText = Annotated[str, typer.Option("--why", metavar="MOTIVO", help="Perché.")]

app = typer.Typer(name="edition", help="Le edizioni: i rapporti ufficiali, sigillati.", rich_markup_mode=None)

EDITION_COLUMNS = ("edition", "title", "since", "until", "sealed_by", "sealed_at", "state")
STATE_COLUMNS = ("state", "author", "date", "reason", "protocol", "protocol_date", "deadline", "file_sha256")


@app.command("seal")
def seal_edition(
    edition_id: NewIdArgument,
    by: ByName,
    since: SinceDay = None,
    until: UntilDay = None,
    title: Annotated[
        str | None, typer.Option("--title", help="Titolo del rapporto; senza, quello della bozza.")
    ] = None,
    new_version: Annotated[
        bool, typer.Option("--new-version", help="Una nuova versione di un’edizione sigillata.")
    ] = False,
    why: Annotated[
        str | None, typer.Option("--why", metavar="MOTIVO", help="Perché una nuova versione.")
    ] = None,
) -> None:
    """Sigilla la pubblicazione corrente: dati, valori e rapporto, da allora in sola lettura."""
    if new_version != (why is not None):
        raise WrongUse("--new-version e --why vanno insieme: una nuova versione ha un motivo.")
    request = complete_request(edition_id, since, until, title, by, why)
    with writing("Sigillatura") as (home, reporter):
        from editions.sealing.seal import seal

        edition = seal(home, request, BuildSettings(), reporter.stepped)
    for one in edition.facts["checks"]:
        say(f"{titles_of('effect')[one['effect']]}: {one['message']}", err=True)
    say(f"Sigillata l’edizione {edition.name} in {edition.folder}.")


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
    deadline: Annotated[
        str | None, typer.Option("--deadline", metavar="AAAA-MM-GG", help="Entro quando rispondere.")
    ] = None,
    signed_file: Annotated[Path | None, typer.Option("--signed-file", help="Il file firmato.")] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Gli stati di un’edizione, o il passaggio a un nuovo stato."""
    from command.listing import Listing, write_listing
    from editions.folder import find_edition
    from editions.states import Letter, change_state, history

    home = Home.from_environment()
    edition = find_edition(home, edition_id)
    if state is not None:
        letter = Letter(
            protocol or "",
            read_day(protocol_date, "--protocol-date") if protocol_date else None,
            signed_file,
            read_day(deadline, "--deadline") if deadline else None,
        )
        with writing("Stato") as (home, _):
            change_state(home, edition, state, by, why, letter)
    rows = [[row.get(column) or None for column in STATE_COLUMNS] for row in history(home, edition)]
    write_listing(Listing(STATE_COLUMNS, rows), form)


@app.command("list")
def list_editions(form: FormatOption = Format.TABLE) -> None:
    """Le edizioni, bozze comprese, e il loro stato."""
    from command.listing import Listing, write_listing
    from editions import folder
    from editions.drafts import open_drafts
    from editions.states import DRAFT, state_of

    home = Home.from_environment()
    rows = [
        [one.name, *(one.facts[key] for key in EDITION_COLUMNS[1:-1]), state_of(home, one)]
        for one in folder.list_editions(home)
    ]
    drafts = [
        [one.row["edition"], one.title, one.since.isoformat(), one.until.isoformat(), None, None, DRAFT]
        for one in open_drafts(home)
    ]
    write_listing(Listing(EDITION_COLUMNS, [*rows, *drafts]), form)


@contextmanager
def writing(what: str) -> Iterator[tuple[Home, Reporter]]:
    """The one writer, under the lock, with a bar named `what`."""
    home = Home.from_environment()
    reporter = Reporter(what)
    with reporter, writer_lock(home.lock_file, on_wait=reporter.tell):
        yield home, reporter


def complete_request(
    edition_id: str, since: str | None, until: str | None, title: str | None, by: str, why: str | None
) -> "Request":
    """What is asked, completed by the edition's draft; raises WrongUse where neither says it."""
    from editions.drafts import find_draft
    from editions.sealing.draft_folder import Request

    draft = find_draft(Home.from_environment(), edition_id)
    for option, given in (("--since", since), ("--until", until), ("--title", title)):
        if given is None and draft is None:
            raise WrongUse(f"{option}: serve, perché l’edizione {edition_id} non ha una bozza.")
    return Request(
        edition_id,
        draft.since if since is None and draft else read_day(since or "", "--since"),
        draft.until if until is None and draft else read_day(until or "", "--until"),
        draft.title if title is None and draft else title or "",
        by,
        why,
    )
