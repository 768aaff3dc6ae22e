"""Lists that number their rows anew each time: what was told before is found by what it says, and counts once."""

from pathlib import Path

import pytest
from pal_home import ask, ask_value, deliver, run_pal

FIRST = [("03/05/2012", "Alfa"), ("04/05/2012", "Beta"), ("07/05/2012", "Delta")]
# Sorted by day: whoever comes first takes number 1.
SECOND = [("01/05/2012", "Gamma"), *FIRST, ("09/05/2012", "Zeta")]
# A visit of the second list's number 4 was on another day, and one is new.
THIRD = [*SECOND[:3], ("08/05/2012", "Delta"), SECOND[4], ("10/05/2012", "Eta")]
CONTACTS = "Codice contatto;Data contatto;Tipo contatto;Ragione sociale;Comune"
SERVICES = "Codice servizio;Data servizio;Tipo servizio;Ragione sociale;Comune;Ore"
FIRMS = "Codice impresa;Ragione sociale;Comune"
BY_CODE = "Data contatto;Tipo contatto;Codice impresa"
EVENTS = "Codice evento;Titolo;Data evento;Comune"
NETWORKS = "Codice rete;Nome rete;Data firma;Ragione sociale;Comune"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("renumbered") / "home"
    for month, told in enumerate((FIRST, SECOND, THIRD), start=6):
        rows = list(enumerate(told, start=1))
        visits = [f"{number};{day};visita;{name} S.r.l.;Lecco" for number, (day, name) in rows]
        # Twice a day with one firm is two, in each list.
        visits += [f"{len(rows) + 1};03/05/2012;visita;Alfa S.r.l.;Lecco"] * (month > 6)
        deliver(home, "lecco", f"contatti_{month}.csv", CONTACTS, visits)
        deliver(home, "como", f"servizi_{month}.csv", SERVICES, [
            f"{number};{day};Consulenza legale;{name} S.r.l.;Como;{month}" for number, (day, name) in rows
        ])  # fmt: skip
        # Firms listed by name, and visits told by their codes alone.
        codes = {name: code for code, name in enumerate(sorted(name for _, name in told), start=1)}
        deliver(home, "monza_brianza", f"imprese_{month}.csv", FIRMS, [
            f"{code};{name} S.r.l.;Monza" for name, code in codes.items()
        ])  # fmt: skip
        by_code = [f"{day};visita;{codes[name]}" for day, name in told]
        deliver(home, "monza_brianza", f"contatti_{month}.csv", BY_CODE, by_code)
        if told is not THIRD:
            deliver(home, "pavia", f"eventi_{month}.csv", EVENTS, [
                f"{number};Incontro {name};{day};Pavia" for number, (day, name) in rows
            ])  # fmt: skip
            deliver(home, "acf", f"reti_{month}.csv", NETWORKS, [
                f"{number};Rete {name};{day};{member} {name} S.r.l.;Lecco"
                for number, (day, name) in rows
                for member in ("Officina", "Tessitura")
            ])  # fmt: skip
        run_pal(home, "ingest", "--received-at", f"2012-{month:02d}-20T09:00")
    run_pal(home, "refresh")
    return home


@pytest.mark.parametrize(
    ("code", "partner", "right"),
    [
        ("contacts_held", "lecco", 7),
        ("contacts_held", "monza_brianza", 7),
        ("firms_reached", "monza_brianza", 6),
        ("services_delivered", "como", 6),
        ("service_hours", "como", 6 * 8),
        ("events_held", "pavia", 5),
        ("networks_active", "acf", 5),
        ("network_memberships", "acf", 10),
    ],
)
def test_what_was_told_under_another_number_counts_once(
    home: Path, code: str, partner: str, right: int
) -> None:
    assert ask_value(home, code, "--partner", partner) == right


def test_numbers_that_mean_another_thing_are_told(home: Path) -> None:
    told = {one["delivery_id"][:-6] for one in ask(home, "issues") if one["rule_code"] == "code_reused"}
    assert told == {"lecco", "como", "pavia", "acf", "monza_brianza"}
