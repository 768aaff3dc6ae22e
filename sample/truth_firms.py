"""What counts of firms, contacts, services, desks and the service model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sample.activity import ABSENT, UNANSWERED
from sample.habits import DESKS
from sample.model import PROJECT_START, Contact, Firm, Service
from sample.places import UNKNOWN
from sample.tally import Evidence, Tally
from sample.truth_networks import rows_on, signings_of
from sample.world import World

_ASSISTING = ("meeting", "visit", "check_up")
_REACHING_IF_ANSWERED = ("phone_call", "event", "seminar")

_Usage = dict[tuple[str, str], set[Evidence]]
"""Rows of a subject that many contacts share: the day is the month's first, so that they stay few."""


def count_firms(tally: Tally, world: World, firms: Iterable[tuple[Firm, list[Contact]]]) -> None:
    """Every KPI that comes from contacts and services, one firm with its contacts at a time."""
    signings = signings_of(world)
    desks: _Usage = defaultdict(set)
    model: _Usage = defaultdict(set)
    joint: dict[int, list[Service]] = defaultdict(list)
    for service in world.network_services:
        if service.firm is not None:
            joint[service.firm].append(service)
        else:
            _count_service(tally, service, _rows_without_firm(world, service), desks, model)
    for firm, contacts in firms:
        if firm.kind == "impresa":
            sectors = (world.sector(firm),)
            services = world.services(firm) + joint[firm.index]
            _count_contacts(tally, firm, sectors, contacts, desks)
            for service in services:
                _count_service(tally, service, [_row(firm, sectors, service)], desks, model)
            _count_funnel(tally, firm, sectors, contacts, services, signings.get(firm.index, []))
    for rows in desks.values():
        tally.flow("desks_active", list(rows))
    for rows in model.values():
        tally.flow("model_services_in_use", list(rows))


def is_held(contact: Contact) -> bool:
    """Whether it took place: who was absent met nobody, whatever the kind."""
    return contact.outcome != ABSENT


def is_assistance(contact: Contact) -> bool:
    return is_held(contact) and contact.kind in _ASSISTING


def is_reaching(contact: Contact) -> bool:
    """Individual and answered or attended; a meeting that took place needs no answer."""
    is_answered = contact.outcome not in UNANSWERED
    return is_assistance(contact) or (contact.kind in _REACHING_IF_ANSWERED and is_answered)


def desk_of(partner: str, desk: str | None) -> str | None:
    """The desk of a row: the one it names, else its partner's only one."""
    return desk or (DESKS[partner][0] if len(DESKS[partner]) == 1 else None)


def _row(firm: Firm, sectors: tuple[str, ...], fact: Contact | Service) -> Evidence:
    return Evidence(firm.province, fact.partner, fact.day, sectors, int(fact.document is not None))


def _rows_without_firm(world: World, service: Service) -> list[Evidence]:
    """A service to a network counts where the network is; one to nobody known has no province."""
    level = int(service.document is not None)
    if service.network is None:
        return [Evidence(UNKNOWN, service.partner, service.day, (UNKNOWN,), level)]
    return rows_on(world, world.networks[service.network], service.day, service.partner, level)


def _count_contacts(
    tally: Tally, firm: Firm, sectors: tuple[str, ...], contacts: list[Contact], desks: _Usage
) -> None:
    for contact in filter(is_held, contacts):
        row = _row(firm, sectors, contact)
        tally.flow("contacts_held", [row])
        _use(desks, (contact.partner, desk_of(contact.partner, contact.desk)), [row])


def _count_service(
    tally: Tally, service: Service, rows: list[Evidence], desks: _Usage, model: _Usage
) -> None:
    tally.flow("services_delivered", rows)
    if service.hours is not None:
        tally.flow("service_hours", rows, service.hours)
    _use(desks, (service.partner, desk_of(service.partner, service.desk)), rows)
    if service.kind != "other":
        _use(model, (service.partner, service.kind), rows)


def _count_funnel(
    tally: Tally,
    firm: Firm,
    sectors: tuple[str, ...],
    contacts: list[Contact],
    services: list[Service],
    signings: list[tuple[date, date]],
) -> None:
    own = [_row(firm, sectors, service) for service in services]
    reached = own + [_row(firm, sectors, contact) for contact in contacts if is_reaching(contact)]
    assisted = own + [_row(firm, sectors, contact) for contact in contacts if is_assistance(contact)]
    if reached:
        tally.first("firms_reached", reached)
        tally.flow("firms_active", reached)
    if assisted:
        tally.first("firms_assisted", assisted)
    went_on = [
        replace(row, day=min(days))
        for row in assisted
        if row.day >= PROJECT_START and (days := [day for signed, day in signings if row.day < signed])
    ]
    if went_on:
        tally.first("firms_assisted_then_in_network", went_on)
    tally.conversion("reached_to_assisted_share", reached, assisted)
    tally.conversion("assisted_to_network_share", assisted, went_on)


def _use(usage: _Usage, subject: tuple[str, str | None], rows: list[Evidence]) -> None:
    partner, name = subject
    if name is not None:
        for row in rows:
            usage[partner, name].add(
                Evidence(row.province, row.partner, row.day.replace(day=1), row.sectors, row.level)
            )
