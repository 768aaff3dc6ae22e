"""`pal note`: a signed note on a KPI's month, shown where that month is drawn."""

from typing import Annotated

import typer

from command.saying import say


def note_month(
    code: Annotated[str, typer.Argument(metavar="KPI", help="Codice del KPI.")],
    month: Annotated[str, typer.Argument(metavar="AAAA-MM", help="Il mese.")],
    words: Annotated[str, typer.Argument(metavar="PAROLE", help="Che cosa spiega quel mese.")],
    by: Annotated[str, typer.Option("--by", help="Chi lo annota.")],
    in_report: Annotated[bool, typer.Option("--in-report", help="Anche nei rapporti.")] = False,
) -> None:
    """Annota il mese di un indicatore: il cruscotto lo mostra sul grafico, il rapporto se richiesto."""
    from command.codes import known_code
    from decisions.notes import write_note
    from publication.kpis import read_kpis
    from publication.reader import open_published
    from storage.home import Home

    with open_published() as publication:
        known = read_kpis(publication)
    kpi = known[known_code("KPI", code, {one.code: one.label for one in known.values()})]
    path = write_note(Home.from_environment().decisions, kpi.code, month, words, by, in_report)
    say(f"Annotato in {path}: {kpi.label}, {month}.")
