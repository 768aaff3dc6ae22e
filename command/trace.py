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
)

_QUERY = """
with evidence as (
    select
        *,
        split_part(record_id, '/', 1) as delivery_id,
        try_cast(split_part(record_id, '/', 2) as integer) as sheet_index,
        try_cast(split_part(record_id, '/', 3) as integer) as row_number
    from {evidence}
)

select distinct
    evidence.kpi_code,
    evidence.subject_type,
    evidence.subject_id,
    case evidence.subject_type
        when 'membership' then networks.network_name || ' / ' || firms.firm_name
        when 'network' then networks.network_name
        when 'event' then events.title
        when 'desk' then desks.desk_name
        when 'model_service' then services.name
        else coalesce(firms.firm_name, networks.network_name)
    end as subject_name,
    evidence.province_code,
    evidence.partner_code,
    evidence.happened_on,
    evidence.ended_on,
    evidence.amount,
    evidence.evidence_level,
    evidence.record_id,
    deliveries.file_name,
    sheets.sheet,
    evidence.row_number
from evidence
left join {firms} as firms
    on case when subject_type = 'firm' then subject_id else evidence.firm_id end = firms.firm_id
left join dim_networks as networks
    on case when subject_type = 'network' then subject_id else evidence.network_id end = networks.network_id
left join (select event_id, min(title) as title from fct_events group by event_id) as events
    on subject_id = events.event_id
left join dim_desks as desks on subject_id = desks.desk_code
left join (select service_code, min(service_name) as name from dim_services group by service_code) as services
    on split_part(subject_id, ':', 2) = services.service_code
left join dim_deliveries as deliveries on evidence.delivery_id = deliveries.delivery_id
left join dim_sheets as sheets
    on evidence.delivery_id = sheets.delivery_id and evidence.sheet_index = sheets.sheet_index
order by all
"""


def trace_kpi(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Codice del KPI.")],
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
            query = _QUERY.format(evidence=evidence, firms="private_firms" if private else "dim_firms")
            write_listing(Listing(COLUMNS, publication.query(query).rows), form)
        if mentions or form is Format.TABLE:
            write_listing(list_mentions(publication, evidence, private), form)
