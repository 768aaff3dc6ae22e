"""The `pal` program: its commands by name."""

import os
from typing import Annotated

import typer

from command import audit, edition_use, identity, review
from command.annex import make_public_annex
from command.brief import show_brief
from command.forget import forget_person
from command.inspecting import inspect_file
from command.kpi import show_kpis
from command.note import note_month
from command.options import read_day
from command.reading import list_deliveries, list_issues
from command.sampling import write_sample_deliveries
from command.serving import serve_dashboard
from command.sql import run_query
from command.trace import trace_kpi
from command.typer_words import use_italian_help
from command.writing import build, ingest, publish, rebuild, refresh
from publication.following import FOLLOWED, read_followed
from storage.errors import WrongUse

READING = ("kpi", "trace", "sql", "deliveries", "dashboard", "brief")
"""Commands that need nothing of a home but its publication."""

use_italian_help()
app = typer.Typer(
    name="pal",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def choose_publication(
    context: typer.Context,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="URL|CARTELLA", help="Legge la pubblicazione condivisa qui (pal publish --to)."
        ),
    ] = None,
    lake: Annotated[
        str | None,
        typer.Option(
            "--lake", metavar="CATALOGO", help="Legge la pubblicazione di questo lago (pal publish --lake)."
        ),
    ] = None,
    published_on: Annotated[
        str | None,
        typer.Option("--published-on", metavar="AAAA-MM-GG", help="Com’era quel giorno, con --lake."),
    ] = None,
) -> None:
    """Dai file dei partner agli indicatori di Punto Alleanze Lombardia, riga per riga."""
    if source is not None and lake is not None:
        raise WrongUse("--from e --lake: l’uno o l’altro.")
    if published_on is not None and lake is None:
        raise WrongUse("--published-on va con --lake.")
    if source is None and lake is None:
        return
    if context.invoked_subcommand not in READING:
        raise WrongUse(f"--from e --lake: solo per leggere, con {', '.join(READING)}.")
    if lake is not None and published_on is not None:
        from publication.lake import read_lake

        home = read_lake(lake, read_day(published_on, "--published-on"))
    else:
        os.environ[FOLLOWED] = f"lake {lake}" if lake is not None else f"from {source}"
        home = read_followed(os.environ)
    os.environ["PAL_HOME"] = str(home.root)


app.command("inspect")(inspect_file)
app.command("note")(note_month)
app.command("refresh")(refresh)
app.command("ingest")(ingest)
app.command("build")(build)
app.command("publish")(publish)
app.command("rebuild")(rebuild)
app.command("deliveries")(list_deliveries)
app.command("issues")(list_issues)
app.command("kpi")(show_kpis)
app.command("trace")(trace_kpi)
app.command("sql")(run_query)
app.command("dashboard")(serve_dashboard)
app.command("sample")(write_sample_deliveries)
app.command("brief")(show_brief)
app.command("forget")(forget_person)
app.command("annex")(make_public_annex)
app.add_typer(identity.app, name="identity")
app.add_typer(review.app, name="review")
app.add_typer(edition_use.app)
app.add_typer(audit.app)
