"""Every KPI anew, in plain Python, from the published facts and dimensions: no macro, no evidence table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from publication.reader import Publication

Row = dict[str, Any]
MONEY = ("incurred_eur", "paid_eur", "claimed_eur", "admitted_eur")
_FOREVER = date.max


@dataclass(frozen=True)
class Fact:
    """Something that counts: what is counted, where, whose, and the days on which it does."""

    subject: str
    province: str
    partner: str
    day: date
    end: date = _FOREVER
    amount: Decimal | None = None


@dataclass(frozen=True)
class Question:
    """A window and the filters."""

    since: date
    until: date
    province: str | None
    partner: str | None


class Recount:
    """The facts of a publication, by KPI, and what they come to."""

    def __init__(self, publication: Publication) -> None:
        self._tables: dict[str, list[Row]] = {}
        self._publication = publication
        self.kpis = {row["kpi_code"]: row for row in self._rows("dim_kpis")}
        [project] = self._rows("dim_project")
        self.start, self.end = project["start_date"], project["end_date"]
        self.provinces = {row["province_code"]: row["is_lombardy"] for row in self._rows("dim_provinces")}
        self.networks = {row["network_id"]: row for row in self._rows("dim_networks")}
        self.firms = {row["firm_id"]: row for row in self._rows("dim_firms")}
        self.members: dict[str, list[Row]] = defaultdict(list)
        for member in self._rows("bridge_network_members"):
            self.members[member["network_id"]].append(member)
        self.facts: dict[str, list[Fact]] = defaultdict(list)
        for find in (self._contacts, self._services, self._others, self._networks, self._register):
            for code, fact in find():
                self.facts[code].append(fact)

    def parts(self, code: str) -> tuple[str, ...]:
        """What a KPI is counted by: itself, or of a ratio its numerator and its denominator."""
        kpi = self.kpis[code]
        return (kpi["numerator_code"], kpi["denominator_code"]) if kpi["way"] == "ratio" else (code,)

    def counts(self, code: str) -> bool:
        """Whether the facts of a KPI are found here."""
        return all(part in self.facts for part in self.parts(code))

    def is_conversion(self, code: str) -> bool:
        """Whether a KPI is the share of subjects that went on."""
        return len(self.parts(code)) == 2 and {self.kpis[part]["way"] for part in self.parts(code)} == {
            "first"
        }

    def value(self, code: str, asked: Question) -> float | None:
        """One KPI."""
        if self.is_conversion(code):
            went_on, reached = self.parts(code)
            base = self._firsts(reached, asked)
            # Before the project nobody went on.
            moved = {
                fact.subject
                for fact in self._in_cell(went_on, asked)
                if self.start <= fact.day <= asked.until
            }
            return len(base & moved) / len(base) if base else None
        if len(self.parts(code)) == 2:
            above, below = (self._count(part, asked) for part in self.parts(code))
            if not below or (self.kpis[code]["is_without_place"] and asked.province):
                return None
            return float(above / below)
        return float(self._count(code, asked))

    def _count(self, code: str, asked: Question) -> Fraction:
        if self.kpis[code]["way"] == "first":
            return Fraction(len(self._firsts(code, asked)))
        facts = self._in_cell(code, asked)
        if self.kpis[code]["way"] == "stock":
            return Fraction(len({one.subject for one in facts if one.day <= asked.until < one.end}))
        inside = [one for one in facts if max(asked.since, self.start) <= one.day <= asked.until]
        if self.kpis[code]["way"] == "sum":
            return Fraction(sum({one.subject: one.amount or Decimal(0) for one in inside}.values()))
        return Fraction(len({one.subject for one in inside}))

    def _firsts(self, code: str, asked: Question) -> set[str]:
        first: dict[str, date] = {}
        for one in self._in_cell(code, asked):
            if one.day >= self.start:
                first[one.subject] = min(one.day, first.get(one.subject, one.day))
        return {subject for subject, day in first.items() if asked.since <= day <= asked.until}

    def _in_cell(self, code: str, asked: Question) -> Iterator[Fact]:
        for one in self.facts[code]:
            here = (
                one.province == asked.province
                if asked.province
                else one.province == "??" or self.provinces.get(one.province, False)
            )
            if here and asked.partner in (None, one.partner):
                yield one

    def _rows(self, table: str) -> list[Row]:
        if table not in self._tables:
            self._tables[table] = list(self._publication.rows(f"from {table}"))
        return self._tables[table]

    def _signings(self) -> dict[str, list[tuple[date, date]]]:
        found: dict[str, list[tuple[date, date]]] = defaultdict(list)
        for network, members in self.members.items():
            signed = self.networks[network]["signed_date"]
            for one in members:
                begins, ends = one["member_from"], one["member_until"]
                if signed and begins and (ends is None or begins < ends):
                    found[one["firm_id"]].append((signed, begins))
        return found

    def _touch(self, row: Row, day: date, reaching: bool, assisting: bool) -> Iterator[tuple[str, Fact]]:
        fact = Fact(row["firm_id"], row["province_code"], row["partner_code"], day)
        if reaching:
            yield "firms_reached", fact
            yield "firms_active", fact
        if assisting:
            yield "firms_assisted", fact
            later = [begins for signed, begins in self._signed[row["firm_id"]] if day < signed]
            if later and day >= self.start:
                yield "firms_assisted_then_in_network", replace(fact, day=min(later))

    def _contacts(self) -> Iterator[tuple[str, Fact]]:
        self._signed = self._signings()
        for row in self._rows("fct_contacts"):
            if row["is_evidence"]:
                place, day = (row["province_code"], row["partner_code"]), row["contact_date"]
                yield "contacts_held", Fact(row["record_id"], *place, day)
                if row["desk_code"]:
                    yield "desks_active", Fact(row["desk_code"], *place, day)
                yield from self._touch(row, day, row["is_reaching"], row["is_assisting"])

    def _services(self) -> Iterator[tuple[str, Fact]]:
        catalogue = defaultdict(list)
        for one in self._rows("dim_services"):
            catalogue[one["service_kind"]].append(one["service_code"])
        for row in self._rows("fct_services"):
            if not row["is_evidence"]:
                continue
            day, partner = row["service_date"], row["partner_code"]
            if row["is_firm_own"]:
                places: Iterable[str] = {row["province_code"]}
                if row["firm_id"]:
                    yield from self._touch(row, day, True, True)
            elif row["network_id"] and not row["is_firm_lost"]:
                places = self._places(row["network_id"], day)
            else:
                places = {"??"}
            for place in places:
                yield "services_delivered", Fact(row["record_id"], place, partner, day)
                if row["hours"] is not None:
                    yield "service_hours", Fact(row["record_id"], place, partner, day, amount=row["hours"])
                if row["desk_code"]:
                    yield "desks_active", Fact(row["desk_code"], place, partner, day)
                for service in catalogue[row["service_kind"]]:
                    yield "model_services_in_use", Fact(f"{partner}:{service}", place, partner, day)

    def _others(self) -> Iterator[tuple[str, Fact]]:
        for row in self._rows("fct_events"):
            where = row["province_code"], row["partner_code"], row["event_date"]
            yield "events_held", Fact(row["event_id"], *where)
        for row in self._rows("fct_expenses"):
            for column in MONEY:
                if row[column] is not None:
                    where = "??", row["partner_code"], row["expense_date"]
                    yield f"expenses_{column}", Fact(row["record_id"], *where, amount=row[column])

    def _members_on(self, network_id: str, day: date) -> list[Row]:
        """Who is in a network on a day; before its signing, all but who joined after it or had left."""
        signed = self.networks[network_id]["signed_date"]
        found = []
        for one in self.members[network_id]:
            joined, left = one["joined_date"], one["left_date"]
            was_never_in = left is not None and joined is not None and left <= joined
            is_founder = joined is None or signed is None or joined <= signed
            if not was_never_in and (left is None or day < left) and (is_founder or joined <= day):
                found.append(one)
        return found

    def _places(self, network_id: str, day: date) -> set[str]:
        return {one["province_code"] for one in self._members_on(network_id, day)} or {"??"}

    def _spells(self, network_id: str, begin: date, end: date) -> Iterator[tuple[str, date, date]]:
        """Where a network is between two days, day by day where its members change."""
        if end <= begin:
            return
        turns = {begin, end}
        for one in self.members[network_id]:
            turns |= {day for day in (one["joined_date"], one["left_date"]) if day and begin < day < end}
        days = sorted(turns)
        for first, next_first in pairwise(days):
            for place in self._places(network_id, first):
                yield place, first, next_first

    def _networks(self) -> Iterator[tuple[str, Fact]]:
        for report in self._rows("fct_network_reports"):
            yield from self._life(report["network_id"], report["partner_code"])
        for network_id, members in self.members.items():
            for one in members:
                begins, ends = one["member_from"], one["member_until"]
                if one["is_firm"] and begins and (ends is None or begins < ends):
                    where = one["province_code"], one["partner_code"], begins, ends or _FOREVER
                    yield "network_memberships", Fact(f"{network_id}:{one['firm_id']}", *where)
                    yield "firms_in_networks", Fact(one["firm_id"], *where)
        for network_id, partner, day in self._strengthenings():
            network = self.networks[network_id]
            work = network["first_work_date"]
            is_ours = network["is_reported"] and network["existed_before_project"] and work and work <= day
            if is_ours and self.start <= day <= self.end:
                for place in self._places(network_id, day):
                    yield "networks_strengthened", Fact(network_id, place, partner, day)

    def _life(self, network_id: str, partner: str) -> Iterator[tuple[str, Fact]]:
        network = self.networks[network_id]
        opened, signed, work = network["opened_date"], network["signed_date"], network["first_work_date"]
        dissolved = network["dissolved_date"] or _FOREVER
        if opened:
            for place in self._places(network_id, opened):
                yield "networks_opened", Fact(network_id, place, partner, opened)
            for place, begin, end in self._spells(network_id, opened, min(signed or _FOREVER, dissolved)):
                yield "networks_in_incubation", Fact(network_id, place, partner, begin, end)
        if not signed:
            return
        for place, begin, end in self._spells(network_id, signed, dissolved):
            yield "networks_active", Fact(network_id, place, partner, begin, end)
        is_ours = not network["existed_before"] and work and work <= signed
        if is_ours and self.start <= signed <= self.end:
            there = self._members_on(network_id, signed)
            lombard = {one["province_code"] for one in there if self.provinces.get(one["province_code"])}
            for place in self._places(network_id, signed):
                yield "networks_formed", Fact(network_id, place, partner, signed)
                if len(lombard) >= 2:
                    yield "networks_formed_interprovincial", Fact(network_id, place, partner, signed)

    def _strengthenings(self) -> Iterator[tuple[str, str, date]]:
        for network_id, members in self.members.items():
            signed = self.networks[network_id]["signed_date"]
            for one in members:
                if signed and one["joined_date"] and one["joined_date"] > signed:
                    yield network_id, one["partner_code"], one["joined_date"]
        for row in self._rows("fct_network_events"):
            if row["network_event_kind"] != "other":
                yield row["network_id"], row["partner_code"], row["event_date"]
        for row in self._rows("fct_services"):
            if row["network_id"] and row["service_kind"] == "network_consolidation":
                yield row["network_id"], row["partner_code"], row["service_date"]

    def _register(self) -> Iterator[tuple[str, Fact]]:
        places: dict[str, set[str]] = defaultdict(set)
        members = self._rows("bridge_register_members")
        for one in members:
            places[one["network_id"]].add(one["province_code"])
        for one in members:
            lombard = {place for place in places[one["network_id"]] if self.provinces.get(place)}
            fact = Fact(one["network_id"], one["province_code"], "registro", one["signed_date"])
            yield "register_networks", fact
            if len(lombard) >= 2:
                yield "register_networks_interprovincial", fact
            if one["firm_id"]:
                yield "register_firms", Fact(one["firm_id"], fact.province, fact.partner, fact.day)
