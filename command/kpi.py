"""`pal kpi`: values of KPIs, from the published macros and from nothing else."""

from typing import TYPE_CHECKING, Any

from command.options import (
    ByOption,
    CodeArgument,
    DeskOption,
    Filters,
    Format,
    FormatOption,
    PartnerOption,
    ProvinceOption,
    SectorOption,
    SinceOption,
    Split,
    UntilOption,
)

if TYPE_CHECKING:
    from publication.reader import Publication

COLUMNS = ("kpi_code", "province_code", "partner_code", "month", "level", "sector", "value")

SPLIT_COLUMNS = {
    Split.PROVINCE: "province_code",
    Split.PARTNER: "partner_code",
    Split.MONTH: "month",
    Split.LEVEL: "level",
    Split.SECTOR: "sector",
}

_CELL_ORDER = {
    Split.PROVINCE: "not coalesce(provinces.is_lombardy, false), cell <> '??', cell",
    Split.PARTNER: "partners.sort_order, cell",
    Split.LEVEL: "list_position(['declared', 'documented', 'verified'], cell), cell",
}


def show_kpis(
    code: CodeArgument = None,
    by: ByOption = None,
    province: ProvinceOption = None,
    partner: PartnerOption = None,
    desk: DeskOption = None,
    sector: SectorOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """I valori dei KPI, anche distinti per provincia, partner, mese, livello o settore."""
    from command.listing import Listing, write_listing
    from publication.reader import open_published

    with open_published() as publication:
        rows = read_values(publication, Filters(code, province, partner, desk, sector, since, until), by)
        if form is Format.TABLE:
            from command.kpi_tables import print_values

            print_values(publication, rows, by)
        else:
            write_listing(Listing(COLUMNS, rows), form)


def read_values(publication: "Publication", filters: Filters, by: Split | None) -> list[tuple[Any, ...]]:
    """Rows in the order of COLUMNS: KPIs as registered, cells in their order, the total last."""
    from command.codes import macro_arguments, macro_call

    arguments = macro_arguments(publication, filters)
    if by is None:
        found = publication.query(f"from {macro_call('kpi', arguments)}").dicts()
        return [tuple(row.get(column) for column in COLUMNS) for row in found]
    column = SPLIT_COLUMNS[by]
    query = f"""
        with cells as (
            select kpi_code, columns(* exclude (kpi_code, value))::varchar as cell, value
            from {macro_call(f"kpi_by_{by.value}", arguments)}
        )
        select cells.kpi_code, cells.cell, cells.value
        from cells
        inner join dim_kpis as registry using (kpi_code)
        left join dim_provinces as provinces on cells.cell = provinces.province_code
        left join dim_partners as partners on cells.cell = partners.partner_code
        order by registry.sort_order, cells.cell is null, {_CELL_ORDER.get(by, "cell")}
        """
    rows = []
    for kpi_code, cell, value in publication.query(query).rows:
        record = {"kpi_code": kpi_code, column: _cell(by, cell), "value": value}
        rows.append(tuple(record.get(name) for name in COLUMNS))
    return rows


def _cell(by: Split, cell: str | None) -> str | None:
    return cell[:7] if by is Split.MONTH and cell is not None else cell
