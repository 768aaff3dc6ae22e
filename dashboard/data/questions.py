"""Saved questions: the worked ones of the project and those in `PAL_HOME/questions/`, a file each.

A file is SQL under comments: `-- titolo:`, `-- testo:`, `-- di:` (who keeps it), `-- parametro: NOME` for each `$NOME`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.home import Home

WORKED = Path(__file__).parents[1] / "questions"
_HEAD = re.compile(r"^-- (titolo|testo|di|parametro): *(.+?) *$", re.MULTILINE)
_LARGEST = 100_000


@dataclass(frozen=True)
class Question:
    """A question that somebody saved."""

    title: str
    about: str
    owner: str
    parameters: tuple[str, ...]
    sql: str


def load_questions(home: Home) -> list[Question]:
    """The worked questions, then the home's own; a file that is no text, or too large, is no question."""
    return [*_read(WORKED), *_read(home.root / "questions")]


def _read(folder: Path) -> Iterator[Question]:
    for path in sorted(folder.glob("*.sql")):
        try:
            if path.is_symlink() or path.stat().st_size > _LARGEST:
                continue
            content = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        head: dict[str, list[str]] = {}
        for name, words in _HEAD.findall(content):
            head.setdefault(name, []).append(words)
        yield Question(
            head.get("titolo", [path.stem])[0],
            head.get("testo", [""])[0],
            head.get("di", [""])[0],
            tuple(name for name in head.get("parametro", []) if name.isidentifier()),
            _HEAD.sub("", content).strip(),
        )
