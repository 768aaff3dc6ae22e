"""`pal note`: a signed note on a KPI's month, shown where that month is drawn."""

from typing import Annotated

import typer


def note_month(
    code: Annotated[str, typer.Argument(metavar="KPI", help="Codice del KPI.")],
    month: Annotated[str, typer.Argument(metavar="AAAA-MM", help="Il mese.")],
    words: Annotated[str, typer.Argument(metavar="PAROLE", help="Che cosa spiega quel mese.")],
    by: Annotated[str, typer.Option("--by", help="Chi lo annota.")],
    in_report: Annotated[bool, typer.Option("--in-report", help="Anche nei rapporti.")] = False,
) -> None:
    """Annota il mese di un indicatore: il cruscotto lo mostra sul grafico, il rapporto se richiesto."""
    from decisions.notes import write_note
    from publication.kpis import read_kpis
    from publication.reader import open_published
    from storage.errors import WrongUse
    from storage.home import Home

    with open_published() as publication:
        known = read_kpis(publication)
    if code.lower() not in known:
        raise WrongUse(f"«{code}» non è un KPI; ammessi: {', '.join(known)}.")
    path = write_note(Home.from_environment().decisions, code.lower(), month, words, by, in_report)
    typer.echo(f"Annotato in {path}: {known[code.lower()].label}, {month}.")
