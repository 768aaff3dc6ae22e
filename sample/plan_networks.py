"""A partner's networks, their members and events, as they become known from delivery to delivery."""

from __future__ import annotations

from datetime import date

from sample.habits import HABITS
from sample.mess import CUT, Deliveries
from sample.model import Network, Report
from sample.rows import UNKNOWN_FIRM, UNKNOWN_NETWORK, Row, happening_row, member_row, network_row
from sample.world import World

_ALWAYS = date.max


def plan_networks(world: World, partner: str) -> dict[str, Deliveries]:
    """Networks, members and network events of the desk; members also say what their network's row says."""
    networks, members, events = Deliveries(), Deliveries(), Deliveries()
    for network in world.networks:
        for report in network.reports:
            if report.partner == partner:
                _add_network(networks, network, report)
                _add_members(world, members, network, report)
                _add_events(events, network, report)
    if partner == "lecco":
        _add_errors(members, events)
    return {"networks": networks, "network_members": members, "network_events": events}


def _is_news(network: Network) -> bool:
    """Whether a desk learns a date of it only after the first delivery."""
    return any(day is not None and day > CUT for day in (network.signed, network.dissolved))


def _add_network(networks: Deliveries, network: Network, report: Report) -> None:
    """The second delivery leaves the opening empty: an empty field takes nothing away."""
    if report.opened is not None and report.opened > CUT:
        networks.second.append(network_row(network, report, _ALWAYS))
        return
    networks.first.append(network_row(network, report, CUT))
    if _is_news(network):
        networks.second.append(network_row(network, report, _ALWAYS) | {"opened_date": None})


def _add_members(world: World, members: Deliveries, network: Network, report: Report) -> None:
    is_one_sheet = not HABITS[report.partner].has_network_codes
    for member in network.members:
        mention = world.mention(world.firm(member.firm), report.partner)
        early, full = (
            network_row(network, report, day) | member_row(network, report, member, mention, day)
            for day in (CUT, _ALWAYS)
        )
        if member.joined is None or member.joined <= CUT:
            members.first.append(early)
        changes_later = any(day is not None and day > CUT for day in (member.joined, member.left))
        if changes_later or (is_one_sheet and _is_news(network)):
            members.second.append(full)


def _add_events(events: Deliveries, network: Network, report: Report) -> None:
    for happening in network.happenings:
        row = happening_row(network, report, happening)
        (events.first if happening.day <= CUT else events.second).append(row)
        if happening.day <= CUT and network.index % 2:
            events.second.append(row)


def _add_errors(members: Deliveries, events: Deliveries) -> None:
    """A member that nobody knows, an event of a network that nobody knows."""
    if members.first:
        members.first.append(_nobodys(members.first[0], "partner_firm_code", UNKNOWN_FIRM))
    events.first.append(
        {"network_code": UNKNOWN_NETWORK, "event_date": date(2012, 5, 5), "network_event_kind": "modified"}
    )


def _nobodys(row: Row, field: str, value: str) -> Row:
    return row | {field: value}
