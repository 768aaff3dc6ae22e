"""`pal review`: pairs that a person is asked about, and the person's answers."""

from typing import TYPE_CHECKING, Annotated

import typer

from command.options import Format, FormatOption
from command.saying import say
from storage.errors import WrongUse

if TYPE_CHECKING:
    from publication.reader import Publication

_SIDE = (
    "partner_code", "name", "codice_fiscale", "partita_iva", "register_number", "signed_date", "address",
    "municipality", "province_code",
)  # fmt: skip
COLUMNS = (
    "a", "b", "subject_type", "moved_kpi_count", "weight", "reason",
    *(f"{column}_{side}" for side in "ab" for column in _SIDE),
)  # fmt: skip

app = typer.Typer(help="Coppie da decidere: stesso soggetto o no.", invoke_without_command=True)

SideArgument = Annotated[
    str, typer.Argument(metavar="SOGGETTO", help="partner:codice, come lo scrive `pal review`, o un id.")
]
ByOption = Annotated[str, typer.Option("--by", help="Chi decide.")]
WhyOption = Annotated[str, typer.Option("--why", help="Perché.")]


@app.callback()
def list_pairs(context: typer.Context, form: FormatOption = Format.TABLE) -> None:
    """Le coppie su cui il programma non è sicuro, prima quelle che muovono più indicatori."""
    if context.invoked_subcommand is not None:
        return
    from command.listing import Listing, write_listing
    from publication.reader import open_published

    with open_published(private=True) as publication:
        answer = publication.query(
            f"""
            select {", ".join(COLUMNS)} from private_review_pairs
            order by moved_kpi_count desc, weight desc nulls first, a, b
            """
        )
        write_listing(Listing(COLUMNS, answer.rows), form)


@app.command("same")
def decide_same(a: SideArgument, b: SideArgument, by: ByOption, why: WhyOption) -> None:
    """I due sono lo stesso soggetto."""
    _decide("same", a, b, by, why)


@app.command("different")
def decide_different(a: SideArgument, b: SideArgument, by: ByOption, why: WhyOption) -> None:
    """I due sono soggetti diversi."""
    _decide("different", a, b, by, why)


def _decide(decision: str, a: str, b: str, by: str, why: str) -> None:
    from decisions.writing import append
    from publication.reader import open_published
    from storage.home import Home

    if a.strip() == b.strip():
        raise WrongUse(f"«{a}» è indicato due volte: servono due soggetti.")
    home = Home.from_environment()
    with open_published(home, private=True) as publication:
        kinds = [_kind(publication, side.strip()) for side in (a, b)]
    if kinds[0] != kinds[1]:
        raise WrongUse(f"«{a}» e «{b}» non sono dello stesso tipo: due imprese, oppure due reti.")
    path = append(home.decisions, kinds[0], [{"a": a, "b": b, "decision": decision}], by, why)
    say(f"Decisione scritta in {path}; vale dal prossimo `pal refresh`.")


def _kind(publication: "Publication", side: str) -> str:
    """The decisions file that a side belongs to; raises WrongUse where nothing is called so."""
    from storage.literals import sql_literal

    sought = sql_literal(side)
    for kind, query in (
        ("firms", f"from private_firm_mentions where {sought} in (upper(mention_id), mention_id, record_id)"),
        ("firms", f"from firm_ids where former_id = {sought}"),
        ("firms", f"from private_firm_mentions where {sought} in (codice_fiscale, partita_iva)"),
        # A row that is another's version is told apart from it where a number alone names both.
        ("firms", f"from fct_excluded_rows where record_type = 'firms' and record_id = {sought}"),
        (
            "networks",
            "from private_network_mentions where "
            f"{sought} in (mention_id, network_id, record_id, network_codice_fiscale)",
        ),
    ):
        if next(publication.query(f"select 1 {query} limit 1").rows, None) is not None:
            return kind
    raise WrongUse(f"«{side}»: nessuna impresa o rete si chiama così; i nomi da usare sono in `pal review`.")
