"""The lists of the brief: what changed, what is late, what waits for somebody."""

from collections.abc import Iterator
from datetime import date

from publication.figures import format_date, format_number
from publication.kpis import Kpi, list_followed
from publication.reader import Publication
from storage.literals import sql_literal


def list_changes(
    publication: Publication,
    registry: dict[str, Kpi],
    before: date,
    until: date,
    partner: str | None,
) -> Iterator[str]:
    """What the last month brought, the most first, with the provinces of Lombardy that brought it."""
    since = date.fromordinal(before.toordinal() + 1)
    counted = [code for code in list_followed(registry) if not registry[code].is_money]
    rows = publication.rows(
        f"""
        select kpi_code, province_code, province_name, value
        from (from kpi_by_province(
            since := {sql_literal(since)}, until := {sql_literal(until)}, partner := {sql_literal(partner)}
        ))
        left join dim_provinces using (province_code)
        where kpi_code in ({", ".join(sql_literal(code) for code in counted)})
            and value > 0 and (province_code is null or is_lombardy)
        order by value desc, province_code
        """
    )
    totals = {row["kpi_code"]: row["value"] for row in rows if row["province_code"] is None}
    for code in sorted(totals, key=lambda one: (-totals[one], list(registry).index(one))):
        named = [row for row in rows if row["kpi_code"] == code and row["province_code"] is not None]
        places = " e ".join(row["province_name"] for row in named[:2])
        months = f"dal {format_date(since)} al {format_date(until)}"
        most = f", soprattutto {places}" if places else ""
        yield f"{registry[code].label}: {registry[code].show(totals[code])} {months}{most}."


def list_late(publication: Publication, until: date, partner: str | None) -> Iterator[str]:
    """Partners whose data end before the month of the brief."""
    for code, name, through in publication.query(
        """
        select partner_code, partner_name, max(data_through)
        from dim_partners left join (
            from dim_deliveries where status in ('landed', 'waiting')
        ) using (partner_code)
        group by partner_code, partner_name, sort_order order by sort_order
        """
    ).rows:
        if partner in (None, code) and (through is None or through < until.replace(day=1)):
            reach = f"i dati arrivano al {format_date(through)}" if through else "non ha mai consegnato"
            yield f"{name}: {reach}."


def list_decisions(publication: Publication, twin: Publication | None, partner: str | None) -> Iterator[str]:
    """What waits for somebody: confirmations, targets, doubts of identity, rows to be sent again."""
    condition = "true" if partner is None else f"partner_code = {sql_literal(partner)}"
    for file, reason in publication.query(
        f"select file_name, reason from dim_deliveries where status = 'waiting' and {condition} "
        f"order by arrival_order"
    ).rows:
        yield f"«{file}»: {reason}."
    [rejected] = publication.values(
        f"select coalesce(sum(rejected), 0)::integer from fct_delivery_outcomes where {condition}"
    )
    if rejected:
        yield f"{_count(rejected, 'riga respinta', 'righe respinte')} da far correggere (pal issues)."
    for message, rows in publication.query(
        f"""
        select any_value(split_part(message_it, ':', 1)), count(distinct record_id)::integer
        from fct_issues inner join dim_rules using (rule_code)
        where is_task and {condition} group by rule_code order by rule_code
        """
    ).rows:
        yield f"{message}, {_count(rows, 'riga', 'righe')} (pal issues)."
    if partner is None:
        yield from _unsettled(publication, twin)


def _unsettled(publication: Publication, twin: Publication | None) -> Iterator[str]:
    """What only the lead can settle."""
    [targets] = publication.values("select count(*) from fct_targets where is_current and not is_confirmed")
    if targets:
        yield f"{_count(targets, 'obiettivo', 'obiettivi')} da confermare."
    if twin is not None and twin.has_table("private_review_pairs"):
        [pairs] = twin.values("select count(*) from private_review_pairs where moved_kpi_count > 0")
        if pairs:
            one, many = "dubbio di identità che può cambiare", "dubbi di identità che possono cambiare"
            yield f"{_count(pairs, one, many)} i valori (pal review)."


def _count(count: int, one: str, many: str) -> str:
    return f"{format_number(count)} {one if count == 1 else many}"
