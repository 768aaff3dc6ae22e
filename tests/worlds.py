"""Small worlds of deliveries and decisions, and the publication that each makes: a build in a few lines of
Python.

For the property of causes: what changes between two publications is known, because a test changed it.
"""

import random
import re
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from editions.comparing.sides import Side
from editions.values import Window
from publication.reader import Publication

PROJECT = Path(__file__).resolve().parents[1]
PARTNERS = ("lecco", "como", "pavia")
PROVINCES = ("LC", "CO", "PV", "NA", "??")
KPIS = (
    "firms_reached", "firms_assisted", "firms_active", "contacts_held", "expenses_incurred_eur",
    "networks_active", "network_memberships", "firms_per_network", "reached_to_assisted_share",
    "cost_per_firm_assisted_eur",
)  # fmt: skip
FIRST_DAY = date(2012, 1, 1)
TABLES = {
    "fct_kpi_evidence": "kpi_code varchar, subject_type varchar, subject_id varchar, province_code varchar,"
    " partner_code varchar, desk_code varchar, firm_id varchar, network_id varchar, happened_on date,"
    " ended_on date, amount decimal(18, 2), evidence_level varchar, record_id varchar,"
    " sector_code varchar default '25', size_class varchar default '??',"
    " known_at timestamp default '2012-01-01',"
    " subject_number bigint generated always as ((hash(kpi_code || ' ' || subject_id) >> 1)::bigint)",
    "dim_firms": "firm_id varchar, firm_name varchar, sector_code varchar",
    "firm_ids": "former_id varchar, firm_id varchar",
    "dim_networks": "network_id varchar, network_name varchar",
    "dim_deliveries": "delivery_id varchar, partner_code varchar, status varchar",
    "fct_contacts": "record_id varchar, firm_id varchar, contact_date date, contact_kind varchar,"
    " is_reaching boolean, desk_code varchar, event_code varchar",
    "fct_expenses": "record_id varchar, expense_date date, category varchar, incurred_eur decimal(18, 2),"
    " paid_eur decimal(18, 2), claimed_eur decimal(18, 2), admitted_eur decimal(18, 2)",
    "bridge_network_members": "record_id varchar, firm_id varchar, network_id varchar, joined_date date,"
    " left_date date",
    "fct_network_reports": "record_id varchar, network_id varchar",
    "bridge_firm_mentions": "record_id varchar, firm_id varchar",
    "fct_excluded_rows": "record_id varchar, record_type varchar, outcome varchar,"
    " settled_by_record_id varchar, settled_by_delivery_id varchar",
    "fct_corrected_rows": "record_id varchar, record_type varchar, field varchar, new_value_hash varchar",
}


@dataclass
class Row:
    """A delivered row: a contact or a membership of a mention of a firm, or an expense. `replaces` by
    number."""

    number: int
    delivery: int
    kind: str
    mention: int
    day: date
    word: str
    amount: Decimal
    network: int
    replaces: int | None = None
    cancels: bool = False


@dataclass
class World:
    """Everything that was delivered and decided."""

    deliveries: list[str]
    rows: list[Row]
    provinces: dict[int, str]
    withdrawn: set[int] = field(default_factory=set)
    corrections: dict[int, tuple[date, Decimal]] = field(default_factory=dict)
    same: dict[int, int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    reaching: frozenset[str] = frozenset({"visit", "phone_call"})
    identified: frozenset[int] = frozenset()

    def first_mention(self, mention: int) -> int:
        """The mention that gives its firm a name, a place and an id."""
        while mention in self.same:
            mention = self.same[mention]
        return mention

    def firm(self, mention: int) -> str:
        """The firm that a mention is: an id made of its name, and another once its code is known."""
        first = self.first_mention(mention)
        return f"F{first}x" if first in self.identified else f"F{first}"


def make_world(seed: int) -> World:
    """A world with a few deliveries."""
    chance = random.Random(seed)  # noqa: S311
    world = World([], [], {mention: chance.choice(PROVINCES) for mention in range(12)})
    for _ in range(chance.randint(1, 4)):
        deliver(world, chance)
    return world


def deliver(world: World, chance: random.Random) -> None:
    """One more delivery with rows of its own."""
    world.deliveries.append(chance.choice(PARTNERS))
    for _ in range(chance.randint(1, 6)):
        add_row(world, chance, len(world.deliveries) - 1)


def add_row(world: World, chance: random.Random, delivery: int, replaces: Row | None = None) -> None:
    """One more row; one that replaces another has its kind and other content."""
    kind = (
        replaces.kind if replaces else chance.choice(("contacts", "contacts", "expenses", "network_members"))
    )
    world.rows.append(
        Row(
            len(world.rows), delivery, kind,
            replaces.mention if replaces else chance.randrange(12),
            FIRST_DAY + timedelta(days=chance.randrange(420)),
            chance.choice(("visit", "phone_call", "zibaldone")),
            Decimal(chance.randint(1, 99_999)) / 100,
            replaces.network if replaces else chance.randrange(3),
            replaces.number if replaces else None,
        )
    )  # fmt: skip


def change(world: World, kind: str, seed: int) -> World:
    """The world after one change of a kind; the same where there is nothing that it could change."""
    world, chance = deepcopy(world), random.Random(seed)  # noqa: S311
    if kind == "late_delivery":
        deliver(world, chance)
    elif kind == "withdrawal":
        world.withdrawn ^= {chance.randrange(len(world.deliveries))}
    elif kind == "correction" and chance.random() < 0.5:
        row = chance.choice(world.rows)
        day = FIRST_DAY + timedelta(days=chance.randrange(420))
        world.corrections[row.number] = (day, Decimal(chance.randint(1, 99_999)) / 100)
    elif kind == "correction":
        replaced = {row.replaces for row in world.rows}
        row = chance.choice([row for row in world.rows if row.number not in replaced])
        world.deliveries.append(world.deliveries[row.delivery])
        add_row(world, chance, len(world.deliveries) - 1, row)
    elif kind == "identity":
        mention = chance.randrange(1, 12)
        if mention in world.same:
            del world.same[mention]
        else:
            world.same[mention] = chance.randrange(mention)
    elif kind == "renaming":
        world.identified ^= {chance.randrange(12)}
    elif kind == "decision":
        world.words["zibaldone"] = "email" if world.words.get("zibaldone") == "visit" else "visit"
    elif kind == "definition":
        world.reaching = (
            frozenset({"visit"}) if "phone_call" in world.reaching else frozenset({"visit", "phone_call"})
        )
    return world


class Publisher:
    """Makes publications of worlds, one after the other, in one connection."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        seeds, reference = PROJECT / "dbt_project" / "seeds", PROJECT / "data" / "reference"
        listed = ", ".join(f"'{code}'" for code in KPIS)
        self.connection.execute(
            f"""
            create table dim_kpis as from read_csv('{seeds}/kpis.csv', types = {{'is_register': 'boolean'}})
                where kpi_code in ({listed});
            create table dim_codes as from read_csv('{seeds}/codes.csv');
            create table dim_partners as from read_csv('{seeds}/partners.csv')
                where partner_code in ('lecco', 'como', 'pavia');
            create table dim_provinces as
                select province_code, is_lombardy::boolean as is_lombardy
                from read_csv('{reference}/provinces.csv', all_varchar = true, nullstr = '')
                where province_code in ('LC', 'CO', 'PV', 'NA') union all select '??', false;
            create table dim_desks (desk_code varchar);
            create table dim_sectors (sector_code varchar);
            create table dim_project as select date '2012-01-01' as start_date, date '2013-06-30' as end_date;
            create table meta as select 'build_date' as key, '2013-07-01' as value
                union all select 'build_id', 'x' union all select 'code_version', '1';
            """
        )
        for name, columns in TABLES.items():
            self.connection.execute(f"create table {name} ({columns})")
        for macros in sorted((PROJECT / "dbt_project" / "publish").glob("0[0123]0_*.sql")):
            self.connection.execute(macros.read_text(encoding="utf-8"))

    def publish(self, world: World) -> Side:
        """The side that a world makes."""
        tables = build(world)
        for name, rows in tables.items():
            self.connection.execute(f"delete from {name}")
            if rows:
                listed = ", ".join("(" + ", ".join(_literal(value) for value in row) + ")" for row in rows)
                columns = ", ".join(re.findall(r"(?:^|, ?)([a-z_]+) (?=[a-z])", TABLES[name])[: len(rows[0])])
                self.connection.execute(f"insert into {name} ({columns}) values {listed}")
        version = "-".join(sorted(world.reaching))
        self.connection.execute(f"update meta set value = '{version}' where key = 'code_version'")
        decisions: dict[str, Any] = {
            "values": [world.words],
            "firms": [{"first": str(one), "second": str(other)} for one, other in sorted(world.same.items())],
            "deliveries": [],
        }
        return Side(Publication(Path("x"), self.connection), decisions)

    def values(self, window: Window, split: str | None) -> list[tuple[str, str, float | None]]:
        """What the macros say of the period: KPI, cell ('' for the total), value."""
        days = f"since := date '{window.since}', until := date '{window.until}'"
        named = "" if split is None else f", split := '{split}'"
        query = f"select kpi_code, coalesce(cell, ''), value from kpi_cells({days}{named})"
        return self.connection.execute(query).fetchall()


def build(world: World) -> dict[str, list[tuple[Any, ...]]]:
    """The tables of a world: what dbt does, in small."""
    tables: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
    names = [f"{partner}-{order + 1:05d}" for order, partner in enumerate(world.deliveries)]
    for order, name in enumerate(names):
        status = "withdrawn" if order in world.withdrawn else "landed"
        tables["dim_deliveries"].append((name, world.deliveries[order], status))
    tables["dim_firms"] = [
        (firm, f"Impresa {firm}", "25") for firm in sorted({world.firm(mention) for mention in range(12)})
    ]
    tables["firm_ids"] = sorted(
        {(f"F{mention}{end}", world.firm(mention)) for mention in range(12) for end in ("", "x")}
    )
    alive = [row for row in world.rows if row.delivery not in world.withdrawn]
    settled_by = {row.replaces: row for row in alive if row.replaces is not None}
    places = world.provinces
    for row in world.rows:
        record = f"{names[row.delivery]}/1/{row.number + 2}"
        partner, firm = world.deliveries[row.delivery], world.firm(row.mention)
        province = places[world.first_mention(row.mention)]
        if row.number in world.corrections:
            tables["fct_corrected_rows"].append((record, row.kind, "x", str(world.corrections[row.number])))
        settler = settled_by.get(row.number)
        while settler is not None and settler.number in settled_by:
            settler = settled_by[settler.number]
        if settler is not None or row.delivery in world.withdrawn:
            by = (
                (f"{names[settler.delivery]}/1/{settler.number + 2}", names[settler.delivery])
                if settler
                else (None,) * 2
            )
            tables["fct_excluded_rows"].append((record, row.kind, "superseded", *by))
            continue
        day, amount = world.corrections.get(row.number, (row.day, row.amount))
        proof = (partner, None, firm, f"N{row.network}", day)
        if row.kind == "contacts":
            kind = world.words.get(row.word, "email") if row.word == "zibaldone" else row.word
            tables["fct_contacts"].append((record, firm, day, kind, None, None, None))
            reaching = ["firms_reached", "firms_active"] if kind in world.reaching else []
            for code in ["contacts_held", *reaching, *(["firms_assisted"] if kind == "visit" else [])]:
                subject = record if code == "contacts_held" else firm
                tables["fct_kpi_evidence"].append(
                    (code, "firm", subject, province, *proof[:3], None, day, None, None, "declared", record)
                )
        elif row.kind == "expenses":
            tables["fct_expenses"].append((record, day, "staff", amount, None, None, None))
            tables["fct_kpi_evidence"].append(
                (
                    "expenses_incurred_eur",
                    "expense",
                    record,
                    "??",
                    partner,
                    None,
                    None,
                    None,
                    day,
                    None,
                    amount,
                    "declared",
                    record,
                )
            )
        else:
            network = f"N{row.network}"
            tables["bridge_network_members"].append((record, firm, network, day, None))
            tables["fct_network_reports"].append((record, network))
            for code, subject in (("networks_active", network), ("network_memberships", f"{network}:{firm}")):
                tables["fct_kpi_evidence"].append(
                    (code, "network", subject, province, *proof, None, None, "declared", record)
                )
    return tables


def _literal(value: object) -> str:
    if value is None:
        return "null"
    return str(value) if isinstance(value, Decimal) else "'" + str(value).replace("'", "''") + "'"
