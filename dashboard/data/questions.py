"""Saved questions: the worked ones of the project and those in `PAL_HOME/questions/`, a file each, read and written.

A file is SQL under comments: `-- titolo:`, `-- testo:`, `-- di:` (who keeps it), `-- parametro: NOME` for each `$NOME`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publication.persons import Persons, known_persons
from storage.durable import write_text
from storage.errors import WrongUse
from storage.home import Home

WORKED = Path(__file__).parents[1] / "questions"
_HEAD = re.compile(r"^-- (titolo|testo|di|parametro): *(.+?) *$", re.MULTILINE)
_PARAMETER = re.compile(r"\$([a-z_]+)")
_LARGEST = 100_000
_MOST = 500  # a page may not fill a disk
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Question:
    """A question that somebody saved."""

    title: str
    about: str
    owner: str
    parameters: tuple[str, ...]
    sql: str


def load_questions(home: Home) -> list[Question]:
    """The worked questions, then the home's own, without persons who are known; no text, or too large a one, is no
    question."""
    own = _read(home.questions, known_persons(home)) if home.questions.is_dir() else ()
    return [*_read(WORKED), *own]


def find_parameters(sql: str) -> list[str]:
    """The names of a question's `$parameters`."""
    return sorted(set(_PARAMETER.findall(sql)))


def save_question(home: Home, title: str, about: str, owner: str, sql: str, replacing: bool = False) -> Path:
    """Write a question among the home's own, for everybody who opens its dashboard; raises WrongUse.

    Its file is named after its title. One that is there is replaced only where that is wanted.
    """
    title, about, owner = (" ".join(words.split()) for words in (title, about, owner))
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST_NAME]
    if not name:
        raise WrongUse("Alla domanda manca un titolo: scriverlo, con almeno una lettera o una cifra.")
    if title in {one.title for one in _read(WORKED)}:
        raise WrongUse(f"«{title}» è già una domanda del progetto: scegliere un altro titolo.")
    folder = home.questions
    path = folder / f"{name}.sql"
    if path.exists() and not replacing:
        raise WrongUse(f"«{title}» c’è già: scegliere un altro titolo, oppure sostituirla.")
    head = {"titolo": [title], "testo": [about], "di": [owner], "parametro": find_parameters(sql)}
    lines = [f"-- {name}: {words}" for name, all_words in head.items() for words in all_words if words]
    content = "\n".join([*lines, _HEAD.sub("", sql).strip(), ""])
    if known_persons(home).mask(content) != content:
        raise WrongUse("La domanda ha il nome, il codice, l’indirizzo o il numero di una persona: toglierlo.")
    folder.mkdir(mode=0o700, exist_ok=True)
    if len(content.encode()) > _LARGEST or len(list(folder.glob("*.sql"))) >= _MOST:
        raise WrongUse(f"La domanda non si salva: al più {_LARGEST // 1000} kB l’una e {_MOST} in tutto.")
    write_text(path, content)
    return path


def _read(folder: Path, persons: Persons | None = None) -> Iterator[Question]:
    for path in sorted(folder.glob("*.sql")):
        try:
            if path.is_symlink() or path.stat().st_size > _LARGEST:
                continue
            content = path.read_text(encoding="utf-8")
            content = persons.mask(content) if persons is not None else content
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
