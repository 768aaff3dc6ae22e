"""Commands that read the publication: what came, what was rejected and why."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from command.options import Format, FormatOption, PartnerOption

if TYPE_CHECKING:
    from publication.reader import Publication

ISSUE_COLUMNS = (
    "delivery_id", "sheet", "row_number", "rule_code", "severity", "field", "value", "message", "heading", "cell",
    "consequence", "example", "delivered",
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
    "rule_code",
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
    severity: Annotated[
        str | None, typer.Option("--severity", metavar="GRAVITÀ", help="Solo respinge, o solo avverte.")
    ] = None,
    partner: PartnerOption = None,
    delivery: Annotated[str | None, typer.Option("--delivery", help="Solo una consegna.")] = None,
    rule: Annotated[str | None, typer.Option("--rule", help="Solo una regola (codice).")] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Le righe respinte, poi quelle con avvisi, e come rimediare; a video raccolte per file, colonna e regola."""
    from command.codes import known_code
    from command.listing import Listing, write_listing
    from publication.reader import open_published
    from publication.vocabularies import words_of
    from storage.literals import sql_literal

    with open_published(private=True) as publication:
        conditions = []
        for column, what, given, known in (
            ("severity", "Gravità", severity, words_of("severity")),
            ("partner_code", "Partner", partner, "select partner_code, partner_name from dim_partners"),
            ("delivery_id", "Consegna", delivery, "select delivery_id, file_name from dim_deliveries"),
            ("rule_code", "Regola", rule, "select rule_code, rule_code from dim_rules"),
        ):
            if given is not None:
                names = dict(publication.query(known).rows) if isinstance(known, str) else known
                conditions.append(f"{column} = {sql_literal(known_code(what, given, names))}")
        where = f"where {' and '.join(conditions)}" if conditions else ""
        if form is Format.TABLE:
            write_listing(Listing(GROUPED_COLUMNS, _grouped(publication, where)), form)
            return
        answer = publication.query(
            f"""
            select {", ".join(ISSUE_COLUMNS)} from {_ISSUES} {where}
            order by severity, split_part(delivery_id, '-', -1), sheet, row_number, rule_code, field, message
            """
        )
        write_listing(Listing(ISSUE_COLUMNS, answer.rows), form)


_ISSUES = """(
    select issues.*, file_name, partner_code
    from private_issues as issues left join (select delivery_id, file_name, partner_code from dim_deliveries)
        using (delivery_id)
)"""
"""Every issue with its file and partner; rejections come first, `reject` before `warn`."""


def _grouped(publication: "Publication", where: str) -> Iterator[tuple[Any, ...]]:
    """One line for each file, column and rule: how many rows, the first cell, and some of the values, in which
    characters that nobody sees are shown."""
    from command.cells import as_delivered
    from publication.vocabularies import words_of

    rows = publication.query(
        f"""
        select delivery_id, any_value(file_name), sheet, heading, min(field) as field,
            count(distinct coalesce(row_number, issue_number)) as rows,
            arg_min(coalesce(cell, row_number::varchar), row_number) as first,
            list_sort(list(distinct {{'delivered': delivered, 'value': value}})
                filter (cell is not null or value is not null)) as seen,
            severity, rule_code, message, any_value(consequence), any_value(example)
        from {_ISSUES} {where}
        group by delivery_id, sheet, heading, coalesce(heading, field), rule_code, severity, message
        order by severity, split_part(delivery_id, '-', -1), sheet, rows desc, message
        """
    ).rows
    fields = words_of("field")
    for delivery, file, sheet, heading, field, count, first, seen, *rest in rows:
        values = [as_delivered(**one) for one in (seen or ())[:_SHOWN_VALUES]]
        more = len(seen or ()) - _SHOWN_VALUES
        shown = ", ".join(values) + (f" e altri {more}" if more > 0 else "")
        yield (delivery, file, sheet, heading or fields.get(field, field), count, first, shown, *rest)
