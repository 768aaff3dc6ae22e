"""`pal identity`: how well firms are told apart, the model trained, what changed between two days."""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from command.options import Format, FormatOption, read_day
from command.saying import say
from publication.cells import plain_cell
from storage.errors import PalError, WrongUse
from storage.home import Home
from warehouse.settings import BuildSettings

if TYPE_CHECKING:
    from identity.evaluation import Labelled, WrongPair

app = typer.Typer(help="Identità delle imprese: misura, modello, diario.", no_args_is_help=True)

LabelsArgument = Annotated[
    Path,
    typer.Argument(metavar="ETICHETTE.csv", help="Con le colonne partner, partner_firm_code, true_firm."),
]
_REQUIRED = ("partner", "partner_firm_code", "true_firm")
_WRONG_COLUMNS = (
    "error",
    *(f"{column}_{side}" for side in "ab" for column in (*_REQUIRED, "firm_id", "kind")),
)


@app.command("evaluate")
def evaluate(
    labels: LabelsArgument,
    errors: Annotated[
        Path | None, typer.Option("--errors", help="Dove scrivere le coppie sbagliate.")
    ] = None,
    by_kind: Annotated[
        bool, typer.Option("--by-kind", help="Distinte per difficoltà (colonna kind).")
    ] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Precisione e richiamo dell’identità, su coppie e su gruppi, rispetto a etichette sicure."""
    from command.listing import Listing, write_listing
    from identity import evaluation

    home = Home.from_environment()
    mentions = _labelled(home, labels)
    target = errors or home.private / "coppie_sbagliate.csv"
    count = _write_wrong(target, evaluation.wrong_pairs(mentions))
    if by_kind:
        measured = evaluation.by_kind(mentions).items()
        rows = [(kind, *row) for kind, rows in measured for row in rows]
        write_listing(Listing(("kind", *evaluation.COLUMNS), rows), form)
    else:
        write_listing(Listing(evaluation.COLUMNS, evaluation.measure(mentions)), form)
    lost = sum(one.firm_id is None for one in mentions)
    say(f"Coppie sbagliate: {count}, in {target}. Etichette senza menzione: {lost}.", err=True)


@app.command("train")
def train(
    labels: LabelsArgument,
    seed: Annotated[int, typer.Option("--seed", help="Seme delle coppie a caso.")] = 1,
    into: Annotated[
        Path | None, typer.Option("--into", help="Dove; senza, il modello del programma.")
    ] = None,
) -> None:
    """Stima i parametri del modello dalle consegne costruite e dalle loro etichette."""
    from identity.model import MODEL, RECORD
    from identity.model import train as estimate
    from warehouse.state import open_warehouse

    home = Home.from_environment()
    truths = {
        (row["partner"], row["partner_firm_code"].strip().upper()): row["true_firm"] for row in _read(labels)
    }
    with open_warehouse(home.warehouse, BuildSettings(), home.scratch) as con:
        import duckdb

        try:
            records = con.sql(
                f"""
                select row_number() over (order by mention_id) as pair, {", ".join(RECORD)}
                from intermediate.int_firm_mentions_gathered where firm_code is not null order by mention_id
                """
            ).to_arrow_table()
        except duckdb.CatalogException:
            raise PalError("Il magazzino non è costruito: eseguire prima `pal refresh`.") from None
    keys = zip(records["partner_code"].to_pylist(), records["firm_code"].to_pylist(), strict=True)
    known = [truths.get(key) for key in keys]
    labelled = records.append_column("true_firm", [known]).filter([one is not None for one in known])
    if labelled.num_rows == 0:
        raise WrongUse(f"{labels}: nessuna etichetta corrisponde a un’impresa consegnata.")
    target = into or MODEL
    target.write_text(json.dumps(estimate(labelled, "true_firm", seed), indent=1) + "\n", encoding="utf-8")
    say(f"Parametri stimati su {labelled.num_rows} menzioni, scritti in {target}.")


@app.command("journal")
def journal(
    since: Annotated[str, typer.Option("--from", metavar="AAAA-MM-GG", help="Il primo giorno.")],
    until: Annotated[str, typer.Option("--to", metavar="AAAA-MM-GG", help="Il secondo giorno.")],
    form: FormatOption = Format.TABLE,
) -> None:
    """Imprese unite, divise o rinominate tra ciò che era noto due giorni, perché, e quanto muovono i KPI."""
    from command.listing import Listing, write_listing
    from warehouse.journal import COLUMNS, read_journal

    first, second = read_day(since, "--from"), read_day(until, "--to")
    if first > second:
        raise WrongUse(f"--from {first} è dopo --to {second}: scambiarli.")
    write_listing(Listing(COLUMNS, read_journal(Home.from_environment(), first, second)), form)


def _labelled(home: Home, labels: Path) -> "list[Labelled]":
    from identity.evaluation import Labelled
    from publication.reader import open_published

    with open_published(home, private=True) as publication:
        firms = {
            (partner, code): firm_id
            for partner, code, firm_id in publication.query(
                "select partner_code, firm_code, firm_id from private_firm_mentions "
                "where firm_code is not null"
            ).rows
        }
    return [
        Labelled(
            row["partner"],
            row["partner_firm_code"],
            row["true_firm"],
            firms.get((row["partner"], " ".join(row["partner_firm_code"].split()).upper())),
            row.get("kind") or "",
        )
        for row in _read(labels)
    ]


def _read(labels: Path) -> list[dict[str, str]]:
    """The rows of a labels file; raises WrongUse where it is not one."""
    if not labels.is_file():
        raise WrongUse(f"{labels}: non è un file; controllare il percorso.")
    try:
        text = labels.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUse(f"{labels}: non è un file di testo UTF-8.") from None
    first_line = text.partition("\n")[0]
    separator = ";" if first_line.count(";") > first_line.count(",") else ","
    reader = csv.DictReader(text.splitlines(), delimiter=separator)
    missing = [column for column in _REQUIRED if column not in (reader.fieldnames or ())]
    if missing:
        raise WrongUse(f"{labels}: mancano le colonne {', '.join(missing)}.")
    return [row for row in reader if all(row[column] for column in _REQUIRED)]


def _write_wrong(target: Path, pairs: "Iterable[WrongPair]") -> int:
    """Write the pairs that were got wrong, readable by their owner only; gives how many."""
    from storage.durable import write_text

    lines = []
    for pair in pairs:
        sides = [
            value
            for one in (pair.one, pair.other)
            for value in (one.partner, one.code, one.true_firm, one.firm_id or "", one.kind)
        ]
        lines.append((pair.error, *sides))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_WRONG_COLUMNS)
    writer.writerows([plain_cell(cell) for cell in line] for line in lines)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_text(target, text.getvalue(), mode=0o600)
    return len(lines)
