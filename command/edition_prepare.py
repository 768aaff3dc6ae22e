"""`pal edition …` before a sealing: draft, check, waivers, the partners' sheets."""

from pathlib import Path
from typing import Annotated

import typer

from command.edition import (
    ByName,
    NewIdArgument,
    SinceDay,
    UntilDay,
    WhyText,
    complete_request,
    writing,
)
from command.edition import app as app
from command.options import Format, FormatOption, read_day
from command.saying import say
from storage.home import Home
from warehouse.settings import BuildSettings

CHECK_COLUMNS = ("effect", "check", "subject", "message")


@app.command("draft")
def draft_edition(
    edition_id: NewIdArgument,
    since: Annotated[str, typer.Option("--since", metavar="AAAA-MM-GG", help="Primo giorno del periodo.")],
    until: Annotated[str, typer.Option("--until", metavar="AAAA-MM-GG", help="Ultimo giorno del periodo.")],
    title: Annotated[str, typer.Option("--title", help="Titolo del rapporto.")],
    by: ByName,
) -> None:
    """Apre la bozza di un’edizione: controlli, schede e sigillatura ne prendono date e titolo."""
    days = read_day(since, "--since"), read_day(until, "--until")
    with writing("Bozza") as (home, _):
        from editions.drafts import write_draft

        write_draft(home, edition_id, title, *days, by)
    say(f"Aperta la bozza dell’edizione {edition_id}.")


@app.command("check")
def check_edition(
    edition_id: NewIdArgument,
    since: SinceDay = None,
    until: UntilDay = None,
    form: FormatOption = Format.TABLE,
) -> int:
    """Che cosa bloccherebbe la sigillatura, e che cosa avvisa; stato 3 se qualcosa blocca."""
    request = complete_request(edition_id, since, until, "controllo", "controllo", None)
    with writing("Controlli") as (home, reporter):
        from editions.sealing.seal import blocks_left, check

        findings = check(home, request, BuildSettings(), reporter.stepped)
    from command.listing import Listing, write_listing

    write_listing(
        Listing(CHECK_COLUMNS, [(one.effect, one.check, one.subject, one.message) for one in findings]), form
    )
    return 3 if blocks_left(findings) else 0


@app.command("waive")
def waive_check(
    edition_id: NewIdArgument,
    check: Annotated[str, typer.Argument(metavar="CONTROLLO", help="Il controllo di cui si risponde.")],
    by: ByName,
    why: WhyText,
    subject: Annotated[
        str,
        typer.Argument(metavar="[SOGGETTO]", help="Quale segnalazione (colonna subject); senza, tutte."),
    ] = "",
) -> None:
    """Risponde di una segnalazione che blocca, o di un controllo intero: nome e motivo vanno nel rapporto."""
    with writing("Deroga") as (home, _):
        from command.codes import known_code
        from decisions.writing import append
        from editions.folder import check_id
        from publication.vocabularies import titles_of

        code = known_code("Controllo", check, titles_of("check"))
        row = {"edition": check_id(edition_id), "check": code, "subject": subject.strip()}
        append(home.decisions, "waivers", [row], by, why)
    about = subject.strip() or "tutte le segnalazioni"
    say(f"Scritta la deroga: {titles_of('check')[code]}, {about}, edizione {edition_id}.")


@app.command("sheet")
def write_partner_sheet(
    edition_id: NewIdArgument,
    partner: Annotated[str, typer.Option("--partner", help="Codice del partner.")],
    since: SinceDay = None,
    until: UntilDay = None,
    into: Annotated[Path | None, typer.Option("--into", help="Il PDF da scrivere.")] = None,
) -> None:
    """La scheda di un partner, da fargli confermare prima della sigillatura."""
    from editions.report.partner_sheet import write_sheet
    from editions.sealing.draft_folder import window_of
    from publication.reader import open_published

    home = Home.from_environment()
    request = complete_request(edition_id, since, until, "scheda", "", None)
    target = into or Path(f"scheda-{edition_id}-{partner}.pdf")
    target.parent.mkdir(parents=True, exist_ok=True)
    with open_published(home) as publication:
        write_sheet(home, publication, edition_id, window_of(publication, request), partner, target)
    say(f"Scritta {target}.")


@app.command("confirm")
def confirm_sheet(
    edition_id: NewIdArgument,
    partner: Annotated[str, typer.Option("--partner", help="Codice del partner.")],
    by: ByName,
    since: SinceDay = None,
    until: UntilDay = None,
) -> None:
    """Un partner conferma la propria scheda: i suoi valori di quei giorni, come sono oggi."""
    request = complete_request(edition_id, since, until, "scheda", by, None)
    with writing("Conferma") as (home, _):
        from editions.gate.confirmations import confirm
        from editions.sealing.draft_folder import window_of
        from publication.reader import open_published

        with open_published(home) as publication:
            confirm(home, publication, request.edition_id, window_of(publication, request), partner, by)
    say(f"Confermata la scheda di {partner} per l’edizione {edition_id}.")
