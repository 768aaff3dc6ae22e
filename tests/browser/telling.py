"""The home that `make run` shows; and its history: 2012 reported, and contacts of it that came later."""

from datetime import date
from pathlib import Path

from pal_home import PROBLEMS, deliver, run_pal

CONTACTS = "Ragione sociale;Comune;Provincia;Codice contatto;Data contatto;Tipo contatto;Esito"


def show(home: Path) -> None:
    """Fill a new home with what `make run` shows."""
    run_pal(home, "sample")
    run_pal(home, "refresh", status=PROBLEMS)


def report_first_year(home: Path) -> None:
    """Seal 2012, and publish contacts of it that came later."""
    for check in ("expense_claimed_twice", "partner_not_confirmed"):
        run_pal(home, "edition", "waive", "2012", check, "--by", "Carla Neri", "--why", "storno")
    days = ("--since", "2012-01-01", "--until", "2012-12-31")
    run_pal(home, "edition", "seal", "2012", *days, "--title", "Anno 2012", "--by", "Anna Bianchi")
    rows = [
        f"Segheria Valtellina {place} S.r.l.;Sondrio;SO;T{place};{place}/05/2012;visita aziendale;positivo"
        for place in range(10, 14)
    ]
    deliver(home, "lecco", "contatti_tardivi.csv", CONTACTS, rows)
    run_pal(home, "ingest", "--received-at", f"{date(2013, 7, 19)}T09:00")
    run_pal(home, "refresh")
