"""Receiving into the archive: append-only, no doubles, whole after a kill."""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.archive import Archive, ArchiveError
from ingest.receiving import receive_inbox

MOMENT = datetime(2013, 1, 2, 3, 4, 5, tzinfo=UTC)


def deliver(home: Path, name: str, text: str, partner: str = "lecco") -> None:
    path = home / "inbox" / partner / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_deliveries_are_numbered_over_all_partners(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    deliver(tmp_path, "b.csv", "1")
    deliver(tmp_path, "sotto/a.csv", "2")
    deliver(tmp_path, "c.csv", "1", "como")
    received = receive_inbox(tmp_path / "inbox", archive, MOMENT)
    assert [(one.delivery_id, one.file_name) for one in received] == [
        ("como-00001", "c.csv"),
        ("lecco-00002", "b.csv"),
        ("lecco-00003", "sotto/a.csv"),
    ]
    assert archive.deliveries() == received
    assert archive.path(received[0].sha256).read_text() == "1"
    assert received[0].sha256 == received[1].sha256
    written = json.loads((tmp_path / "archive" / "deliveries" / "000001.json").read_text())
    assert written["received_at"] == "2013-01-02T03:04:05+00:00"
    assert archive.deliveries(datetime(2013, 1, 1, tzinfo=UTC)) == []


def test_the_same_bytes_again_are_nothing_unless_another_version_came_between(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    counts = []
    for text in ("1", "1", "2", "1"):
        deliver(tmp_path, "a.csv", text)
        counts.append(len(receive_inbox(tmp_path / "inbox", archive)))
        assert not (tmp_path / "inbox" / "lecco" / "a.csv").exists()
    assert counts == [1, 0, 1, 1]


def test_ignored_files_stay(tmp_path: Path) -> None:
    for name in (".DS_Store", "~$a.xlsx", "Thumbs.db", "a.csv.part"):
        deliver(tmp_path, name, "1")
    assert receive_inbox(tmp_path / "inbox", Archive(tmp_path / "archive")) == []
    assert len(list((tmp_path / "inbox" / "lecco").iterdir())) == 4


@pytest.mark.parametrize("killed_at", range(12))
def test_a_kill_at_any_step_loses_nothing_and_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int
) -> None:
    archive = Archive(tmp_path / "archive")
    deliver(tmp_path, "a.csv", "1")
    deliver(tmp_path, "b.csv", "2")
    steps = 0

    def counted(step: str) -> None:
        original = getattr(Path if step != "fsync" else os, step)

        def stop_there(*args: object, **kwargs: object) -> object:
            nonlocal steps
            steps += 1
            if steps == killed_at:
                raise KeyboardInterrupt
            return original(*args, **kwargs)

        monkeypatch.setattr(Path if step != "fsync" else os, step, stop_there)

    for step in ("replace", "unlink", "fsync"):
        counted(step)
    with suppress(KeyboardInterrupt):
        receive_inbox(tmp_path / "inbox", archive)
    monkeypatch.undo()
    receive_inbox(tmp_path / "inbox", archive)
    deliveries = archive.deliveries()
    assert [(one.arrival_order, one.file_name) for one in deliveries] == [(1, "a.csv"), (2, "b.csv")]
    assert [archive.path(one.sha256).read_text() for one in deliveries] == ["1", "2"]
    assert list((tmp_path / "inbox" / "lecco").iterdir()) == []


def test_a_damaged_archive_says_where(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    deliver(tmp_path, "a.csv", "1")
    receive_inbox(tmp_path / "inbox", archive)
    (tmp_path / "archive" / "deliveries" / "000001.json").write_text("{")
    with pytest.raises(ArchiveError, match=r"000001\.json"):
        archive.deliveries()
