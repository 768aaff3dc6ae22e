"""What exists in the made-up world, before anybody writes it into a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

PARTNERS = ("assolombarda", "lecco", "alto_milanese", "como", "monza_brianza", "pavia", "polimi_tto", "acf")
PROJECT_START = date(2012, 1, 1)
PROJECT_END = date(2013, 6, 30)


@dataclass(frozen=True, slots=True)
class Firm:
    """A subject with a name and a seat; only kind `impresa` is evidence of a KPI."""

    index: int
    name: str
    municipality: str | None
    province: str
    """The province in which it counts, `??` where nothing tells it."""
    written_province: str | None
    ateco: str | None
    codice_fiscale: str
    partita_iva: str
    partners: tuple[str, ...]
    """The partners that have it in their lists by themselves."""
    kind: str = "impresa"
    written_kind: str | None = None
    address: str = "Via Roma 1"
    postal_code: str | None = None
    employees: int = 10
    turnover: int = 1_000_000
    is_homonym: bool = False
    is_unshared: bool = False
    """Never in the list of a second partner, nor in a network."""


@dataclass(frozen=True, slots=True)
class Event:
    partner: str
    code: str
    title: str
    day: date
    kind: str
    municipality: str | None
    province: str
    document: str | None
    joint: str | None = None
    """What partners hold together, each under a code and a title of its own."""


@dataclass(frozen=True, slots=True)
class Contact:
    partner: str
    firm: int
    day: date
    kind: str
    code: str | None = None
    event_code: str | None = None
    desk: str | None = None
    topic: str | None = None
    hours: Decimal | None = None
    outcome: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Service:
    partner: str
    day: date
    kind: str
    code: str | None
    firm: int | None = None
    network: int | None = None
    names_unknown_firm: bool = False
    names_unknown_network: bool = False
    desk: str | None = None
    hours: Decimal | None = None
    value: Decimal | None = None
    document: str | None = None
    satisfaction: int | None = None


@dataclass(frozen=True, slots=True)
class Expense:
    partner: str
    day: date
    category: str
    incurred: Decimal
    paid: Decimal | None
    claimed: Decimal | None
    admitted: Decimal | None
    supplier: str
    number: str
    activity: str
    document: str | None


@dataclass(frozen=True, slots=True)
class Membership:
    firm: int
    joined: date | None
    left: date | None
    role: str = "member"


@dataclass(frozen=True, slots=True)
class Happening:
    """A network event; delivered by every partner that reports the network."""

    day: date
    kind: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one partner says of a network; dates that all reports share stand in the network."""

    partner: str
    code: str | None
    opened: date | None
    existed_before: str | None
    register_number: str | None
    document: str | None
    member_document: str | None


@dataclass(slots=True)
class Network:
    index: int
    name: str
    legal_kind: str
    reports: list[Report]
    signed: date | None = None
    dissolved: date | None = None
    codice_fiscale: str | None = None
    members: list[Membership] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    register_members: list[int] = field(default_factory=list)
    """The firms that the register's extract gives it; empty: not in the register."""

    @property
    def opened(self) -> date | None:
        """The earliest opening that any partner reports."""
        return min((report.opened for report in self.reports if report.opened), default=None)

    @property
    def is_preesistente(self) -> bool:
        return any(report.existed_before == "sì" for report in self.reports)


@dataclass(frozen=True, slots=True)
class RegisterNetwork:
    """A network of the Chambers' register; `network` is its index if a partner reports it too."""

    name: str
    signed: date
    codice_fiscale: str | None
    register_number: str
    municipality: str
    province: str
    members: tuple[int, ...]
    network: int | None = None
