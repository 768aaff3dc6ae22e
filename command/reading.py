"""Commands that read the publication: what came, what was rejected and why."""

from typing import Annotated

import typer

from command.options import Format, FormatOption

ISSUE_COLUMNS = ("delivery_id", "sheet", "row_number", "rule_code", "severity", "field", "value", "message")


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
    """Le righe respinte o con avvisi, e come rimediare."""
    from command.codes import known_code
    from command.listing import Listing, write_listing
    from publication.reader import open_published
    from storage.literals import sql_literal

    with open_published(private=True) as publication:
        if delivery is not None:
            known = dict(publication.query("select delivery_id, file_name from dim_deliveries").rows)
            delivery = known_code("Consegna", delivery, known)
        answer = publication.query(
            f"""
            select {", ".join(ISSUE_COLUMNS)} from private_issues
            {"" if delivery is None else f"where delivery_id = {sql_literal(delivery)}"}
            order by split_part(delivery_id, '-', -1), sheet, row_number, severity, rule_code, field, message
            """
        )
        write_listing(Listing(ISSUE_COLUMNS, answer.rows), form)
