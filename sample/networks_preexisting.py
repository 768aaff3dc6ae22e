"""Networks that existed before PAL: strengthened in each of the three ways, or not for one reason each."""

from __future__ import annotations

from datetime import date

from sample.casting import Casting, later
from sample.model import Happening, Network


def gained_member(cast: Casting) -> Network:
    report = cast.report(cast.month(2012, 3), existed_before="sì", register_number=cast.register_number)
    network = cast.network(report, signed=cast.month(2010, 5))
    network.members = cast.founders(cast.home) + cast.members(cast.away, joined=cast.month(2012, 10))
    network.register_members = [member.firm for member in network.members[:-1]]
    return network


def changed_act(cast: Casting) -> Network:
    """Not marked as preesistente: its signing before the project says so."""
    network = cast.network(cast.report(cast.month(2012, 2)), signed=cast.month(2011, 5))
    network.members = cast.founders(cast.home, cast.away)
    network.happenings = [Happening(cast.month(2012, 11), "modified")]
    return network


def consolidated(cast: Casting) -> Network:
    """The consolidation service is itself PAL's work."""
    network = cast.network(cast.report(existed_before="sì"), signed=cast.month(2011, 9))
    network.members = cast.founders(cast.home, cast.away)
    cast.serve(cast.month(2013, 1), "network_consolidation")
    return network


def work_only_after(cast: Casting) -> Network:
    """The new member came before PAL's work: not counted."""
    network = cast.network(cast.report(cast.month(2012, 9), existed_before="sì"), signed=cast.month(2010, 9))
    network.members = cast.founders(cast.home) + cast.members(cast.away, joined=cast.month(2012, 4))
    return network


def marked_but_signed_late(cast: Casting) -> Network:
    """Preesistente though signed inside the project: not formed, but strengthened."""
    network = cast.network(cast.report(cast.month(2012, 1), existed_before="sì"), signed=cast.month(2012, 3))
    network.members = cast.founders(cast.home, cast.away)
    network.happenings = [Happening(cast.month(2012, 12), "organ_created")]
    return network


def only_another_event(cast: Casting) -> Network:
    network = cast.network(cast.report(cast.month(2012, 2), existed_before="sì"), signed=cast.month(2010, 11))
    network.members = cast.founders(cast.home)
    network.happenings = [Happening(cast.month(2012, 10), "other")]
    return network


def gained_before_project(cast: Casting) -> Network:
    """A member and a change of act in 2011, with PAL's desk already at work: outside the project's dates."""
    network = cast.network(cast.report(date(2011, 9, 15), existed_before="sì"), signed=cast.month(2010, 2))
    network.members = cast.founders(cast.home) + cast.members(cast.away, joined=date(2011, 11, 3))
    network.happenings = [Happening(date(2011, 12, 31), "modified")]
    return network


def served_by_stranger_first(cast: Casting) -> Network:
    """The work is another partner's service on the very day on which the fund is created."""
    day = cast.month(2012, 10)
    network = cast.network(
        cast.report(existed_before="sì"), legal_kind="rete_soggetto", signed=cast.month(2009, 6)
    )
    network.members = cast.founders(cast.home, cast.away)
    network.happenings = [Happening(day, "fund_created")]
    network.register_members = [member.firm for member in network.members]
    cast.serve(day, "tax", cast.stranger)
    return network


def never_signed(cast: Casting) -> Network:
    """Marked, without a signing: strengthened, and neither active nor formed."""
    network = cast.network(cast.report(cast.month(2012, 5), existed_before="sì"), legal_kind="ati_ats")
    network.members = cast.founders(cast.home, cast.away)
    network.happenings = [Happening(cast.month(2012, 9), "became_soggetto")]
    return network


def consortium_dissolved(cast: Casting) -> Network:
    """Strengthened twice, then dissolved."""
    network = cast.network(
        cast.report(cast.month(2012, 1), existed_before="sì"),
        legal_kind="consorzio",
        signed=cast.month(2005, 3),
        dissolved=cast.month(2013, 2),
    )
    network.members = cast.founders(cast.home) + cast.members(cast.away, joined=cast.month(2012, 6))
    cast.serve(cast.month(2012, 8), "network_consolidation")
    return network


def marked_by_one_desk(cast: Casting) -> Network:
    """Two desks report it, one of them marks it: preesistente if any says so."""
    signed = cast.month(2012, 7)
    reports = (
        cast.report(cast.month(2012, 2), existed_before="no"),
        cast.report(cast.month(2012, 4), partner=cast.second_partner, existed_before="sì"),
    )
    network = cast.network(*reports, legal_kind="rete_soggetto", signed=signed)
    network.members = cast.founders(cast.home, cast.away) + cast.members("MI", joined=later(signed, 100))
    return network


def unaware(cast: Casting) -> Network:
    """Preesistente and untouched; a member leaves, which only the second delivery tells."""
    network = cast.network(cast.report(existed_before="sì"), signed=cast.month(2010, 7))
    network.members = cast.founders(cast.home) + cast.members(cast.away, left=cast.month(2013, 5))
    return network


PREEXISTING = (
    gained_member, changed_act, consolidated, work_only_after, marked_but_signed_late, only_another_event,
    gained_before_project, served_by_stranger_first, never_signed, consortium_dissolved, marked_by_one_desk,
    unaware,
)  # fmt: skip
"""Each stages one network."""
