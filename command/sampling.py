"""`pal sample`: made-up deliveries, received through the project's own months, or written as files."""

import shutil
from datetime import UTC, date, datetime, time
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from command.saying import say
from storage.errors import WrongUse
from storage.home import Home

MOST_BY_MONTH = 20_000
TRUTH = "sample_truth"
_AT = time(8, 0, tzinfo=UTC)


def write_sample_deliveries(
    firms: Annotated[int, typer.Option("--firms", min=1, help="Quante imprese.")] = 300,
    seed: Annotated[int, typer.Option("--seed", help="Stesso seme, stesse consegne.")] = 1,
    into: Annotated[
        Path | None, typer.Option("--into", help="Scrive i file in questa cartella, e non ne riceve nessuno.")
    ] = None,
    at_once: Annotated[
        bool, typer.Option("--at-once", help="Tutte nella cartella di arrivo, come se giungessero oggi.")
    ] = False,
    hard: Annotated[
        bool,
        typer.Option("--hard", help="Con nomi storpiati, codici mancanti e codici d’altri; con --at-once."),
    ] = False,
) -> None:
    """Riceve consegne inventate di tutti i partner, mese per mese, e scrive la verità da cui sono fatte."""
    home = Home.from_environment()
    if into is not None and into.is_file():
        raise WrongUse(f"--into: {into} è un file; serve una cartella.")
    if into is None and not at_once:
        if hard or firms > MOST_BY_MONTH:
            raise WrongUse(f"--hard, e più di {MOST_BY_MONTH} imprese, vogliono --at-once.")
        _receive_by_month(home, firms, seed)
        return
    from sample import write_sample

    target = home.inbox if into is None else into.resolve()
    truth = home.root / TRUTH if into is None else target.with_name(f"{target.name}.truth")
    write_sample(target, truth, firms, seed, hard_identity=hard)
    say(f"Consegne in {target}, verità in {truth}.")


def _receive_by_month(home: Home, firms: int, seed: int) -> None:
    """Into the archive, each as received on its day; nothing where a delivery that is not made up lies there."""
    from ingest.archive import Archive
    from ingest.receiving import receive_inbox
    from sample import write_months
    from storage.lock import writer_lock
    from storage.scratch import scratch_folder

    truth = home.root / TRUTH
    home.temporary.mkdir(parents=True, exist_ok=True)
    with (
        writer_lock(home.lock_file, on_wait=say),
        scratch_folder(home.temporary) as scratch,
    ):
        written, inbox = scratch / "written", scratch / "inbox"
        sent = write_months(written, truth, firms, seed)
        archive = Archive(home.archive)
        there = {(one.partner_code, one.original_name) for one in archive.deliveries()}
        if there - {(path.parent.name, path.name) for _, path in sent}:
            say(f"In {home.root} ci sono già altre consegne: quelle inventate non si aggiungono.")
            return
        received = 0
        for day, files in groupby(sent, key=lambda one: one[0]):
            _put_in(inbox, [path for _, path in files])
            received += len(receive_inbox(inbox, archive, _moment(day)))
    _write_for_reports(home)
    say(f"Ricevute {received} consegne inventate, mese per mese; la verità è in {truth}. Ora: pal refresh.")


def _write_for_reports(home: Home) -> None:
    """Made-up texts, a logo and the project's facts, which a report asks for; nothing where somebody wrote some."""
    from decisions.writing import append
    from editions.front_matter import LOGOS
    from sample.reporting import AUTHOR, FACTS, LOGO, REASON, TEXTS

    texts = home.narrative
    if not texts.exists():
        (texts / LOGOS).mkdir(parents=True)
        for name, text in TEXTS.items():
            (texts / f"{name}.md").write_text(text, encoding="utf-8")
        (texts / LOGOS / "Punto_Alleanze_Lombardia.svg").write_text(LOGO, encoding="utf-8")
    if not (home.decisions / "project_facts.csv").exists():
        rows = [{"fact": fact, "partner": partner, "value": value} for fact, partner, value in FACTS]
        append(home.decisions, "project_facts", rows, AUTHOR, REASON)


def _put_in(inbox: Path, files: list[Path]) -> None:
    for path in files:
        folder = inbox / path.parent.name
        folder.mkdir(parents=True, exist_ok=True)
        shutil.move(path, folder / path.name)


def _moment(day: date) -> datetime:
    return datetime.combine(day, _AT)
