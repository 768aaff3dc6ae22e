"""A home with a history: months delivered in time, late and not at all, targets agreed, a year reported."""

from datetime import date, timedelta
from pathlib import Path

from pal_home import PROBLEMS, deliver, run_pal

from dashboard.periods import last_day, list_months

START, END = date(2012, 1, 1), date(2013, 6, 30)
PARTNERS = {
    "assolombarda": ("Milano", "MI"),
    "lecco": ("Lecco", "LC"),
    "alto_milanese": ("Legnano", "MI"),
    "como": ("Como", "CO"),
    "monza_brianza": ("Monza", "MB"),
    "pavia": ("Pavia", "PV"),
    "polimi_tto": ("Bergamo", "BG"),
    "acf": ("Varese", "VA"),
}
LATE = {"pavia": range(6, 12), "como": (3, 15)}  # places of months delivered six weeks after their end
LAST = {"acf": date(2013, 4, 1)}  # the last month that a partner delivered
NAMES = ("Officine", "Tessitura", "Meccanica", "Filatura", "Torneria", "Carpenteria", "Plastica")
CONTACTS = "Ragione sociale;Comune;Provincia;Codice contatto;Data contatto;Tipo contatto;Esito"
KINDS = ("visita aziendale", "incontro individuale", "telefonata", "check-up")
TARGETS = "Indicatore;Valore;Scadenza;Partner;Confermato;Data versione"
AGREED = (
    "firms_reached;420;30/06/2013;;sì;02/01/2013",
    "firms_assisted;340;30/06/2013;;sì;02/01/2013",
    "networks_formed;20;30/06/2013;;sì;02/01/2013",
    "networks_formed_interprovincial;8;30/06/2013;;sì;02/01/2013",
    "networks_strengthened;10;30/06/2013;;sì;02/01/2013",
    "events_held;45;30/06/2013;;sì;02/01/2013",
    *(f"networks_formed;{goal};30/06/2013;{partner};sì;02/01/2013" for partner, goal in
      (("assolombarda", 3), ("lecco", 3), ("alto_milanese", 3), ("como", 5), ("pavia", 2))),
)  # fmt: skip


def tell(home: Path) -> None:
    """Fill a new home, month by month, and publish it."""
    run_pal(home, "sample", "--firms", "300", "--seed", "1", "--into", str(home / "all"))
    for place, month in enumerate(list_months(START, END)):
        tell_month(home, place, month)
    for partner in (*PARTNERS, "registro"):
        folder = home / "all" / partner
        if partner not in LAST:
            folder.rename(ready(home) / partner)
    receive(home, date(2013, 7, 1))
    deliver(home, "assolombarda", "30_obiettivi_concordati.csv", TARGETS, AGREED)
    receive(home, date(2013, 7, 3))
    run_pal(home, "refresh", status=PROBLEMS)
    report_first_year(home)


def report_first_year(home: Path) -> None:
    """Seal 2012, and publish contacts of it that came later."""
    run_pal(
        home, "edition", "waive", "2012", "expense_claimed_twice", "--by", "Carla Neri", "--why", "storno"
    )
    days = ("--since", "2012-01-01", "--until", "2012-12-31")
    run_pal(home, "edition", "seal", "2012", *days, "--title", "Anno 2012", "--by", "Anna Bianchi")
    rows = [
        f"Segheria Valtellina {place} S.r.l.;Sondrio;SO;T{place};{place}/05/2012;visita aziendale;positivo"
        for place in range(10, 14)
    ]
    deliver(home, "lecco", "contatti_tardivi.csv", CONTACTS, rows)
    receive(home, date(2013, 7, 9))
    run_pal(home, "refresh")


def ready(home: Path) -> Path:
    """The inbox, without empty folders in the way."""
    inbox = home / "inbox"
    inbox.mkdir(exist_ok=True)
    for folder in inbox.iterdir():
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return inbox


def tell_month(home: Path, place: int, month: date) -> None:
    """Every partner's contacts of a month, those in time first."""
    for is_late, received in (
        (False, last_day(month) + timedelta(9)),
        (True, last_day(month) + timedelta(44)),
    ):
        for number, (partner, (town, sigla)) in enumerate(PARTNERS.items()):
            if (place in LATE.get(partner, ())) == is_late and month <= LAST.get(partner, month):
                rows = [
                    f"{NAMES[(one + number) % 7]} {town} {place * 2 + one} S.r.l.;{town};{sigla};"
                    f"M{place}-{one};{month.replace(day=3 + 5 * one):%d/%m/%Y};"
                    f"{KINDS[(one + place) % 4]};positivo"
                    for one in range(1 + (place + number) % 4)
                ]
                deliver(home, partner, f"contatti_{month:%Y-%m}_desk.csv", CONTACTS, rows)
        receive(home, received)


def receive(home: Path, day: date) -> None:
    """Land what is in the inbox, if anything is, as received on a day."""
    if any(path.is_file() for path in (home / "inbox").rglob("*")):
        run_pal(home, "ingest", "--received-at", f"{day:%Y-%m-%d}T09:00")
