"""Files as partners send them, one case a folder: what becomes of each before any build."""

import csv
from pathlib import Path

import pytest
from files_of_others import CASES
from landing_home import LandingHome

from ingest.landing import Landed

pytestmark = pytest.mark.cases

REFUSED = {
    "T06B": "archivio ZIP",
    "T09": "riga 3",
    "T18": "mese",
    "T21": "notazione scientifica",
    "X02": "formula mai calcolata",
    "X03": "formula mai calcolata",
    "X49": "troppa memoria",
    "Y26": "Raggione sociale",
    "T03": "XML",
    "T06": "compresso",
    "T06C": "ZIP",
    "T06E": "documento",
    "T06F": "PDF",
    "T08": "riga 3",
    "T35": "più volte",
    "T50": "intestazione",
    "T54": "intestazione",
    "T57": "riga 3",
    "X25": "ragione sociale",
}
"""Cases of which a file is refused, and what the refusal says."""

TOLD = {
    "T10": "riga 3",
    "T10B": "riga 3",
    "T13": "altra codifica",
    "T14": "Mac Roman",
    "T27": "più imprese",
    "X04": "#N/D",
    "X08": "nascoste da un filtro",
    "X09": "foglio nascosto",
    "X20": "ATECO",
    "X21": "«Quando»",
    "X22": "Dipendenti",
    "X27": "12/03/2012",
    "Y02": "Impresa 1",
    "Y21": "Data inizio",
}
"""Cases of which the line of a file that landed tells something."""

ROWS = {
    "T01B": ("firms", 3),
    "T04": ("firms", 3),
    "T40": ("expenses", 3),
    "X05": ("contacts", 6),
    "X07": ("contacts", 3),
    "X09": ("firms", 3),
    "X15": ("firms", 3),
    "X23": ("contacts", 3),
    "X24": ("firms", 6),
    "X44": ("firms", 3),
    "Y18": ("firms", 2),
    "T01": ("firms", 3),
    "T02": ("firms", 3),
    "T12": ("firms", 3),
    "X01": ("contacts", 3),
    "X06": ("contacts", 3),
    "X10": ("firms", 5),
}
"""How many rows of data there are."""


AS_IT_OUGHT = {"right": [pytest.mark.thorough]}
"""Of each case `make test` takes what is wrong with it, `make thorough` also how it ought to be."""


def cases() -> list[tuple[str, str, str]]:
    """Id, open or right, and partner of each case."""
    if not CASES.is_dir():
        return [("", "", "")]
    with (CASES / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
        return [(row[0], row[1], row[2]) for row in list(csv.reader(manifest))[1:]]


@pytest.mark.parametrize(
    ("case", "state", "partner"), [pytest.param(*one, marks=AS_IT_OUGHT.get(one[1], [])) for one in cases()]
)
def test_each_file_is_landed_told_or_refused(tmp_path: Path, case: str, state: str, partner: str) -> None:
    home = LandingHome(tmp_path)
    files = sorted((CASES / state / case).iterdir())
    for file in files:
        home.put(file.name, file.read_bytes(), partner)
    landed = home.land()
    assert len(landed) == len(files)
    refused = [one.reason or "" for one in landed if one.status == "refused"]
    assert bool(refused) == (case in REFUSED), refused
    assert all(REFUSED[case] in reason for reason in refused)
    check_told(landed, case)
    if case in ROWS:
        record_type, count = ROWS[case]
        assert len(home.data(record_type, "delivery_id")) == count


def check_told(landed: list[Landed], case: str) -> None:
    """What must be told is."""
    told = " ".join(one.told or "" for one in landed)
    assert TOLD.get(case, "") in told
