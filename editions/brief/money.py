"""The money of the brief: what was spent, of which budget, by whom; of one partner, on what."""

from dataclasses import dataclass
from datetime import date

from publication.figures import format_share, format_value
from publication.reader import Publication
from publication.vocabularies import titles_of
from storage.literals import sql_literal


@dataclass(frozen=True)
class Amount:
    """Of a partner, or of a category: what it spent by a day, and its budget in force, euro."""

    name: str
    incurred: float
    budget: float


def read_money(publication: Publication, since: date, until: date, partner: str | None) -> list[Amount]:
    """Of every partner, or of one, in the project's order."""
    if until < since:
        return []
    days = f"since := {sql_literal(since)}, until := {sql_literal(until)}, partner := {sql_literal(partner)}"
    condition = "true" if partner is None else f"partner_code = {sql_literal(partner)}"
    return [
        Amount(*row)
        for row in publication.query(
            f"""
            with spent as (
                select partner_code, value from kpi_by_partner(code := 'expenses_incurred_eur', {days})
                where partner_code is not null
            ),

            budgets as (
                select partner_code, sum(budget_eur)::double as budget from fct_budgets where is_current group by all
            )

            select short_name, coalesce(value, 0)::double, coalesce(budget, 0)
            from dim_partners left join spent using (partner_code) left join budgets using (partner_code)
            where {condition} order by sort_order
            """
        ).rows
    ]


def read_categories(publication: Publication, since: date, until: date, partner: str) -> list[Amount]:
    """Of one partner, each category that it has money for or has spent money on."""
    if until < since:
        return []
    titles = titles_of("category")
    return [
        Amount(titles[category], *amounts)
        for category, *amounts in sorted(
            publication.query(
                f"""
                with spent as (
                    select coalesce(category, 'other') as category, sum(amount)::double as incurred
                    from (
                        select distinct record_id, amount
                        from kpi_evidence(
                            code := 'expenses_incurred_eur', since := {sql_literal(since)},
                            until := {sql_literal(until)}, partner := {sql_literal(partner)}
                        )
                    ) inner join fct_expenses using (record_id)
                    group by all
                ),

                budgets as (
                    select coalesce(category, 'other') as category, sum(budget_eur)::double as budget
                    from fct_budgets where is_current and partner_code = {sql_literal(partner)} group by all
                )

                select category, coalesce(incurred, 0), coalesce(budget, 0)
                from spent full join budgets using (category)
                """
            ).rows,
            key=lambda row: list(titles).index(row[0]),
        )
    ]


def describe_money(amounts: list[Amount]) -> str:
    """`Spese sostenute 120.000 € su 250.000 € di preventivo (48%); restano 130.000 €.`"""
    spent, budget = sum(one.incurred for one in amounts), sum(one.budget for one in amounts)
    if not budget:
        return f"Spese sostenute {_euro(spent)}; nessun preventivo consegnato."
    share, left = format_share(spent / budget), budget - spent
    rest = f"restano {_euro(left)}" if left >= 0 else f"oltre il preventivo di {_euro(-left)}"
    return f"Spese sostenute {_euro(spent)} su {_euro(budget)} di preventivo ({share}); {rest}."


def list_budgets(amounts: list[Amount]) -> list[tuple[str, float, str]]:
    """Of each with a budget the part of it that is used, as a number and in words."""
    return [
        (
            one.name,
            one.incurred / one.budget,
            f"{format_share(one.incurred / one.budget)} di {_euro(one.budget)}",
        )
        for one in amounts
        if one.budget
    ]


def _euro(value: float) -> str:
    return format_value(value, "€", 0)
