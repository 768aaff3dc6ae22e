"""The lists of the brief: what changed, what is late, what waits for somebody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from publication.figures import format_date, format_number, join_months
from publication.kpis import Kpi, list_followed
from publication.reader import Publication
from storage.literals import sql_list, sql_literal


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
        where kpi_code in ({sql_list(counted)})
            and value > 0 and (province_code is null or is_lombardy)
        order by value desc, province_code
        """
    )
    totals = {row["kpi_code"]: row["value"] for row in rows if row["province_code"] is None}
    for code in sorted(totals, key=lambda one: (-totals[one], list(registry).index(one))):
        named = [row for row in rows if row["kpi_code"] == code and row["province_code"] is not None]
        places = " e ".join(
            f"{row['province_name']} ({registry[code].show(row['value'])})" for row in named[:2]
        )
        months = f"dal {format_date(since)} al {format_date(until)}"
        most = f", soprattutto {places}" if places else ""
        yield f"{registry[code].label}: {registry[code].show(totals[code])} {months}{most}."


@dataclass(frozen=True)
class Task:
    """Something that waits, and who acts."""

    what: str
    who: str


LEAD = "capofila"


def list_late(publication: Publication, partner: str | None) -> Iterator[Task]:
    """The partners that lack months whose term has passed: which, and the partner."""
    overdue: dict[str, list[date]] = {}
    for name, month in publication.query(
        f"""
        select partner_name, month_start
        from partner_months() inner join dim_partners using (partner_code)
        where state = 'missing' and {_of(partner)} order by sort_order, month_start
        """
    ).rows:
        overdue.setdefault(name, []).append(month)
    for name, months in overdue.items():
        yield Task(f"{name}: manca {join_months(months)}", name)


def list_tasks(publication: Publication, twin: Publication | None, partner: str | None) -> Iterator[Task]:
    """What waits for somebody: confirmations, rows to be sent again, targets, doubts of identity."""
    condition = _of(partner)
    names = dict(publication.query("select partner_code, short_name from dim_partners").rows)
    for file, reason, code in publication.query(
        f"select file_name, reason, partner_code from dim_deliveries where status = 'waiting' and {condition} "
        f"order by arrival_order"
    ).rows:
        yield Task(f"«{file}»: {reason}", names.get(code, code))
    for what, rows in _broken(publication, condition).items():
        whole = sum(rows.values())
        who = [f"{names.get(code, code)} ({count})" for code, count in rows.items()]
        yield Task(f"{what}: {_count(whole, 'riga', 'righe')}", ", ".join(who))
    if partner is None:
        yield from _unsettled(publication, twin)


def _broken(publication: Publication, condition: str) -> dict[str, dict[str, int]]:
    """What is wrong with rows, in words, and how many rows of each partner: rejections first, the most first."""
    found: dict[str, dict[str, int]] = {}
    for what, code, rows, _ in publication.query(
        f"""
        select 'Righe respinte, da rimandare' as what, partner_code, sum(rejected)::integer as rows, 0 as place
        from fct_delivery_outcomes where rejected > 0 and {condition} group by partner_code
        union all
        select split_part(any_value(message_it), ':', 1), partner_code, count(distinct record_id)::integer, 1
        from fct_issues inner join dim_rules using (rule_code)
        where is_task and {condition} group by rule_code, partner_code
        order by place, what, rows desc, partner_code
        """
    ).rows:
        found.setdefault(what, {})[code] = rows
    return found


def _unsettled(publication: Publication, twin: Publication | None) -> Iterator[Task]:
    """What only the lead can settle."""
    [targets] = publication.values("select count(*) from fct_targets where is_current and not is_confirmed")
    if targets:
        yield Task(f"{_count(targets, 'obiettivo', 'obiettivi')} da confermare", LEAD)
    if twin is not None and twin.has_table("private_review_pairs"):
        [pairs] = twin.values("select count(*) from private_review_pairs where moved_kpi_count > 0")
        if pairs:
            one, many = "dubbio di identità che può cambiare", "dubbi di identità che possono cambiare"
            yield Task(f"{_count(pairs, one, many)} i valori", LEAD)


def _of(partner: str | None) -> str:
    return "true" if partner is None else f"partner_code = {sql_literal(partner)}"


def _count(count: int, one: str, many: str) -> str:
    return f"{format_number(count)} {one if count == 1 else many}"
