"""A small history of deliveries and decisions, in three builds; each chapter's publication is kept."""

import json
from dataclasses import dataclass
from pathlib import Path

from pal_home import DONE, PROBLEMS, Record, ask, decide, deliver, run_pal

from publication.files import current_build_id, published_file
from publication.reader import Publication, open_file
from storage.home import Home

FIRMS = "Codice impresa;Ragione sociale;Comune;Provincia;Indirizzo;Codice ATECO"
CONTACTS = "Codice contatto;Data contatto;Tipo contatto;Codice impresa;Ragione sociale;Comune;Provincia"
SERVICES = "Codice servizio;Data servizio;Tipo servizio;Ore;Codice impresa;Ragione sociale;Comune;Annullato"
MEMBERS = "Codice rete;Nome rete;Data apertura;Data firma;Codice impresa;Ragione sociale;Comune;Provincia"
ATTENDANCE = (
    "Codice evento;Titolo evento;Data evento;Tipo contatto;Codice impresa;Ragione sociale;Comune;"
    "Indirizzo;Codice ATECO"
)
SEATS = {
    "como": "Como;CO", "pavia": "Pavia;PV", "monza_brianza": "Monza;MB", "acf": "Milano;MI",
    "alto_milanese": "Legnano;MI",
}  # fmt: skip

MEMBER_LIST = [
    "L1;Alfa srl;Lecco;LC;Via Roma 1;25.11.00",
    "L2;Beta srl;Merate;LC;Via Po 2;25.62.00",
    "L3;Gamma srl;Calolziocorte;LC;;",
]


def contact(partner: str, code: str, day: str, kind: str = "Visita") -> str:
    """A line of a contact list, of a firm of its own in the partner's town."""
    return f"{code};{day};{kind};F{code};Impresa {code} srl;{SEATS[partner]}"


BEGINNING = {
    ("acf", "contatti.csv"): (CONTACTS, [contact("acf", "A1", "05/02/2013")]),
    ("alto_milanese", "contatti.csv"): (
        CONTACTS,
        [contact("alto_milanese", "H1", "06/02/2013", "Zibaldone")],
    ),
    ("assolombarda", "servizi.csv"): (
        SERVICES,
        ["S1;07/02/2013;Brevetti;3;S1;Sigma srl;Milano;", "S2;08/02/2013;Brevetti;5,5;S2;Tau srl;Lodi;"],
    ),
    ("como", "contatti.csv"): (CONTACTS, [contact("como", f"C{n}", f"1{n}/02/2013") for n in range(1, 4)]),
    ("lecco", "reti.csv"): (
        MEMBERS,
        [
            "R1;Rete Lario;10/01/2013;20/02/2013;L1;Alfa srl;Lecco;LC",
            "R1;Rete Lario;10/01/2013;20/02/2013;L2;Beta srl;Merate;LC",
        ],
    ),
    ("lecco", "soci.csv"): (FIRMS, MEMBER_LIST),
    ("monza_brianza", "contatti.csv"): (
        CONTACTS,
        [contact("monza_brianza", f"M{n}", f"1{n}/03/2013") for n in range(1, 6)],
    ),
    ("pavia", "contatti.csv"): (
        CONTACTS,
        [
            *(contact("pavia", f"P{n}", f"1{n}/03/2013") for n in range(1, 6)),
            contact("pavia", "P6", "16/02/2013"),
        ],
    ),
}
"""Deliveries no two of which speak of the same thing."""

STRANGE = ("polimi_tto", "imprese.csv"), ("Codice impresa;Nome strambo;Comune", ["T1;Omega srl;Milano"])
"""A list whose headings nobody knows yet."""

SEQUEL: dict[tuple[str, str], tuple[str, list[str]]] = {
    ("lecco", "soci_copia.csv"): (FIRMS, MEMBER_LIST),
    ("lecco", "soci.csv"): (FIRMS, MEMBER_LIST),
    ("lecco", "presenze.csv"): (
        ATTENDANCE,
        [
            "E1;Fare rete;09/04/2013;Evento;L1;ALFA S.R.L.;Lecco;;",
            "E1;Fare rete;09/04/2013;Evento;L2;;;;",
        ],
    ),
    ("como", "contatti_bis.csv"): (CONTACTS, [contact("como", "C1", "11/02/2013", "Telefonata")]),
    ("assolombarda", "storni.csv"): (SERVICES, ["S1;07/02/2013;Brevetti;3;S1;Sigma srl;Milano;sì"]),
    ("pavia", "contatti_2013-03_completo.csv"): (
        CONTACTS,
        [contact("pavia", f"P{n}", f"1{n}/03/2013") for n in range(1, 5)],
    ),
    ("monza_brianza", "contatti_2013-03_completo.csv"): (
        CONTACTS,
        [contact("monza_brianza", f"M{n}", f"1{n}/03/2013") for n in range(1, 3)],
    ),
    ("acf", "contatti_bis.csv"): (CONTACTS, [contact("acf", "A1", "05/02/2013", "Telefonata")]),
}
"""What came later, each file on a day of its own."""


@dataclass(frozen=True)
class Chapter:
    """What was known after one build."""

    publication: Publication
    deliveries: list[Record]
    issues: list[Record]

    def value(self, code: str, **filters: str) -> float | None:
        """A KPI's value then."""
        named = "".join(f", {name} := ${name}" for name in filters)
        rows = self.publication.query(
            f"select value from kpi(code := $code{named})", {"code": code, **filters}
        )
        [(value,)] = rows.rows
        return None if value is None else float(value)

    def outcome(self, partner: str, file_name: str, record_type: str | None) -> Record:
        """The row of `pal deliveries` for a file and record type."""
        wanted = partner, file_name, record_type
        columns = "partner_code", "file_name", "record_type"
        [row] = [row for row in self.deliveries if tuple(row[column] for column in columns) == wanted]
        return row


@dataclass(frozen=True)
class Story:
    """The home in which it happened, and its chapters."""

    home: Path
    chapters: list[Chapter]


def read_story(home: Path) -> Story:
    """A story that was told in `home`, its publications open."""
    chapters = []
    for path in sorted((home / "chapters").iterdir()):
        build_id, deliveries, issues = json.loads(path.read_text(encoding="utf-8"))
        chapters.append(Chapter(open_file(published_file(Home(home), build_id)), deliveries, issues))
    return Story(home, chapters)


def close_chapter(home: Path, number: int, status: int) -> list[Record]:
    """Build and publish what has landed, keep what is known now, and give the deliveries' outcomes."""
    run_pal(home, "build", status=status)
    run_pal(home, "publish")
    deliveries = ask(home, "deliveries")
    known = current_build_id(Home(home)), deliveries, ask(home, "issues")
    path = home / "chapters" / f"{number}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(known), encoding="utf-8")
    return deliveries


def send(home: Path, file: tuple[str, str], content: tuple[str, list[str]]) -> None:
    """Put a file into its partner's inbox."""
    deliver(home, *file, *content)


def tell(home: Path) -> None:
    """Let it all happen."""
    for file, content in (*BEGINNING.items(), STRANGE):
        send(home, file, content)
    run_pal(home, "ingest", "--received-at", "2013-04-10", status=PROBLEMS)
    close_chapter(home, 1, status=PROBLEMS)

    decide(home, "headings", "heading,field,record_type,partner,rank,note", [
        "Nome strambo,company_name,,polimi_tto,10,"
    ], day="2013-04-20")  # fmt: skip
    for day, (file, content) in enumerate(SEQUEL.items(), start=1):
        send(home, file, content)
        run_pal(home, "ingest", "--received-at", f"2013-05-0{day}", status=DONE)
    deliveries = close_chapter(home, 2, status=PROBLEMS)

    ids = {(row["partner_code"], row["file_name"]): row["delivery_id"] for row in deliveries}
    waiting = ids["monza_brianza", "contatti_2013-03_completo.csv"]
    decide(home, "deliveries", "delivery_id,decision", [
        f"{waiting},confirm", f"{ids['acf', 'contatti_bis.csv']},withdraw"
    ])  # fmt: skip
    decide(home, "corrections", "partner,record_type,key,field,old_value,new_value", [
        "como,contacts,C2,contact_date,12/02/2013,12/03/2013",
        "como,contacts,C3,contact_date,01/01/2013,02/01/2013",
    ])  # fmt: skip
    decide(home, "values", "field,spelling,code", ["contact_kind,zibaldone,visit"])
    run_pal(home, "ingest")
    close_chapter(home, 3, status=DONE)
