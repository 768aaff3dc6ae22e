"""The `pal` program: its commands by name."""

import typer

from command import audit, edition_use, identity, review
from command.brief import show_brief
from command.inspecting import inspect_file
from command.kpi import show_kpis
from command.reading import list_deliveries, list_issues, run_query
from command.serving import serve_dashboard, write_sample_deliveries
from command.trace import trace_kpi
from command.writing import build, ingest, publish, rebuild, refresh

app = typer.Typer(
    name="pal",
    help="Dai file dei partner agli indicatori di Punto Alleanze Lombardia, riga per riga.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.command("inspect")(inspect_file)
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
app.add_typer(identity.app, name="identity")
app.add_typer(review.app, name="review")
app.add_typer(edition_use.app)
app.add_typer(audit.app)
