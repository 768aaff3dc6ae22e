"""What a sealing is checked for in what was delivered: partners, rows and files, one finder each."""

from collections.abc import Iterator
from typing import Any

from editions.gate.finding import TOLD_APART, Finding, Grounds
from publication.figures import format_value
from storage.literals import sql_list, sql_literal


def find_no_delivery(grounds: Grounds) -> Iterator[Finding]:
    """Nothing was landed."""
    [count] = grounds.publication.values("select count(*) from dim_deliveries where status = 'landed'")
    if count == 0:
        yield Finding("no_delivery", "", "Nessuna consegna è stata caricata: non c’è nulla da sigillare.")


def find_partners_behind(grounds: Grounds) -> Iterator[Finding]:
    """Partners without data of the period, or who have not confirmed their sheet."""
    since = sql_literal(grounds.window.since)
    for row in grounds.publication.rows(
        f"""
        select partner_code, partner_name, max(data_through) as data_through
        from dim_partners left join dim_deliveries using (partner_code)
        where coalesce(status in ('landed', 'waiting'), true)
        group by partner_code, partner_name, sort_order
        having coalesce(max(data_through) < {since}, true)
        order by sort_order
        """
    ):
        through = row["data_through"]
        until_now = f"i suoi dati arrivano al {through:%d/%m/%Y}" if through else "non ha mai consegnato"
        message = f"{row['partner_name']} non ha consegnato dati del periodo: {until_now}."
        yield Finding("partner_not_delivered", row["partner_code"], message)
    for code, name in grounds.publication.query(
        "select partner_code, partner_name from dim_partners order by sort_order"
    ).rows:
        if code not in grounds.confirmed:
            message = f"{name} non ha confermato la propria scheda, o i suoi valori sono cambiati da allora."
            yield Finding("partner_not_confirmed", code, message)


def find_rejections(grounds: Grounds) -> Iterator[Finding]:
    """Rows rejected, a line a partner."""
    for code, name, rejected in grounds.publication.query(
        """
        select partner_code, coalesce(any_value(partner_name), partner_code), sum(rejected)::integer
        from fct_delivery_outcomes left join dim_partners using (partner_code)
        where rejected > 0 group by partner_code order by partner_code
        """
    ).rows:
        rows = "riga respinta" if rejected == 1 else "righe respinte"
        yield Finding("rejections_open", code, f"{name}: {rejected} {rows}.")


def find_files_not_read(grounds: Grounds) -> Iterator[Finding]:
    """Files of which something was not read."""
    for delivery, file, told in grounds.publication.query(
        "select delivery_id, file_name, told from dim_deliveries where has_loss and status = 'landed' order by 1"
    ).rows:
        yield Finding("files_not_read", delivery, f"«{file}»: {told}.")


def find_identity_reviews(grounds: Grounds) -> Iterator[Finding]:
    """Pairs that a person has still to look at and that can move a figure."""
    if grounds.twin is None or not grounds.twin.has_table("private_review_pairs"):
        return
    [count] = grounds.twin.values("select count(*) from private_review_pairs where moved_kpi_count > 0")
    if count:
        pairs = "coppia" if count == 1 else "coppie"
        can = "può" if count == 1 else "possono"
        message = f"{count} {pairs} da rivedere, che {can} cambiare dei valori."
        yield Finding("identity_reviews", "", message)


def find_expenses_claimed_twice(grounds: Grounds) -> Iterator[Finding]:
    """Expenses claimed twice, each as who pays it knows it."""
    found = list(_issues(grounds, "expense_claimed_twice", "record_id"))
    records = sql_list(record for *_, record in found) or "null"
    expenses = {
        row["record_id"]: row
        for row in grounds.publication.rows(
            f"""
            select record_id, short_name, supplier_name, document_number, expense_date, claimed_eur, incurred_eur
            from fct_expenses left join dim_partners using (partner_code)
            where record_id in ({records})
            """
        )
    }
    for delivery, file, row, record in found:
        said = expenses.get(record)
        what = "Spesa" if said is None else _describe_expense(said)
        message = f"{what} (file {file}, riga {row}): la stessa spesa è rendicontata due volte."
        yield Finding("expense_claimed_twice", f"{delivery}/{row}", message)


def _describe_expense(said: dict[str, Any]) -> str:
    """An expense as who pays it knows it: supplier, document, day, amount, and the partner who claims it."""
    supplier = said["supplier_name"] or "Fornitore non indicato"
    document = (
        f"documento {said['document_number']}" if said["document_number"] else "senza numero di documento"
    )
    is_claimed = said["claimed_eur"] is not None
    amount = format_value(said["claimed_eur" if is_claimed else "incurred_eur"], "€", 2)
    day, how = f"{said['expense_date']:%d/%m/%Y}", "rendicontati" if is_claimed else "sostenuti"
    return f"{supplier}, {document} del {day}, {amount} {how} da {said['short_name']}"


def find_networks_of_one(grounds: Grounds) -> Iterator[Finding]:
    """Networks that have one member."""
    names = dict(
        grounds.publication.query(
            "select record_id, network_name from fct_network_reports inner join dim_networks using (network_id)"
        ).rows
    )
    for delivery, file, row, record in _issues(grounds, "network_of_one", "record_id"):
        message = f"Rete «{names.get(record)}», file {file}, riga {row}: risulta un solo aderente."
        yield Finding("network_of_one", f"{delivery}/{row}", message)


def find_failed_audits(grounds: Grounds) -> Iterator[Finding]:
    """Rows that an audit did not find."""
    for delivery, file, row, _ in _issues(grounds, "audit_failed"):
        message = f"File {file}, riga {row}: controllo non riscontrato."
        yield Finding("audit_failed", f"{delivery}/{row}", message)


def find_rules_broken(grounds: Grounds) -> Iterator[Finding]:
    """Rules that can make a figure wrong in silence, a line a file; the others have a finding each."""
    if grounds.twin is None:
        return
    apart = sql_list(TOLD_APART)
    for rule, delivery, file, count, message in grounds.twin.query(
        f"""
        select rule_code, issues.delivery_id, file_name, count(distinct record_id)::integer,
            any_value(split_part(message, ':', 1))
        from private_issues as issues
        inner join dim_rules using (rule_code)
        left join dim_deliveries using (delivery_id)
        where is_told and rule_code not in ({apart})
        group by all order by all
        """
    ).rows:
        rows = "riga" if count == 1 else "righe"
        yield Finding(rule, delivery, f"File {file}, {count} {rows}: {message}.")


def _issues(grounds: Grounds, rule: str, column: str = "value") -> Iterator[tuple[str, str, int, str]]:
    """Of one rule each row that breaks it: delivery, file, row number, value or another column."""
    if grounds.twin is None:
        return
    yield from grounds.twin.query(
        f"""
        select issues.delivery_id, file_name, row_number, any_value({column})
        from private_issues as issues left join dim_deliveries using (delivery_id)
        where rule_code = $rule group by all order by all
        """,
        {"rule": rule},
    ).rows
