"""`pal annex ID`: the totals of an edition that everybody may have."""

from command.edition import EditionArgument, writing
from command.saying import say


def make_public_annex(edition_id: EditionArgument) -> None:
    """Scrive l’allegato pubblico di un’edizione: totali per tutti, nessuno sotto tre né ricavabile."""
    with writing("Allegato pubblico") as (home, _):
        from editions.annex.annex import make_annex
        from editions.folder import find_edition

        annex = make_annex(home, find_edition(home, edition_id))
    say(
        f"Scritto {annex.workbook}: {annex.shown} totali, {annex.kept_back} non pubblicati (n.p.). "
        "Resta uguale: due allegati diversi si potrebbero sottrarre."
    )
