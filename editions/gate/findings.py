"""What a sealing is checked for, one finder each: looked at in the publication that is to be sealed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from decisions.reading import Row
from editions.folder import Edition
from editions.gate.arithmetic import find_broken_identities
from editions.sealed import open_edition
from editions.values import TABLE, Window, edition_window
from publication.figures import format_number, format_share, format_value, with_article
from publication.reader import Publication
from storage.literals import sql_list, sql_literal

BLOCK, WARN, WAIVED = "block", "warn", "waived"
DECLARED_SHARE = 0.5
TOLD_APART = ("expense_claimed_twice", "network_of_one", "audit_failed")
"""Rules of which each row is a finding of its own."""
LASTING = frozenset(TOLD_APART)
"""Checks whose findings are about one delivered row: answered for once, they are answered for in later editions."""


@dataclass(frozen=True)
class Finding:
    """One line of the check: which check, about what (may be empty), in words, and whether it blocks. `waiver` is
    who answers for it (author, date, reason)."""

    check: str
    subject: str
    message: str
    effect: str = WARN
    waiver: Row | None = None


@dataclass(frozen=True)
class Grounds:
    """What is looked at: publication, its twin with the rows' troubles, days, who confirmed, the edition
    before.

    `publication` is the edition in the making: it holds the figures already. `lacks`: what the front page lacks, in
    words.
    """

    publication: Publication
    twin: Publication | None
    window: Window
    confirmed: frozenset[str]
    previous: Edition | None
    has_narrative: bool
    lacks: tuple[str, ...] = ()


def _no_delivery(grounds: Grounds) -> Iterator[Finding]:
    [count] = grounds.publication.values("select count(*) from dim_deliveries where status = 'landed'")
    if count == 0:
        yield Finding("no_delivery", "", "Nessuna consegna è stata caricata: non c'è nulla da sigillare.")


def _partners(grounds: Grounds) -> Iterator[Finding]:
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


def _rejections(grounds: Grounds) -> Iterator[Finding]:
    for code, name, rejected in grounds.publication.query(
        """
        select partner_code, coalesce(any_value(partner_name), partner_code), sum(rejected)::integer
        from fct_delivery_outcomes left join dim_partners using (partner_code)
        where rejected > 0 group by partner_code order by partner_code
        """
    ).rows:
        rows = "riga respinta" if rejected == 1 else "righe respinte"
        yield Finding("rejections_open", code, f"{name}: {rejected} {rows} (pal issues).")


def _not_read(grounds: Grounds) -> Iterator[Finding]:
    for delivery, file, told in grounds.publication.query(
        "select delivery_id, file_name, told from dim_deliveries where has_loss and status = 'landed' order by 1"
    ).rows:
        yield Finding("files_not_read", delivery, f"«{file}»: {told}.")


def _identity_reviews(grounds: Grounds) -> Iterator[Finding]:
    if grounds.twin is None or not grounds.twin.has_table("private_review_pairs"):
        return
    [count] = grounds.twin.values("select count(*) from private_review_pairs where moved_kpi_count > 0")
    if count:
        pairs = "coppia" if count == 1 else "coppie"
        can = "può" if count == 1 else "possono"
        message = f"{count} {pairs} da rivedere, che {can} cambiare dei valori: vedere pal review."
        yield Finding("identity_reviews", "", message)


def _fallen(grounds: Grounds) -> Iterator[Finding]:
    if grounds.previous is None:
        return
    window = edition_window(grounds.previous)
    with open_edition(grounds.previous) as before:
        sealed = dict(before.query(f"select kpi_code, cumulative from {TABLE} where {_TOTAL}").rows)
    now = dict(
        grounds.publication.query(
            f"""
            select kpi_code, value
            from kpi(since := {sql_literal(window.project_start)}, until := {sql_literal(window.until)})
            """
        ).rows
    )
    for code, label, way in grounds.publication.query(
        "select kpi_code, kpi_label, way from dim_kpis order by sort_order"
    ).rows:
        was, is_now = sealed.get(code), now.get(code)
        if way != "ratio" and was is not None and is_now is not None and is_now < was:
            message = (
                f"{label}: {_number(was)} nell'edizione {grounds.previous.name}, oggi {_number(is_now)} "
                f"alla stessa data; vedere pal edition diff {grounds.previous.name} oggi."
            )
            yield Finding("figure_fell", code, message)


def _outliers(grounds: Grounds) -> Iterator[Finding]:
    """Months of the period far from the median of the months before it, where there are six or more."""
    first_month = f"{grounds.window.since:%Y-%m}"
    for label, month, value, usual in grounds.publication.query(
        f"""
        with months as (
            select kpi_code, month, cumulative as value from {TABLE} where month is not null
        ),
        history as (
            select kpi_code, median(value) as usual, greatest(mad(value), 1) as spread
            from months where month < '{first_month}'
            group by kpi_code having count(*) >= 6 and median(value) > 0
        )
        select kpi_label, month, value, usual
        from months inner join history using (kpi_code) inner join dim_kpis using (kpi_code)
        where way in ('first', 'distinct', 'sum') and month >= '{first_month}'
            and abs(value - usual) > greatest(6 * spread, usual / 2)
        order by sort_order, month
        """
    ).rows:
        message = f"{label}: {_number(value)} nel mese {month}, di solito circa {_number(usual)}."
        yield Finding("outlier", f"{label} {month}", message)


def _expenses(grounds: Grounds) -> Iterator[Finding]:
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


def _networks_of_one(grounds: Grounds) -> Iterator[Finding]:
    names = dict(
        grounds.publication.query(
            "select record_id, network_name from fct_network_reports inner join dim_networks using (network_id)"
        ).rows
    )
    for delivery, file, row, record in _issues(grounds, "network_of_one", "record_id"):
        message = f"Rete «{names.get(record)}», file {file}, riga {row}: risulta un solo aderente."
        yield Finding("network_of_one", f"{delivery}/{row}", message)


def _audits(grounds: Grounds) -> Iterator[Finding]:
    for delivery, file, row, _ in _issues(grounds, "audit_failed"):
        message = f"File {file}, riga {row}: controllo non riscontrato (pal issues dice perché)."
        yield Finding("audit_failed", f"{delivery}/{row}", message)


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


def _told(grounds: Grounds) -> Iterator[Finding]:
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
        yield Finding(rule, delivery, f"File {file}, {count} {rows}: {message} (pal issues).")


def _declared(grounds: Grounds) -> Iterator[Finding]:
    for code, label, declared, value in grounds.publication.query(
        f"""
        select kpi_code, kpi_label, levels.in_period, totals.in_period
        from {TABLE} as levels
        inner join (select kpi_code, in_period from {TABLE} where {_TOTAL}) as totals using (kpi_code)
        inner join dim_kpis using (kpi_code)
        where levels.level = 'declared' and totals.in_period > 0 and way <> 'ratio' and not is_register
            and levels.in_period / totals.in_period > {DECLARED_SHARE}
        order by sort_order
        """
    ).rows:
        share = format_share(declared / value)
        message = (
            f"{label}: {with_article(share)} del periodo ({_number(declared)} su {_number(value)}) "
            "è solo dichiarato."
        )
        yield Finding("declared_share", code, message)


def _identities(grounds: Grounds) -> Iterator[Finding]:
    for subject, message in find_broken_identities(grounds.publication):
        yield Finding("arithmetic_identity", subject, message)


def _narrative(grounds: Grounds) -> Iterator[Finding]:
    if not grounds.has_narrative:
        message = "Mancano i testi (narrative/*.md): attività svolte, scostamenti, criticità."
        yield Finding("narrative_missing", "", message)


def _front_matter(grounds: Grounds) -> Iterator[Finding]:
    if grounds.lacks:
        message = f"Il frontespizio non ha: {', '.join(grounds.lacks)} (decisions/project_facts.csv)."
        yield Finding("front_matter_missing", "", message)


def _number(value: Any) -> str:
    return format_number(value, 2).removesuffix(",00")


_TOTAL = "province_code is null and partner_code is null and month is null and level is null"

FINDERS: tuple[Callable[[Grounds], Iterator[Finding]], ...] = (
    _no_delivery,
    _partners,
    _rejections,
    _not_read,
    _identity_reviews,
    _fallen,
    _outliers,
    _expenses,
    _networks_of_one,
    _audits,
    _told,
    _declared,
    _identities,
    _front_matter,
    _narrative,
)
