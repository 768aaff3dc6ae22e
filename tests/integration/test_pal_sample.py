"""`pal sample`: received on its days, once, and never among real deliveries; or written as files."""

from datetime import date
from pathlib import Path

import pytest
from pal_home import deliver, run_pal

from ingest.archive import Archive


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sampled") / "home"
    made.mkdir()
    run_pal(made, "sample", "--firms", "40")
    return made


def test_deliveries_come_through_the_projects_months_in_their_order(home: Path) -> None:
    days = [one.received_at.date() for one in Archive(home / "archive").deliveries()]
    assert days == sorted(days)
    assert len({day.replace(day=1) for day in days if day < date(2013, 7, 1)}) == 17
    assert (days[0], days[-1]) == (date(2012, 2, 9), date(2013, 7, 12))


def test_said_twice_it_adds_nothing(home: Path) -> None:
    before = Archive(home / "archive").deliveries()
    assert "Ricevute 0 consegne" in run_pal(home, "sample", "--firms", "40").stdout
    assert Archive(home / "archive").deliveries() == before


def test_it_does_not_mix_with_what_partners_sent(tmp_path: Path) -> None:
    home = tmp_path / "home"
    deliver(home, "lecco", "imprese.csv", "Ragione sociale;Comune", ["Alfa S.r.l.;Lecco"])
    run_pal(home, "ingest", "--received-at", "2012-03-01")
    assert "già altre consegne" in run_pal(home, "sample", "--firms", "40").stdout
    assert len(Archive(home / "archive").deliveries()) == 1


def test_as_files_it_receives_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    run_pal(home, "sample", "--firms", "10", "--into", str(tmp_path / "files"))
    run_pal(home, "sample", "--firms", "10", "--at-once")
    assert any((tmp_path / "files" / "lecco").iterdir())
    assert any((home / "inbox" / "lecco").iterdir())
    assert Archive(home / "archive").deliveries() == []
