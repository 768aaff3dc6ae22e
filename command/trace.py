"""`pal trace`: the rows that a KPI is made of."""

from typing import Annotated

import typer

from command.options import (
    DeskOption,
    Filters,
    Format,
    FormatOption,
    PartnerOption,
    PrivateOption,
    ProvinceOption,
    SectorOption,
    SinceOption,
    UntilOption,
)

COLUMNS = (
    "kpi_code",
    "subject_type",
    "subject_id",
    "subject_name",
    "province_code",
    "partner_code",
    "happened_on",
    "ended_on",
    "amount",
    "evidence_level",
    "record_id",
    "file_name",
    "sheet",
    "row_number",
    "members",
)


def trace_kpi(
    code: Annotated[str, typer.Argument(metavar="KPI", help="Codice del KPI.")],
    province: ProvinceOption = None,
    partner: PartnerOption = None,
    desk: DeskOption = None,
    sector: SectorOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    private: PrivateOption = False,
    mentions: Annotated[
        bool,
        typer.Option("--mentions", help="Solo le menzioni che formano ogni soggetto, e che cosa le unisce."),
    ] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Le righe consegnate di cui è fatto un KPI, e le menzioni che formano ogni suo soggetto."""
    from command.codes import macro_arguments, macro_call
    from command.listing import Listing, write_listing
    from command.mentions import list_mentions
    from publication.reader import open_published

    with open_published(private=private) as publication:
        arguments = macro_arguments(publication, Filters(code, province, partner, desk, sector, since, until))
        evidence = macro_call("kpi_evidence", arguments)
        if not mentions:
            query = f"select {', '.join(COLUMNS)} from {macro_call('kpi_trace', arguments)} order by all"
            write_listing(Listing(COLUMNS, publication.query(query).rows), form)
        if mentions or form is Format.TABLE:
            write_listing(list_mentions(publication, evidence, private), form)
