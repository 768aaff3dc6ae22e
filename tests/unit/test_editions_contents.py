"""What is sealed of people's decisions is found again by who replays the edition."""

from pathlib import Path

from decisions.writing import append
from editions.contents import decisions_in_force, write_json
from editions.folder import DATA, Edition
from editions.sealing.replay import _decisions_in_force
from publication.persons import Persons
from storage.home import Home


def test_a_decision_whose_reason_had_a_mark_is_in_force_when_replayed(tmp_path: Path) -> None:
    """Its reason is sealed without the telephone number, and was looked for with it: it was told as missing."""
    home, edition = Home(tmp_path), Edition(tmp_path / "edition")
    row = {"a": "lecco:1", "b": "lecco:2", "decision": "same"}
    append(home.decisions, "firms", [row], "Anna", "sentito al 347 1234567")
    (edition.folder / DATA).mkdir(parents=True)
    write_json(edition.folder / DATA / "decisions.json", decisions_in_force(home, Persons(None)))
    assert "1234567" not in (edition.folder / DATA / "decisions.json").read_text(encoding="utf-8")
    assert len(_decisions_in_force(edition, home.decisions).rows["firms"]) == 1
