"""`pal brief`: one page from the current publication, as a PDF and as text for a mail."""

from pathlib import Path
from typing import Annotated

import typer

from command.options import PartnerOption
from command.saying import say
from storage.home import Home


def show_brief(
    partner: PartnerOption = None,
    into: Annotated[
        Path | None, typer.Option("--into", help="Cartella; senza, quella in cui ci si trova.")
    ] = None,
) -> None:
    """Una pagina per la direzione: il giudizio, quattro cifre, che cosa cambia, che cosa decidere."""
    from editions.brief.page import brief_text, make_brief, write_brief
    from publication.reader import open_published, open_twin

    folder = into or Path.cwd()
    folder.mkdir(parents=True, exist_ok=True)
    home = Home.from_environment()
    with open_published(home) as publication, open_twin(home, publication.build_id) as twin:
        brief = make_brief(publication, twin, partner)
    name = "pal-brief" if partner is None else f"pal-brief-{partner}"
    text = brief_text(brief)
    write_brief(brief, folder / f"{name}.pdf")
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    say(text, nl=False)
    say(f"Scritti in {folder}: {name}.pdf, {name}.txt.", err=True)
