"""The truth's rules for networks, each on a network made for it."""

from datetime import date

import pytest

from sample.model import Membership, Network, Report, Service
from sample.networks_opened import OPENED
from sample.networks_preexisting import PREEXISTING
from sample.tally import TOTAL, Evidence, Tally
from sample.truth_networks import count_networks, existed_before, members_on, pal_worked_by, signings_of
from sample.world import World, build_world

STAGES = OPENED + PREEXISTING


@pytest.fixture(scope="module")
def world() -> World:
    return build_world(400, 11)


def staged(world: World, name: str) -> Network:
    return world.networks[[stage.__name__ for stage in STAGES].index(name)]


def served(world: World, network: Network) -> list[Service]:
    return [service for service in world.network_services if service.network == network.index]


def provinces(world: World, network: Network, day: date | None) -> set[str]:
    assert day is not None
    return {world.firm(member.firm).province for member in members_on(network, day)}


def report(opened: date | None = None) -> Report:
    return Report("lecco", "R1", opened, None, None, None, None)


def test_left_date_is_the_first_day_out_and_joined_date_the_first_day_in() -> None:
    members = [Membership(1, None, date(2012, 5, 1)), Membership(2, date(2012, 5, 1), None)]
    network = Network(0, "Rete", "rete_contratto", [report()], signed=date(2012, 1, 10), members=members)
    assert [member.firm for member in members_on(network, date(2012, 4, 30))] == [1]
    assert [member.firm for member in members_on(network, date(2012, 5, 1))] == [2]


def test_before_the_signing_all_delivered_members_count_but_later_ones_and_leavers() -> None:
    members = [
        Membership(1, None, None),
        Membership(2, date(2012, 6, 1), None),
        Membership(3, date(2012, 9, 1), None),
        Membership(4, None, date(2012, 1, 15)),
    ]
    network = Network(0, "Rete", "rete_contratto", [report()], signed=date(2012, 7, 1), members=members)
    assert [member.firm for member in members_on(network, date(2012, 2, 1))] == [1, 2]
    network.signed = None
    assert [member.firm for member in members_on(network, date(2012, 2, 1))] == [1, 2, 3]


def test_interprovincial_is_judged_on_the_day_of_signing(world: World) -> None:
    later = staged(world, "interprovincial_only_later")
    assert len(provinces(world, later, later.signed)) == 1
    assert len(provinces(world, later, date(2013, 6, 30))) == 2
    left = staged(world, "founder_left_before_signing")
    assert len(provinces(world, left, left.signed)) == 1


@pytest.mark.parametrize(
    ("name", "is_formed"),
    [
        ("interprovincial", True),
        ("opened_after_signing", False),
        ("formed_by_service", True),
        ("on_the_first_day", True),
        ("on_the_last_day", True),
        ("shared_with_own_service", True),
        ("marked_but_signed_late", False),
        ("marked_by_one_desk", False),
        ("changed_act", False),
    ],
)
def test_formed_needs_work_before_and_no_life_before_pal(world: World, name: str, is_formed: bool) -> None:
    network = staged(world, name)
    assert network.signed is not None
    worked = pal_worked_by(network, served(world, network), network.signed)
    assert (worked and not existed_before(network)) is is_formed


def test_the_earliest_of_two_openings_holds(world: World) -> None:
    network = staged(world, "reported_twice_by_code")
    first, second = (r.opened for r in network.reports)
    assert first is not None
    assert second is not None
    assert network.opened == second < first


def test_who_left_before_the_signing_was_never_a_member(world: World) -> None:
    network = staged(world, "founder_left_before_signing")
    leaver = next(member.firm for member in network.members if member.left)
    assert network.signed not in signings_of(world).get(leaver, [])


def test_every_strengthening_counts_and_nothing_else(world: World) -> None:
    expected = {
        "gained_member", "changed_act", "consolidated", "marked_but_signed_late", "served_by_stranger_first",
        "never_signed", "consortium_dissolved", "marked_by_one_desk",
    }  # fmt: skip
    firsts = {stage.__name__: world.networks[place] for place, stage in enumerate(STAGES)}
    counted = set()
    for name, network in firsts.items():
        tally = Tally()
        alone = World(
            **{field: getattr(world, field) for field in World.__slots__} | {"networks": (network,)}
        )
        count_networks(tally, alone)
        if tally.value("networks_strengthened", TOTAL):
            counted.add(name)
    assert counted == expected


def test_a_subject_has_the_highest_level_of_its_rows_and_one_month_if_first() -> None:
    tally = Tally()
    rows = [
        Evidence("LC", "lecco", date(2012, 3, 1), ("25",), 0),
        Evidence("LC", "como", date(2012, 2, 1), ("25",), 1),
    ]
    tally.first("firms_reached", rows)
    assert tally.value("firms_reached", TOTAL) == 1
    assert tally.value("firms_reached", ("level", "documented")) == 1
    assert tally.value("firms_reached", ("month", "2012-02")) == 1
    assert tally.value("firms_reached", ("month", "2012-03")) == 0
    assert tally.value("firms_reached", ("partner", "lecco")) == 1


def test_what_is_outside_lombardy_is_listed_by_province_only() -> None:
    tally = Tally()
    tally.flow("contacts_held", [Evidence("NA", "lecco", date(2012, 3, 1), ("25",), 0)])
    assert tally.value("contacts_held", ("province", "NA")) == 1
    assert tally.value("contacts_held", TOTAL) == 0
    assert tally.value("contacts_held", ("partner", "lecco")) == 0


def test_a_sum_takes_a_record_once_though_it_has_two_provinces() -> None:
    tally = Tally()
    rows = [Evidence(code, "lecco", date(2012, 3, 1), ("25",), 0) for code in ("LC", "CO")]
    tally.flow("service_hours", rows, 8)
    assert tally.value("service_hours", TOTAL) == 8
    assert tally.value("service_hours", ("province", "LC")) == 8
    assert tally.value("service_hours", ("province", "CO")) == 8


def test_a_stock_ends_on_its_end_day() -> None:
    tally = Tally()
    tally.stock(
        "networks_active", [Evidence("LC", "lecco", date(2012, 3, 31), ("25",), 0, date(2012, 5, 31))]
    )
    months = [
        month
        for month in ("2012-02", "2012-03", "2012-04", "2012-05")
        if tally.value("networks_active", ("month", month))
    ]
    assert months == ["2012-03", "2012-04"]
    assert tally.value("networks_active", TOTAL) == 0
