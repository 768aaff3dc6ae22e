"""`pal sql`: a person's own question, answered apart from everything else, as a listing or a file."""

import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from command.options import Format, FormatOption, PrivateOption
from command.saying import say
from storage.errors import WrongUse
from storage.home import Home

if TYPE_CHECKING:
    from publication.people_sql import Answer
    from publication.sources import Source


def run_query(
    query: Annotated[str | None, typer.Argument(metavar="DOMANDA", help="Una domanda in SQL.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", metavar="FILE.sql", help="La domanda in un file.")
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NOME=VALORE", help="Valore di $nome; vuoto è NULL. Ripetibile."),
    ] = None,
    edition: Annotated[str | None, typer.Option("--edition", help="Chiede a un’edizione sigillata.")] = None,
    private: PrivateOption = False,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Limite in secondi.")] = 300.0,
    memory: Annotated[int, typer.Option("--memory", min=64, help="Limite di memoria in MB.")] = 1024,
    rows: Annotated[int, typer.Option("--rows", min=1, help="Limite di righe.")] = 1_000_000,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Scrive un file .xlsx, .parquet o .csv."),
    ] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Una domanda in SQL, in sola lettura; senza domanda, un terminale SQL. Un taglio è sempre detto."""
    from publication.people_sql import Limits, ask_apart

    if query is not None and file is not None:
        raise WrongUse("La domanda o -f FILE.sql: l’una o l’altro.")
    parameters = dict(_parameter(one) for one in given or ())
    write = None if output is None else _writer(output)
    home = Home.from_environment()
    source = _source(home, edition, private)
    if query is None and file is None:
        _open_shell(source)
        return
    answer = ask_apart(
        source,
        query if query is not None else _read(file),
        parameters,
        Limits(seconds=timeout, memory_mb=memory, rows=rows),
        home=home,
    )
    if write is not None and output is not None:
        output.write_bytes(write(answer))
        say(f"{output}: {answer.table.num_rows} righe.")
    else:
        from command.listing import Listing, write_listing

        write_listing(Listing(answer.columns, answer.rows(), as_asked=True), form)
    if answer.cut_in_words:
        say(answer.cut_in_words, err=True)


def _source(home: Home, edition: str | None, private: bool) -> "Source":
    """What is asked: an edition, the private twin, or what is current."""
    if edition is None:
        from publication.sources import published

        return published(home, private)
    if private:
        raise WrongUse("--edition e --private: un’edizione non ha una copia riservata.")
    from editions.folder import find_edition
    from editions.sealed import source_of

    return source_of(find_edition(home, edition))


def _read(file: Path | None) -> str:
    try:
        return "" if file is None else file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUse(f"{file}: non è un testo in UTF-8; salvarlo in quella codifica.") from None


def _parameter(text: str) -> tuple[str, str | None]:
    name, is_set, value = text.partition("=")
    if not is_set or not name.isidentifier():
        raise WrongUse(f"--set: «{text}» non ha la forma NOME=VALORE (per esempio province=LC).")
    return name, value or None


def _writer(output: Path) -> Callable[["Answer"], bytes]:
    """How a file of this ending is made; raises WrongUse before anything is asked."""
    from publication.spreadsheets import write_csv, write_xlsx

    known: dict[str, Callable[[Answer], bytes]] = {
        ".xlsx": lambda answer: write_xlsx(answer.frame(), [answer.cut_in_words or "Risposta intera."]),
        ".parquet": lambda answer: answer.parquet(),
        ".csv": lambda answer: write_csv(answer.frame()),
    }
    write = known.get(output.suffix.lower())
    if write is None:
        raise WrongUse(f"--output: «{output.name}» non finisce in {', '.join(known)}.")
    if not output.parent.is_dir():
        raise WrongUse(f"--output: la cartella {output.parent} non c’è.")
    return write


def _open_shell(source: "Source") -> None:
    """A terminal IDE on the file, read-only; it is the person's own process, with the person's rights."""
    if source.in_memory:
        raise WrongUse("Il terminale SQL apre la pubblicazione; a un’edizione si chiede con una domanda.")
    if not sys.stdin.isatty():
        raise WrongUse('Manca la domanda: `pal sql "from kpi()"`, oppure -f FILE.sql.')
    if find_spec("harlequin") is None:
        raise WrongUse(
            "Il terminale SQL non è installato: `pip install 'pal[shell]'`; oppure scrivere la domanda."
        )
    from command.sql_shell import open_shell

    open_shell(source.database)
