"""The whole made-up world: firms, events, networks, services, money and register, from a size and a seed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from sample.activity import contacts_of, own_services
from sample.casting import Casting
from sample.dice import Dice
from sample.firms import LARGEST, firm_at
from sample.gatherings import LAST_DAY, events_of_all
from sample.habits import HABITS
from sample.mentions import Mention, mention_of
from sample.model import (
    PARTNERS,
    PROJECT_START,
    Contact,
    Event,
    Expense,
    Firm,
    Network,
    RegisterNetwork,
    Service,
)
from sample.money import Budget, Target, budgets_of_all, expenses_of_all, targets_of_lead
from sample.networks_opened import OPENED
from sample.networks_preexisting import PREEXISTING
from sample.places import UNKNOWN
from sample.public_register import register_of
from sample.subjects import made_by_hand

_POOL = 20_000
"""Only firms below this number join networks."""
_LEAST_NETWORKS = 36
_STAGES = OPENED + PREEXISTING


@dataclass(frozen=True, slots=True)
class World:
    seed: int
    size: int
    hard_identity: bool
    by_hand: Mapping[int, Firm]
    events: Mapping[str, tuple[Event, ...]]
    networks: tuple[Network, ...]
    network_services: tuple[Service, ...]
    """Services that name a network, or a firm or network that nobody knows."""
    register: tuple[RegisterNetwork, ...]
    in_register: frozenset[int]
    added_partners: Mapping[int, tuple[str, ...]]
    """Partners that have a firm in their list because it joined a network of theirs."""
    expenses: tuple[Expense, ...]
    budgets: tuple[Budget, ...]
    targets: tuple[Target, ...]

    def firm(self, index: int) -> Firm:
        return self.by_hand[index] if index in self.by_hand else _firm(self.seed, index)

    def reported_firms(self, below: int | None = None) -> Iterator[Firm]:
        """Every firm in some partner's list; with `below`, those numbered so and those made by hand."""
        for index in range(min(self.size, below or self.size)):
            yield self.firm(index)
        yield from self.by_hand.values()

    def partners_of(self, firm: Firm) -> tuple[str, ...]:
        """The partners in whose lists the firm stands, its own association first."""
        return tuple(dict.fromkeys(firm.partners + self.added_partners.get(firm.index, ())))

    def mention(self, firm: Firm, partner: str) -> Mention:
        return mention_of(firm, partner, self.seed, self.hard_identity)

    def contacts(self, firm: Firm) -> list[Contact]:
        return contacts_of(self.seed, firm, self.partners_of(firm), self.events)

    def services(self, firm: Firm) -> list[Service]:
        """The firm's own services; those that also name a network are among the network's."""
        return own_services(self.seed, firm, self.partners_of(firm))

    def sector(self, firm: Firm) -> str:
        """The ATECO division, if anybody who reports the firm writes it."""
        is_written = firm.index in self.in_register or any(
            HABITS[partner].ateco_style for partner in self.partners_of(firm)
        )
        return firm.ateco[:2] if firm.ateco and is_written else UNKNOWN


def build_world(firms: int, seed: int, hard_identity: bool = False) -> World:
    """The world with this many firms (besides a few made by hand); the same for the same arguments."""
    if not 0 < firms <= LARGEST:
        raise ValueError(f"firms must lie between 1 and {LARGEST:,}, not {firms}")
    pools = _pools(seed, min(firms, _POOL))
    everybody = [firm for pool in pools.values() for firm in pool]
    casts = [
        Casting(place, Dice(seed, "network", place), pools, everybody)
        for place in range(max(_LEAST_NETWORKS, min(firms, _POOL) // 25))
    ]
    networks = [_STAGES[cast.index % len(_STAGES)](cast) for cast in casts]
    networks += _namesakes(seed, len(casts), pools)
    networks += _signed_again(seed, len(networks), pools)
    register = register_of(seed, networks, pools, min(firms, _POOL))
    return World(
        seed=seed,
        size=firms,
        hard_identity=hard_identity,
        by_hand=made_by_hand(),
        events=events_of_all(seed, firms),
        networks=tuple(networks),
        network_services=tuple(
            [service for cast in casts for service in cast.services] + _lost_services(seed)
        ),
        register=tuple(register),
        in_register=frozenset(firm for entry in register for firm in entry.members),
        added_partners=_added_partners(networks),
        expenses=tuple(expenses_of_all(seed, firms)),
        budgets=tuple(budgets_of_all()),
        targets=tuple(targets_of_lead()),
    )


@lru_cache(maxsize=2 * _POOL)
def _firm(seed: int, index: int) -> Firm:
    return firm_at(seed, index)


def _pools(seed: int, firms: int) -> dict[str, list[int]]:
    pools: dict[str, list[int]] = defaultdict(list)
    for index in range(firms):
        firm = firm_at(seed, index)
        if not firm.is_unshared:
            pools[firm.province].append(index)
    return dict(pools)


def _namesakes(seed: int, first: int, pools: Mapping[str, list[int]]) -> list[Network]:
    """Two networks of one name, reported by two desks without any identifier: they are two."""
    found = []
    for place, (partner, province) in enumerate((("lecco", "LC"), ("como", "CO"))):
        cast = Casting(first + place, Dice(seed, "namesake", place), pools, pools.get(province, []))
        opened = cast.month(2012, 5 + place)
        network = cast.network(cast.report(opened, partner=partner), signed=cast.month(2013, 2 + place))
        network.name = "Rete Omonima Lombarda"
        network.members = cast.founders(province)
        found.append(network)
    return found


def _signed_again(seed: int, first: int, pools: Mapping[str, list[int]]) -> list[Network]:
    """Networks that dissolved and were signed again, under one code or, by a partner without codes, one name."""
    found: list[Network] = []
    for partner, home, away in (("monza_brianza", "MB", "MI"), ("acf", "CO", "LC")):
        place = first + len(found)
        cast = Casting(place, Dice(seed, "signed again", place), pools, pools.get(home, []))
        earlier = cast.network(
            cast.report(partner=partner, existed_before="sì"),
            signed=cast.month(2010, 5),
            dissolved=cast.month(2012, 3),
        )
        later = cast.network(cast.report(cast.month(2012, 6), partner=partner), signed=cast.month(2012, 11))
        later.index = place + 1
        for network in (earlier, later):
            network.members = [replace(member, joined=network.signed) for member in cast.founders(home, away)]
        found += [earlier, later]
    return found


def _added_partners(networks: list[Network]) -> dict[int, tuple[str, ...]]:
    added: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for network in networks:
        for member in network.members:
            added[member.firm] += tuple(report.partner for report in network.reports)
    return dict(added)


def _lost_services(seed: int) -> list[Service]:
    """A service whose firm nobody knows, another whose network nobody knows: accepted, without a province."""
    found = []
    for partner in PARTNERS:
        rng = Dice(seed, "lost", partner)
        if HABITS[partner].has_service_codes:
            days = rng.day(PROJECT_START, LAST_DAY), rng.day(PROJECT_START, LAST_DAY)
            codes = f"{HABITS[partner].prefix}-X1", f"{HABITS[partner].prefix}-X2"
            found.append(Service(partner, days[0], "training", codes[0], names_unknown_firm=True))
            found.append(Service(partner, days[1], "legal", codes[1], names_unknown_network=True))
    return found
