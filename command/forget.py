"""`pal forget`: a person asks to be forgotten."""

from typing import Annotated

import typer

from command.options import Format, FormatOption
from command.progress import Reporter
from command.saying import say
from command.writing import one_writer
from storage.errors import WrongUse
from storage.home import Home

COLUMNS = ("dove", "che cosa", "volte")


def forget_person(
    texts: Annotated[
        list[str],
        typer.Argument(
            metavar="TESTO…", help="Nome e cognome, codici, e-mail, telefono: ognuno fra virgolette."
        ),
    ],
    by: Annotated[
        str | None, typer.Option("--by", metavar="NOME", help="Chi lo fa; senza, si cerca e basta.")
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", metavar="MOTIVO", help="Perché, senza dire di chi.")
    ] = None,
    form: FormatOption = Format.TABLE,
) -> int:
    """Cerca una persona in tutto ciò che PAL conserva; con --by e --why la toglie, senza cambiare i conti."""
    from command.listing import Listing, write_listing
    from warehouse.forgetting.forget import find, forget
    from warehouse.forgetting.marks import make_marks

    if (by is None) != (why is None):
        raise WrongUse("--by e --why vanno insieme: chi toglie la persona, e perché.")
    marks = make_marks(texts)
    if by is None or why is None:
        places = find(Home.from_environment(), marks)
        if not places and form is Format.TABLE:
            say("Non sta in nulla di ciò che PAL conserva.")
            return 0
        write_listing(Listing(COLUMNS, [(one.kind, one.name, one.count) for one in places]), form)
        return 0
    if any(mark.is_in(text) for mark in marks for text in (by, why)):
        raise WrongUse("--by e --why restano scritti: non dire lì di chi si tratta.")
    reporter = Reporter()
    with one_writer(reporter) as writer:
        done = forget(writer, marks, by, why)
    say(f"Tolta da {len(done.deliveries)} consegne: {', '.join(done.deliveries) or 'nessuna'}.")
    if done.left:
        say("Resta qui, e va tolta a mano:", err=True)
        write_listing(Listing(COLUMNS, [(one.kind, one.name, one.count) for one in done.left]), form)
    say("Chiedere ai partner di toglierla dai loro file: chi la riconsegna la riporta.")
    return 3 if done.left else 0
