"""Commands that read the publication: what came, what was rejected and why."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from command.options import Format, FormatOption

if TYPE_CHECKING:
    from publication.reader import Publication

ISSUE_COLUMNS = (
    "delivery_id", "sheet", "row_number", "rule_code", "severity", "field", "value", "message", "heading", "cell",
    "consequence", "example",
)  # fmt: skip
GROUPED_COLUMNS = (
    "delivery_id",
    "file_name",
    "sheet",
    "heading",
    "rows",
    "first",
    "values",
    "severity",
    "message",
    "consequence",
    "example",
)
_SHOWN_VALUES = 3


def list_deliveries(form: FormatOption = Format.TABLE) -> None:
    """Che cosa è arrivato e che cosa ne è stato: righe ricevute, accettate, respinte."""
    from command.listing import Listing, write_listing
    from publication.reader import open_published
    from warehouse.outcomes import COLUMNS

    with open_published() as publication:
        answer = publication.query(
            f"""
            select {", ".join(COLUMNS)} from fct_delivery_outcomes
            order by split_part(delivery_id, '-', -1), record_type
            """
        )
        write_listing(Listing(COLUMNS, answer.rows), form)


def list_issues(
    delivery: Annotated[str | None, typer.Option("--delivery", help="Solo una consegna.")] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Le righe respinte o con avvisi, e come rimediare; a video raccolte per file, colonna e regola."""
    from command.codes import known_code
    from command.listing import Listing, write_listing
    from publication.reader import open_published
    from storage.literals import sql_literal

    with open_published(private=True) as publication:
        if delivery is not None:
            known = dict(publication.query("select delivery_id, file_name from dim_deliveries").rows)
            delivery = known_code("Consegna", delivery, known)
        where = "" if delivery is None else f"where delivery_id = {sql_literal(delivery)}"
        if form is Format.TABLE:
            write_listing(Listing(GROUPED_COLUMNS, _grouped(publication, where)), form)
            return
        answer = publication.query(
            f"""
            select {", ".join(ISSUE_COLUMNS)} from private_issues {where}
            order by split_part(delivery_id, '-', -1), sheet, row_number, severity, rule_code, field, message
            """
        )
        write_listing(Listing(ISSUE_COLUMNS, answer.rows), form)


def _grouped(publication: "Publication", where: str) -> Iterator[tuple[Any, ...]]:
    """One line for each file, column and rule: how many rows, the first cell, and some of the values, in which
    characters that nobody sees are shown."""
    from ingest.file_names import printable_name

    rows = publication.query(
        f"""
        select delivery_id, any_value(file_name), sheet, coalesce(heading, field) as heading,
            count(*) as rows, arg_min(coalesce(cell, row_number::varchar), row_number) as first,
            list(distinct value order by value) filter (value is not null) as seen, severity, message,
            any_value(consequence), any_value(example)
        from private_issues left join (select delivery_id, file_name from dim_deliveries) using (delivery_id)
        {where}
        group by delivery_id, sheet, coalesce(heading, field), rule_code, severity, message
        order by split_part(delivery_id, '-', -1), sheet, severity, rows desc, message
        """
    ).rows
    for *about, seen, severity, message, consequence, example in rows:
        values = [f"«{printable_name(value)}»" for value in (seen or ())[:_SHOWN_VALUES]]
        more = len(seen or ()) - _SHOWN_VALUES
        shown = ", ".join(values) + (f" e altri {more}" if more > 0 else "")
        yield (*about, shown, severity, message, consequence, example)
