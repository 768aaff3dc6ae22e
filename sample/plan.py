"""Everything that one partner delivers, by record type and delivery, before it is laid out in files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from sample.activity import SERVED, UNANSWERED
from sample.dice import Dice
from sample.habits import ATTENDANCE_LISTS, HABITS
from sample.mentions import Mention
from sample.mess import (
    COMPLETE_FIRST,
    COMPLETE_LAST,
    CUT,
    Deliveries,
    cancel,
    correct,
    day_of,
    repeat,
    split,
    with_errors,
)
from sample.plan_networks import plan_networks
from sample.rows import (
    UNKNOWN_FIRM,
    Row,
    budget_row,
    contact_row,
    event_row,
    expense_row,
    firm_row,
    service_row,
    target_row,
)
from sample.world import World

_BY_CODE_ONLY = ("lecco", "monza_brianza", "polimi_tto")
"""Partners whose contacts name firms by code alone: a cancelled row cancels nothing else."""
_COMPLETES = ("lecco", "monza_brianza")


@dataclass(slots=True)
class Plan:
    """One partner's deliveries by record type; `attendance` are contacts on sheets of their own."""

    partner: str
    mentions: list[Mention] = field(default_factory=list)
    types: dict[str, Deliveries] = field(default_factory=dict)

    def first(self, record_type: str) -> list[Row]:
        return self.types[record_type].first

    def second(self, record_type: str) -> list[Row]:
        return self.types[record_type].second


def plan_partner(world: World, partner: str, *, is_bulk: bool = False) -> Plan:
    """What the partner delivers of the world; in bulk without its list of firms and its contacts."""
    plan = Plan(partner)
    rng = Dice(world.seed, "mess", partner)
    contacts: list[Row] = []
    services: list[Row] = []
    firms = Deliveries()
    reported = world.reported_firms(below=SERVED if is_bulk else world.size)
    for place, firm in enumerate(firm for firm in reported if partner in world.partners_of(firm)):
        mention = world.mention(firm, partner)
        services += [service_row(s, mention, None) for s in world.services(firm) if s.partner == partner]
        if is_bulk:
            continue
        plan.mentions.append(mention)
        row = firm_row(mention, firm)
        (firms.second if place % 12 == 4 else firms.first).append(row)
        if place % 12 == 5:
            firms.second.append(row | {"employees": firm.employees + 1, "ateco": None, "partita_iva": None})
        contacts += [
            contact_row(contact, mention) for contact in world.contacts(firm) if contact.partner == partner
        ]
    services += _network_services(world, partner)
    plan.types["firms"] = firms
    plan.types["contacts"], plan.types["attendance"] = _plan_contacts(rng, partner, contacts)
    plan.types["services"] = _plan_services(rng, partner, services)
    plan.types["events"] = _plan_events(world, partner, contacts)
    plan.types |= plan_networks(world, partner)
    plan.types["expenses"] = _plan_expenses(rng, partner, world)
    plan.types["budgets"] = Deliveries([budget_row(b) for b in world.budgets if b.partner == partner])
    plan.types["targets"] = Deliveries([target_row(t) for t in world.targets if t.partner == partner])
    return plan


def _network_services(world: World, partner: str) -> Iterable[Row]:
    for service in world.network_services:
        if service.partner == partner:
            mention = None if service.firm is None else world.mention(world.firm(service.firm), partner)
            network = None if service.network is None else world.networks[service.network]
            yield service_row(service, mention, network)


def _plan_contacts(rng: Dice, partner: str, rows: list[Row]) -> tuple[Deliveries, Deliveries]:
    rows = sorted(rows, key=lambda row: day_of(row, "contact_date"))
    on_sheets = [row for row in rows if row["event_code"] and partner in ATTENDANCE_LISTS]
    attendance = split(on_sheets, "contact_date")
    contacts = split(
        [row for row in rows if not (row["event_code"] and partner in ATTENDANCE_LISTS)], "contact_date"
    )
    if not contacts.first:
        return contacts, attendance
    correct(
        rng, contacts, max(3, len(rows) // 60), _spoilt_by_code if rows[0]["contact_code"] else _spoilt_by_key
    )
    _use_code_again(contacts)
    repeat(rng, contacts, 5)
    if partner in _BY_CODE_ONLY:
        prefix = HABITS[partner].prefix
        sample = contacts.first[0] | {"contact_kind": "visit", "event_code": None, "outcome": None}
        extra = [sample | {"contact_code": f"{prefix}-S{place}"} for place in range(3)]
        cancel(
            contacts, [row | {"contact_date": date(2012, 4 + place, 12)} for place, row in enumerate(extra)]
        )
        contacts.first += with_errors(sample, "contact_code", prefix, "contact_date")
        contacts.first.append(sample | {"contact_code": f"{prefix}-E9", "partner_firm_code": UNKNOWN_FIRM})
    if partner in _COMPLETES:
        _complete(contacts, rows, HABITS[partner].prefix)
    return contacts, attendance


def _use_code_again(contacts: Deliveries) -> None:
    """A contact of the second delivery under the code of another firm's, of another day: both took place."""
    spoilt = {row["contact_code"] for row in contacts.spoilt}
    old = next(
        (
            row
            for row in contacts.first
            if row["contact_code"]
            and row["contact_code"] not in spoilt
            and day_of(row, "contact_date") < COMPLETE_FIRST
        ),
        None,
    )
    place = next(
        (
            place
            for place, row in enumerate(contacts.second)
            if old and row["contact_code"] not in spoilt and row["company_name"] != old["company_name"]
        ),
        None,
    )
    if old is not None and place is not None:
        contacts.second[place] = contacts.second[place] | {"contact_code": old["contact_code"]}


def _complete(contacts: Deliveries, rows: list[Row], prefix: str) -> None:
    """A month delivered again in full: a contact that the first delivery had too many is gone."""
    contacts.complete = [
        row for row in rows if COMPLETE_FIRST <= day_of(row, "contact_date") <= COMPLETE_LAST
    ]
    if len(contacts.complete) >= 8:
        ghost = contacts.complete[0] | {"contact_code": f"{prefix}-G1", "contact_kind": "meeting"}
        contacts.first.append(
            ghost | {"event_code": None, "outcome": None, "contact_date": date(2013, 2, 14)}
        )


def _spoilt_expense(row: Row) -> Row | None:
    """Another amount, not yet paid: a document says which it is. Never a partner's first, meant twice by some."""
    is_first = str(row["document_number"]).startswith("1/")
    return (
        None if is_first else row | {"paid_eur": None, "incurred_eur": Decimal(str(row["incurred_eur"])) + 50}
    )


def _spoilt_by_code(row: Row) -> Row | None:
    """Another kind and another day; the code says that it is the same contact."""
    day = day_of(row, "contact_date")
    earlier = day - timedelta(days=25)
    if row["event_code"] or day >= COMPLETE_FIRST or earlier < date(2012, 1, 1):
        return None
    kind = "email" if row["contact_kind"] != "email" else "meeting"
    return row | {"contact_date": earlier, "contact_kind": kind}


def _spoilt_by_key(row: Row) -> Row:
    """The same firm, day and kind: only what else the row says differs."""
    if row["contact_kind"] == "phone_call":
        return row | {"outcome": None if row["outcome"] in UNANSWERED else "non risponde"}
    return row | {"document_ref": None if row["document_ref"] else "Scheda provvisoria"}


def _plan_services(rng: Dice, partner: str, rows: list[Row]) -> Deliveries:
    services = split(sorted(rows, key=lambda row: day_of(row, "service_date")), "service_date")
    correct(rng, services, 3, lambda row: row | {"hours": Decimal("99"), "document_ref": None})
    # Two equal services of one file are two.
    repeat(rng, services, 2, within_file=False)
    if partner in _BY_CODE_ONLY and services.first:
        prefix = HABITS[partner].prefix
        sample = services.first[0] | {
            "network_code": None,
            "network_codice_fiscale": None,
            "network_name": None,
        }
        cancel(
            services,
            [sample | {"service_code": f"{prefix}-SS", "service_kind": "legal", "hours": Decimal(8)}],
        )
        services.first += with_errors(sample, "service_code", f"{prefix}-S", "service_date")[:2]
    return services


def _plan_events(world: World, partner: str, contacts: list[Row]) -> Deliveries:
    """Como's events stand on its attendance sheets, but for those to which nobody came."""
    attended = {row["event_code"] for row in contacts} if partner == "como" else set()
    events = split([event_row(e) for e in world.events[partner] if e.code not in attended], "event_date")
    if partner == "lecco":
        row = event_row(world.events[partner][0])
        cancel(
            events, [row | {"event_code": "LEC-EV99", "title": "Rinviato", "event_date": date(2012, 6, 6)}]
        )
    return events


def _plan_expenses(rng: Dice, partner: str, world: World) -> Deliveries:
    rows = [expense_row(expense) for expense in world.expenses if expense.partner == partner]
    expenses = split(rows, "expense_date")
    correct(rng, expenses, 2, _spoilt_expense)
    repeat(rng, expenses, 2, within_file=False)
    if partner in ("lecco", "como"):
        cancel(expenses, [rows[0] | {"document_number": "999/12", "expense_date": CUT - timedelta(days=30)}])
    if partner in ("assolombarda", "pavia"):
        expenses.first.append(rows[0] | {"document_number": "998/12", "incurred_eur": "n.d."})
    return expenses
