"""The texts of a report are its own files: no link, device or pipe brings another file of the machine in."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from editions.report.narrative import narrative_files
from storage.errors import PalError
from storage.home import Home


def link_a_file(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "attivita.md").symlink_to("/etc/passwd")


def link_a_partners_file(folder: Path) -> None:
    (folder / "partner").mkdir(parents=True)
    (folder / "partner" / "lecco.md").symlink_to("/etc/passwd")


def link_a_folder(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    (folder.parent / "elsewhere").mkdir()
    (folder.parent / "elsewhere" / "attivita.md").write_text("testo")
    folder.symlink_to(folder.parent / "elsewhere")


def link_the_partners_folder(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder.parent / "elsewhere").mkdir()
    (folder.parent / "elsewhere" / "lecco.md").write_text("testo")
    (folder / "partner").symlink_to(folder.parent / "elsewhere")


def lay_a_pipe(folder: Path) -> None:
    folder.mkdir(parents=True)
    os.mkfifo(folder / "attivita.md")


@pytest.mark.parametrize(
    "lay", [link_a_file, link_a_partners_file, link_a_folder, link_the_partners_folder, lay_a_pipe]
)
@pytest.mark.parametrize("place", ["narrative", "narrative/2012-S2"])
def test_a_link_is_refused(lay: Callable[[Path], None], place: str, tmp_path: Path) -> None:
    lay(tmp_path / place)
    with pytest.raises(PalError, match="collegamento"):
        narrative_files(Home(tmp_path), "2012-S2")
