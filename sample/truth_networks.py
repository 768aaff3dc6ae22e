"""What counts of a network: its provinces on a day, PAL's work for it, its life, its members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sample.model import PROJECT_END, PROJECT_START, Membership, Network, Service
from sample.places import LOMBARDY, UNKNOWN
from sample.tally import Evidence, Tally
from sample.world import World

_FIRST_DAY = date(1900, 1, 1)


def members_on(network: Network, day: date) -> list[Membership]:
    """Who is in it on that day; before a signing, all but who joined after it or had left."""
    signed = network.signed
    is_signed = signed is not None and signed <= day
    found = []
    for member in network.members:
        if member.left is not None and member.left <= day:
            continue
        limit = day if is_signed else signed
        if member.joined is None or limit is None or member.joined <= limit:
            found.append(member)
    return found


def rows_on(world: World, network: Network, day: date, partner: str, level: int) -> list[Evidence]:
    """One row for each province of its members on that day (`??` without any), in each of their sectors."""
    firms = [world.firm(member.firm) for member in members_on(network, day)]
    provinces = sorted({firm.province for firm in firms} or {UNKNOWN})
    sectors = tuple(sorted({world.sector(firm) for firm in firms} or {UNKNOWN}))
    return [Evidence(province, partner, day, sectors, level) for province in provinces]


def level_of(network: Network, document: str | None) -> int:
    """2 if the register has the network, 1 if the row names a document, else 0."""
    return 2 if network.register_members else int(document is not None)


def count_networks(tally: Tally, world: World) -> None:
    """Every KPI whose subject is a reported network or a membership."""
    services: dict[int, list[Service]] = defaultdict(list)
    for service in world.network_services:
        if service.network is not None:
            services[service.network].append(service)
    memberships: dict[int, list[Evidence]] = defaultdict(list)
    for network in world.networks:
        _count_birth(tally, world, network, services[network.index])
        tally.flow("networks_strengthened", _strengthening(world, network, services[network.index]))
        opened, signed = network.opened, network.signed
        if opened:
            tally.stock("networks_in_incubation", _life(world, network, opened, signed))
        if signed:
            tally.stock("networks_active", _life(world, network, signed, None))
            for firm, rows in _memberships(world, network, signed).items():
                tally.stock("network_memberships", rows)
                memberships[firm] += rows
    for rows in memberships.values():
        tally.stock("firms_in_networks", rows)


def signings_of(world: World) -> dict[int, list[tuple[date, date]]]:
    """Of the networks of which a firm was ever truly a member, by firm: the signing, and its first day in it."""
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for network in world.networks:
        for member in network.members:
            span = network.signed and _span(network, member, network.signed)
            if network.signed and span:
                found[member.firm].append((network.signed, span[0]))
    return found


def pal_worked_by(network: Network, services: Iterable[Service], day: date) -> bool:
    """Whether a desk had opened it, or somebody had served it, on or before that day."""
    is_open = network.opened is not None and network.opened <= day
    return is_open or any(service.day <= day for service in services)


def existed_before(network: Network) -> bool:
    return network.is_preesistente or (network.signed is not None and network.signed < PROJECT_START)


def _count_birth(tally: Tally, world: World, network: Network, services: list[Service]) -> None:
    opened, signed = network.opened, network.signed
    if opened:
        tally.flow("networks_opened", _for_reporters(world, network, opened))
    is_in_project = signed is not None and PROJECT_START <= signed <= PROJECT_END
    if (
        not signed
        or not is_in_project
        or existed_before(network)
        or not pal_worked_by(network, services, signed)
    ):
        return
    rows = _for_reporters(world, network, signed)
    tally.flow("networks_formed", rows)
    if len({row.province for row in rows} & set(LOMBARDY)) >= 2:
        tally.flow("networks_formed_interprovincial", rows)


def _for_reporters(world: World, network: Network, day: date) -> list[Evidence]:
    return [
        row
        for report in network.reports
        for row in rows_on(world, network, day, report.partner, level_of(network, report.document))
    ]


def _strengthening(world: World, network: Network, services: list[Service]) -> list[Evidence]:
    """A row for each new member, change and consolidation inside the project that comes after PAL's work."""
    if not existed_before(network):
        return []
    happened: list[tuple[date, str, str | None]] = []
    for report in network.reports:
        for member in network.members:
            if member.joined and network.signed and member.joined > network.signed:
                happened.append((member.joined, report.partner, report.member_document))
        happened += [
            (happening.day, report.partner, report.member_document)
            for happening in network.happenings
            if happening.kind != "other"
        ]
    happened += [(s.day, s.partner, s.document) for s in services if s.kind == "network_consolidation"]
    return [
        row
        for day, partner, document in happened
        if PROJECT_START <= day <= PROJECT_END and pal_worked_by(network, services, day)
        for row in rows_on(world, network, day, partner, level_of(network, document))
    ]


def _life(world: World, network: Network, start: date, until: date | None) -> list[Evidence]:
    """Rows from `start` to `until` or the dissolution, anew from each day on which its members change."""
    ends = [day for day in (until, network.dissolved) if day]
    end = min(ends, default=None)
    if end is not None and end <= start:
        return []
    changes = {day for member in network.members for day in (member.joined, member.left) if day}
    turns = [start, *sorted(day for day in changes if start < day and (end is None or day < end))]
    rows = []
    for turn, following in zip(turns, [*turns[1:], end], strict=True):
        for row in _for_reporters(world, network, turn):
            rows.append(replace(row, end=following))
    return rows


def _span(network: Network, member: Membership, signed: date) -> tuple[date, date | None] | None:
    start = max(member.joined or _FIRST_DAY, signed)
    end = min((day for day in (member.left, network.dissolved) if day), default=None)
    return None if end is not None and end <= start else (start, end)


def _memberships(world: World, network: Network, signed: date) -> dict[int, list[Evidence]]:
    """For each firm the rows of its membership; verified where the register has this very membership."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    for member in network.members:
        span = _span(network, member, signed)
        if span is None:
            continue
        firm = world.firm(member.firm)
        for report in network.reports:
            level = 2 if member.firm in network.register_members else int(report.member_document is not None)
            row = Evidence(firm.province, report.partner, span[0], (world.sector(firm),), level, span[1])
            found[member.firm].append(row)
    return found
