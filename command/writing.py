"""Commands that write, one at a time: refresh and its steps, and rebuild."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from command.memory import within_memory
from command.options import read_day, read_moment
from command.progress import Reporter
from command.saying import say
from storage.errors import WrongUse
from storage.home import Home
from storage.lock import writer_lock
from warehouse.settings import BuildSettings

if TYPE_CHECKING:
    from warehouse.pipeline import Writer

ReceivedOption = Annotated[
    str | None,
    typer.Option(
        "--received-at",
        metavar="AAAA-MM-GG[THH:MM]",
        help="Quando i file sono arrivati (UTC), per il passato.",
    ),
]
LakeDataOption = Annotated[
    str | None,
    typer.Option("--lake-data", metavar="CARTELLA|s3://…", help="Dove un lago nuovo tiene i suoi file."),
]


@contextmanager
def one_writer(reporter: Reporter) -> Iterator["Writer"]:
    """The one writer, under the lock."""
    from warehouse.pipeline import Writer

    home = Home.from_environment()
    settings = BuildSettings()
    with (
        within_memory(settings.memory_limit),
        reporter,
        writer_lock(home.lock_file, on_wait=reporter.tell) as lock,
    ):
        yield Writer(home, settings, lock, reporter.landed, reporter.built)


def refresh() -> int:
    """Carica i file arrivati, costruisce, pubblica."""
    reporter = Reporter()
    with one_writer(reporter) as writer:
        from warehouse.pipeline import refresh as run

        outcome = run(writer)
    if not (outcome.landed or outcome.is_new_build or outcome.is_new_publication):
        say("Niente di nuovo: la pubblicazione è aggiornata.")
        share_where_told()
        return 0
    from command.summary import print_summary

    status = print_summary(outcome, reporter.refused)
    if outcome.build is not None:
        say(f"Pubblicata la costruzione {outcome.build.build_id}.")
    share_where_told()
    return status


def ingest(received_at: ReceivedOption = None) -> int:
    """Carica i file arrivati, senza costruire né pubblicare."""
    moment = None if received_at is None else read_moment(received_at, "--received-at")
    reporter = Reporter()
    with one_writer(reporter) as writer:
        from warehouse.pipeline import ingest as run

        outcome = run(writer, moment)
    from command.summary import print_summary

    status = print_summary(outcome, reporter.refused)
    say(f"Consegne caricate o rilette: {len(outcome.landed)}.")
    return status


def build(
    lake: Annotated[
        str | None,
        typer.Option("--lake", metavar="CATALOGO", help="Anche in questo lago (DuckLake), del proprietario."),
    ] = None,
    lake_data: LakeDataOption = None,
) -> int:
    """Costruisce e controlla il magazzino, senza pubblicare; con --lake anche in un lago."""
    reporter = Reporter()
    with one_writer(reporter) as writer:
        from warehouse.pipeline import Outcome, build_if_needed, judged_news, read_inputs

        inputs = read_inputs(writer)
        with writer.opened() as con:
            built, is_new = build_if_needed(writer, con, inputs)
            judged = judged_news(con) if is_new else []
        if lake is not None:
            from warehouse.lake_build import build_in_lake

            build_in_lake(writer, built, lake, lake_data)
    from command.summary import print_summary

    status = print_summary(Outcome(judged=judged, build=built, is_new_build=is_new), ())
    said = "Costruita e controllata" if is_new else "Niente di nuovo: resta"
    say(f"{said} la costruzione {built.build_id}.")
    if lake is not None:
        say(f"Costruita anche nel lago {lake.partition(':')[0]}.")
    return status


def publish(
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="CARTELLA|s3://…", help="Anche qui, per chi legge da altre macchine."),
    ] = None,
    read_as: Annotated[
        str | None, typer.Option("--read-as", metavar="URL", help="A quale indirizzo la leggono, con --to.")
    ] = None,
    lake: Annotated[
        str | None, typer.Option("--lake", metavar="CATALOGO", help="Anche in questo lago (DuckLake).")
    ] = None,
    lake_data: LakeDataOption = None,
    keep_days: Annotated[
        int, typer.Option("--keep-days", min=1, help="Per quanti giorni il lago sa com’era, con --lake.")
    ] = 400,
) -> int:
    """Pubblica l’ultima costruzione riuscita; con --to o --lake anche dove la leggono altre macchine."""
    if read_as is not None and to is None:
        raise WrongUse("--read-as va con --to: l’indirizzo a cui si legge ciò che --to scrive.")
    with one_writer(Reporter()) as writer:
        from warehouse.pipeline import finished_build, publish_build

        with writer.opened() as con:
            built = finished_build(con)
            is_new = publish_build(writer, con, built)
        say(f"{'Pubblicata' if is_new else 'Già pubblicata'} la costruzione {built.build_id}.")
        if to is not None:
            _share(writer.home, writer.settings, to, read_as)
        if lake is not None:
            from warehouse.lake import publish_to_lake

            is_new = publish_to_lake(writer.home, writer.settings, lake, lake_data, keep_days)
            say(f"{'Messa' if is_new else 'Già'} nel lago {lake.partition(':')[0]}.")
    return 0


def share_where_told() -> None:
    """After a refresh, put the publication where PAL_PUBLISH_TO says (and PAL_PUBLISH_READ_AS reads it)."""
    to = os.environ.get("PAL_PUBLISH_TO")
    if to:
        home = Home.from_environment()
        with writer_lock(home.lock_file):
            _share(home, BuildSettings(), to, os.environ.get("PAL_PUBLISH_READ_AS"))


def _share(home: Home, settings: BuildSettings, to: str, read_as: str | None) -> None:
    from warehouse.sharing import share_publication

    is_new = share_publication(home, settings, to, read_as)
    say(f"{'Messa' if is_new else 'Già'} in {to}.")


def rebuild(
    as_known_on: Annotated[
        str | None,
        typer.Option("--as-known-on", metavar="AAAA-MM-GG", help="Com’era noto quel giorno (UTC, incluso)."),
    ] = None,
    into: Annotated[Path | None, typer.Option("--into", help="In quale file, con --as-known-on.")] = None,
) -> int:
    """Rifà tutto dall’archivio; con --as-known-on scrive in un file a parte e non tocca altro."""
    from command.summary import print_summary
    from warehouse import rebuild as rebuilding

    reporter = Reporter()
    if as_known_on is None and into is None:
        with one_writer(reporter) as writer:
            outcome = rebuilding.rebuild(writer)
    elif as_known_on is None or into is None:
        raise WrongUse("--as-known-on e --into vanno insieme: un giorno, e il file in cui scrivere.")
    else:
        from warehouse.pipeline import Writer

        day = read_day(as_known_on, "--as-known-on")
        with reporter:
            writer = Writer(Home.from_environment(), BuildSettings(), None, reporter.landed, reporter.built)
            outcome = rebuilding.rebuild_as_known_on(writer, day, into.resolve())
    status = print_summary(outcome, reporter.refused)
    if outcome.build is not None:
        where = f"scritta in {into}" if into else "pubblicata"
        say(f"Costruzione {outcome.build.build_id} {where}.")
    return status
