"""The means to stage a network: who joins it, who reports it, what PAL does for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from sample.activity import a_desk
from sample.dice import Dice
from sample.habits import HABITS
from sample.identifiers import company_code
from sample.model import PARTNERS, Membership, Network, Report, Service
from sample.name_lists import NETWORK_WORDS

_HOMES = ("LC", "CO", "MB", "PV", "MI", "VA", "LC", "BG", "MI", "CR", "LO", "MN", "SO", "BS")
_AWAY = ("MI", "LC", "CO", "MI", "PV", "MI", "BG", "MB", "LC")
_AWAY_INSTEAD = "VA"
_FIRST_NETWORK_CODE = 3_500_000


@dataclass(slots=True)
class Casting:
    """One network in the making; `pools` has the firms that may join it by province."""

    index: int
    rng: Dice
    pools: Mapping[str, list[int]]
    everybody: Sequence[int]
    services: list[Service] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    @property
    def partner(self) -> str:
        """The desk that reports it."""
        return PARTNERS[self.index % len(PARTNERS)]

    @property
    def second_partner(self) -> str:
        return PARTNERS[(self.index + 3) % len(PARTNERS)]

    @property
    def stranger(self) -> str:
        """A partner that serves the network without reporting it."""
        return "lecco" if "polimi_tto" in (self.partner, self.second_partner) else "polimi_tto"

    @property
    def register_number(self) -> str:
        return f"{12_000 + self.index}/{6_000 + self.index}"

    @property
    def codice_fiscale(self) -> str:
        """That of a network with legal personality."""
        return company_code(_FIRST_NETWORK_CODE + self.index, "MI")

    @property
    def home(self) -> str:
        """A Lombard province that takes turns from network to network."""
        return _HOMES[self.index % len(_HOMES)]

    @property
    def away(self) -> str:
        """Another Lombard province."""
        province = _AWAY[self.index % len(_AWAY)]
        return province if province != self.home else _AWAY_INSTEAD

    def month(self, year: int, month: int) -> date:
        """A day of that month."""
        return date(year, month, self.rng.randint(1, 28))

    def members(
        self, province: str, count: int = 1, joined: date | None = None, left: date | None = None
    ) -> list[Membership]:
        """Firms of that province that are not yet in it; of any other if the province has none left."""
        chosen = []
        for _ in range(count):
            firm = self._free(self.pools.get(province, []))
            firm = self._free(self.everybody) if firm is None else firm
            if firm is not None:
                self.taken.add(firm)
                chosen.append(Membership(firm, joined, left))
        return chosen

    def _free(self, pool: Sequence[int]) -> int | None:
        """A firm of the pool that is not yet in the network, None if a hundred draws find none."""
        for _ in range(100 if pool else 0):
            firm = self.rng.choice(pool)
            if firm not in self.taken:
                return firm
        return None

    def founders(self, *provinces: str) -> list[Membership]:
        """One to three firms of each province, two at least, members from the start; the first leads."""
        least = 2 if len(provinces) == 1 else 1
        found = [
            member
            for province in provinces
            for member in self.members(province, max(least, self.rng.randint(1, 3)))
        ]
        return [
            Membership(m.firm, None, None, "member" if place else "lead") for place, m in enumerate(found)
        ]

    def report(
        self,
        opened: date | None = None,
        *,
        partner: str | None = None,
        existed_before: str | None = None,
        register_number: str | None = None,
    ) -> Report:
        """What one desk says; without a partner, the network's own desk."""
        reporter = partner or self.partner
        habits = HABITS[reporter]
        document = f"Atto {self.index}" if self.rng.random() < 0.4 else None
        is_one_sheet = not habits.has_network_codes
        return Report(
            partner=reporter,
            code=f"{habits.prefix}-R{self.index:03d}" if habits.has_network_codes else None,
            opened=opened,
            existed_before=existed_before,
            register_number=register_number,
            document=document,
            member_document=document if is_one_sheet or self.rng.random() < 0.5 else None,
        )

    def network(self, *reports: Report, legal_kind: str = "rete_contratto", **dates: date | None) -> Network:
        """The network with its dates `signed` and `dissolved`."""
        word = NETWORK_WORDS[self.index % len(NETWORK_WORDS)]
        return Network(
            index=self.index,
            name=f"Rete {word} {self.index + 1}",
            legal_kind=legal_kind,
            reports=list(reports),
            signed=dates.get("signed"),
            dissolved=dates.get("dissolved"),
            codice_fiscale=self.codice_fiscale if legal_kind == "rete_soggetto" else None,
        )

    def serve(self, day: date, kind: str, partner: str | None = None, firm: int | None = None) -> None:
        """A service to the network; one that also names a firm is that firm's own too."""
        server = partner or self.partner
        number = len(self.services)
        self.services.append(
            Service(
                partner=server,
                day=day,
                kind=kind,
                code=f"SRR-{self.index}-{number}" if HABITS[server].has_service_codes else None,
                firm=firm,
                network=self.index,
                desk=a_desk(self.rng, server),
                hours=Decimal(self.rng.randrange(2, 41)) / 2,
                value=Decimal(self.rng.randrange(50, 500) * 10),
                document=f"Relazione {self.index}/{number}" if self.rng.random() < 0.4 else None,
            )
        )


def later(day: date, days: int) -> date:
    """So many days later (or earlier, if negative)."""
    return day + timedelta(days=days)
