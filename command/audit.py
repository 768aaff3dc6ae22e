"""`pal audit …`: cases for the auditor, and what was found of them."""

from typing import TYPE_CHECKING, Annotated

import typer

from command.saying import say
from storage.errors import WrongUse
from storage.home import Home
from storage.lock import writer_lock

if TYPE_CHECKING:
    from editions.folder import Edition

EditionOption = Annotated[str, typer.Option("--edition", metavar="ID", help="L’edizione sigillata.")]
KpiArgument = Annotated[str, typer.Argument(metavar="KPI", help="Codice del KPI.")]

app = typer.Typer(name="audit", help="Controlli a campione su un’edizione.", rich_markup_mode=None)


@app.command("sample")
def draw(
    kpi: KpiArgument,
    edition: EditionOption,
    size: Annotated[int, typer.Option("--n", min=1, help="Quanti casi.")] = 30,
    seed: Annotated[int, typer.Option("--seed", help="Stesso seme, stessi casi.")] = 1,
    reserved: Annotated[
        bool,
        typer.Option("--reserved", help="Con i nomi delle persone fisiche; si scrive chi li ha chiesti."),
    ] = False,
    by: Annotated[str, typer.Option("--by", metavar="NOME", help="Chi li chiede, con --reserved.")] = "",
) -> None:
    """Estrae dei casi e scrive un fascicolo di controllo per ognuno."""
    from editions.audit.cases import draw_sample
    from editions.folder import find_edition

    if reserved and not by.strip():
        raise WrongUse("--reserved: serve --by NOME, che resta scritto.")
    home = Home.from_environment()
    found = find_edition(home, edition)
    with writer_lock(home.lock_file):
        sample = draw_sample(home, found, _known(found, kpi), size, seed, by if reserved else None)
    say(f"{len(sample.subjects)} fascicoli su {sample.population} casi, in {sample.folder}.")


@app.command("record")
def record(
    kpi: KpiArgument,
    subject: Annotated[str, typer.Argument(metavar="SOGGETTO", help="Il codice del soggetto nel fascicolo.")],
    edition: EditionOption,
    result: Annotated[str, typer.Option("--result", help="riscontrato, non_riscontrato oppure conta.")],
    by: Annotated[str, typer.Option("--by", metavar="NOME", help="Chi ha controllato.")],
    why: Annotated[str, typer.Option("--why", metavar="NOTA", help="Che cosa si è visto.")] = "",
) -> None:
    """Scrive l’esito di un controllo, che vale dalla prossima costruzione.

    Le righe riscontrate sono verificate; le non riscontrate non contano più, finché qualcuno non decide che
    contano (conta). Senza riscontro serve --why.
    """
    from editions.audit.cases import record_result
    from editions.folder import find_edition

    home = Home.from_environment()
    found = find_edition(home, edition)
    with writer_lock(home.lock_file):
        rows = record_result(home, found, _known(found, kpi), subject, result.replace(" ", "_"), by, why)
    what = "riga controllata, vale" if rows == 1 else "righe controllate, valgono"
    say(f"Scritto l’esito «{result}»: {rows} {what} dal prossimo `pal refresh`.")


def _known(edition: "Edition", kpi: str) -> str:
    from command.codes import known_code
    from editions.sealed import open_edition

    with open_edition(edition) as publication:
        return known_code(
            "KPI", kpi, dict(publication.query("select kpi_code, kpi_label from dim_kpis").rows)
        )
