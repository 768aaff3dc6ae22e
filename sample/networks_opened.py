"""Networks that PAL opens: formed or not, with the cases in which a careless count goes wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sample.casting import Casting, later
from sample.model import PROJECT_END, PROJECT_START, Membership, Network


def interprovincial(cast: Casting) -> Network:
    report = cast.report(cast.month(2012, 2), register_number=cast.register_number)
    network = cast.network(report, signed=cast.month(2012, 10))
    network.members = cast.founders(cast.home, cast.away)
    network.register_members = [member.firm for member in network.members]
    return network


def of_one_province(cast: Casting) -> Network:
    network = cast.network(cast.report(cast.month(2012, 3)), signed=cast.month(2013, 2))
    network.members = cast.founders(cast.home)
    return network


def interprovincial_only_later(cast: Casting) -> Network:
    """A second province joins after the signing: not interprovincial on the day that counts."""
    signed = cast.month(2012, 6)
    network = cast.network(cast.report(cast.month(2012, 1)), signed=signed)
    network.members = cast.founders(cast.home) + cast.members(cast.away, joined=later(signed, 60))
    return network


def opened_after_signing(cast: Casting) -> Network:
    """PAL's work comes too late: active, opened, never in incubation, not formed."""
    signed = cast.month(2012, 5)
    network = cast.network(cast.report(later(signed, 40)), signed=signed)
    network.members = cast.founders(cast.home, cast.away)
    return network


def formed_by_service(cast: Casting) -> Network:
    """No opening, but a service by another partner before the signing."""
    signed = cast.month(2012, 11)
    network = cast.network(cast.report(), signed=signed, legal_kind="rete_soggetto")
    network.members = cast.founders(cast.home, cast.away)
    cast.serve(later(signed, -30), "network_design", cast.stranger)
    return network


def interregional(cast: Casting) -> Network:
    """Members in one Lombard province and in Napoli: not interprovincial."""
    network = cast.network(cast.report(cast.month(2012, 4)), signed=cast.month(2012, 12))
    network.members = cast.founders(cast.home) + cast.members("NA")
    return network


def reported_twice_by_code(cast: Casting) -> Network:
    """Two desks, one codice fiscale, two days of opening: the earlier holds."""
    opened = cast.month(2012, 4)
    reports = cast.report(later(opened, 45)), cast.report(opened, partner=cast.second_partner)
    network = cast.network(*reports, legal_kind="rete_soggetto", signed=cast.month(2012, 9))
    network.members = cast.founders(cast.home, cast.away)
    network.register_members = [member.firm for member in network.members]
    return network


def reported_twice_by_act(cast: Casting) -> Network:
    """Two desks, one register number in two spellings, the same day of the act."""
    number = cast.register_number
    dotted = "/".join(f"{int(part):,}".replace(",", ".") for part in number.split("/"))
    reports = (
        cast.report(cast.month(2012, 2), register_number=number),
        cast.report(None, partner=cast.second_partner, register_number=f"Rep. {dotted}"),
    )
    network = cast.network(*reports, signed=cast.month(2013, 1))
    network.members = cast.founders(cast.home)
    return network


def dissolved(cast: Casting) -> Network:
    network = cast.network(
        cast.report(cast.month(2012, 1)), signed=cast.month(2012, 4), dissolved=cast.month(2013, 3)
    )
    network.members = cast.founders(cast.home, cast.away)
    return network


def founder_left_before_signing(cast: Casting) -> Network:
    """Who left before the signing gives neither province nor membership."""
    signed = cast.month(2012, 10)
    network = cast.network(cast.report(cast.month(2012, 2)), signed=signed)
    network.members = cast.founders(cast.home) + cast.members(cast.away, left=later(signed, -20))
    return network


def member_leaves_and_returns(cast: Casting) -> Network:
    signed = cast.month(2012, 3)
    report = cast.report(cast.month(2012, 1), register_number=cast.register_number)
    network = cast.network(report, signed=signed)
    network.members = cast.founders(cast.home) + cast.members(cast.away, left=later(signed, 150))
    network.members.append(Membership(network.members[-1].firm, later(signed, 300), None))
    network.register_members = [member.firm for member in network.members[:-2]]
    return network


def on_the_first_day(cast: Casting) -> Network:
    """Opened and signed on the project's first day: on or before, ends included."""
    network = cast.network(cast.report(PROJECT_START), signed=PROJECT_START)
    network.members = cast.founders(cast.home, cast.away)
    return network


def on_the_last_day(cast: Casting) -> Network:
    network = cast.network(cast.report(cast.month(2013, 1)), signed=PROJECT_END)
    network.members = cast.founders(cast.home, "MI")
    return network


def formed_then_consolidated(cast: Casting) -> Network:
    """What PAL formed is not also strengthened."""
    signed = cast.month(2012, 5)
    network = cast.network(cast.report(cast.month(2012, 2)), signed=signed)
    network.members = cast.founders(cast.home, cast.away) + cast.members("MI", joined=later(signed, 90))
    cast.serve(later(signed, 120), "network_consolidation")
    return network


def incubating(cast: Casting) -> Network:
    network = cast.network(cast.report(cast.month(2012, 9)))
    network.members = cast.founders(cast.home, cast.away)
    cast.serve(cast.month(2013, 1), "legal")
    return network


def incubating_in_register(cast: Casting) -> Network:
    """In the register with a date, but no desk reports a signing: the register gives none."""
    network = cast.network(cast.report(cast.month(2012, 8)), legal_kind="rete_soggetto")
    network.members = cast.founders(cast.home)
    network.register_members = [member.firm for member in network.members]
    return network


def idea_without_dates(cast: Casting) -> Network:
    network = cast.network(cast.report())
    network.members = cast.founders(cast.home)
    return network


def abandoned(cast: Casting) -> Network:
    """Opened and dissolved without ever being signed."""
    network = cast.network(cast.report(cast.month(2012, 2)), dissolved=cast.month(2012, 11))
    network.members = cast.founders(cast.home, cast.away)
    return network


def without_members(cast: Casting) -> Network:
    """Nothing tells its province."""
    report = cast.report(cast.month(2012, 10))
    return cast.network(report if report.code else cast.report(report.opened, partner="como"))


def outside_lombardy(cast: Casting) -> Network:
    """Counts nowhere but under the siglas of its members."""
    network = cast.network(cast.report(cast.month(2012, 3)), signed=cast.month(2012, 12))
    network.members = cast.members("NA") + cast.members("TO")
    return network


def shared_with_own_service(cast: Casting) -> Network:
    """A service that names a member and the network: the firm's own, and PAL's work for the network."""
    signed = date(2012, 8, 31)
    network = cast.network(cast.report(), signed=signed)
    network.members = cast.founders(cast.home, cast.away)
    cast.serve(signed, "legal", firm=network.members[0].firm)
    return network


def member_of_later_day(cast: Casting) -> Network:
    """A member with a day of joining before the signing, and one that joins on the very day."""
    signed = cast.month(2013, 3)
    network = cast.network(cast.report(cast.month(2012, 7)), signed=signed)
    network.members = cast.founders(cast.home) + cast.members(cast.away, joined=signed)
    network.members += [replace(member, joined=later(signed, -90)) for member in cast.members("MI")]
    return network


OPENED = (
    interprovincial, of_one_province, interprovincial_only_later, incubating, opened_after_signing,
    formed_by_service, interregional, reported_twice_by_code, reported_twice_by_act, dissolved,
    founder_left_before_signing, member_leaves_and_returns, on_the_first_day, on_the_last_day,
    formed_then_consolidated, incubating_in_register, idea_without_dates, abandoned, without_members,
    outside_lombardy, shared_with_own_service, member_of_later_day,
)  # fmt: skip
"""Each stages one network."""
