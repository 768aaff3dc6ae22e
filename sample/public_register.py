"""The Chambers' public register of networks: some that partners report too, others that nobody does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sample.dice import Dice
from sample.firms import REGISTER_ONLY
from sample.identifiers import company_code
from sample.model import Network, RegisterNetwork
from sample.places import MUNICIPALITIES

_FIRST_CODE = 3_700_000
_SEATS = ("MI", "LC", "TO", "CO", "NA", "MB", "BG")


def register_of(
    seed: int, networks: Sequence[Network], pools: Mapping[str, list[int]], firms: int
) -> list[RegisterNetwork]:
    """The extract: every network with its members as the register has them."""
    known = [_of_reported(network) for network in networks if network.register_members]
    return known + [_unreported(seed, place, pools) for place in range(12 + min(firms // 100, 60))]


def _of_reported(network: Network) -> RegisterNetwork:
    """Its seat is another thing than its members' provinces."""
    seat = _SEATS[network.index % len(_SEATS)]
    return RegisterNetwork(
        name=network.name.upper(),
        signed=network.signed or date(2012, 12, 5),
        codice_fiscale=network.codice_fiscale,
        register_number=f"{12_000 + network.index}/{6_000 + network.index}",
        municipality=MUNICIPALITIES[seat][0],
        province=seat,
        members=tuple(dict.fromkeys(network.register_members)),
        network=network.index,
    )


def _unreported(seed: int, place: int, pools: Mapping[str, list[int]]) -> RegisterNetwork:
    rng = Dice(seed, "register", place)
    own = [REGISTER_ONLY + place * 7 + number for number in range(rng.randint(2, 6))]
    pool = pools.get(rng.choice(("LC", "MI", "CO", "MB")), [])
    reported = [rng.choice(pool)] if pool and place % 2 else []
    seat = rng.choice(_SEATS)
    return RegisterNetwork(
        name=f"CONTRATTO DI RETE {place + 1} {MUNICIPALITIES[seat][0].upper()}",
        signed=rng.day(date(2010, 3, 1), date(2013, 6, 20)),
        codice_fiscale=company_code(_FIRST_CODE + place, seat) if place % 2 == 0 else None,
        register_number=f"{40_000 + place}/{20_000 + place}",
        municipality=MUNICIPALITIES[seat][0],
        province=seat,
        members=tuple(own + reported),
    )
