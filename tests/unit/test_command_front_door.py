"""Whatever goes wrong is told in one Italian line, with its status and no traceback."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from command import front_door
from command.program import app
from storage.errors import PalError, WrongUse
from storage.home import Home


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAL_HOME", str(tmp_path))
    return tmp_path


def raising(error: BaseException) -> Callable[[], object]:
    def program() -> object:
        raise error

    return program


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (PalError("Così non va."), 1, "Così non va."),
        (WrongUse("Così non si usa."), 2, "Così non si usa."),
        (OSError(28, "No space left on device"), 1, "Spazio su disco esaurito"),
        (PermissionError(13, "Permission denied", "/x"), 1, "/x: non è permesso"),
        (FileNotFoundError(2, "No such file or directory", "/x"), 1, "/x: il file non c’è"),
        (KeyboardInterrupt(), 1, "Interrotto"),
        (ZeroDivisionError("by zero"), 1, "Errore inatteso (ZeroDivisionError: by zero)"),
    ],
)
def test_one_line_and_a_status(
    error: BaseException, status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert front_door.run_guarded(raising(error)) == status
    captured = capsys.readouterr()
    assert captured.err.startswith(said)
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_the_unexpected_is_kept_whole_in_the_log(home: Path) -> None:
    front_door.run_guarded(raising(ZeroDivisionError("by zero")))
    assert "Traceback" in (home / "logs" / "errors.log").read_text()


@pytest.mark.parametrize("leads_nowhere", ["loop", "~nobody-has-this-name/pal"])
def test_a_home_that_leads_nowhere_is_told_in_one_line(
    leads_nowhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "loop").symlink_to("loop")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAL_HOME", leads_nowhere)
    assert front_door.run_guarded(Home.from_environment) == front_door.FAILED
    assert "non porta a nessuna cartella" in capsys.readouterr().err


def test_a_status_is_passed_on() -> None:
    assert front_door.run_guarded(lambda: 3) == 3
    assert front_door.run_guarded(lambda: None) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "manca il comando"),
        (["foo"], "il comando «foo» non esiste"),
        (["kpi", "--bogus"], "l’opzione --bogus non esiste"),
        (["kpi", "--by", "x"], "--by: «x» non va bene; è uno di province"),
        (["kpi", "--by"], "l’opzione --by vuole un valore"),
        (["kpi", "a", "b"], "argomento di troppo: b"),
        (["dashboard", "--port", "abc"], "--port: serve un numero intero"),
        (["dashboard", "--port", "0"], "--port: da 1 a 65535"),
        (["sql", "--set", "province", "select 1"], "non ha la forma NOME=VALORE"),
        (["kp"], "il comando «kp» non esiste; forse kpi"),
        (["kpi", "--provinc", "LC"], "l’opzione --provinc non esiste; forse --province"),
        (["sample", "--hard=1"], "l’opzione --hard non vuole un valore"),
        (["sample", "--firms", "0"], "--firms: almeno 1"),
        (["sql", "--timeout", "x"], "--timeout: serve un numero"),
        (["trace"], "manca l’argomento KPI"),
        (["edition", "draft", "X"], "manca l’opzione --since"),
        (["edition", "lst"], "il comando «lst» non esiste; forse list"),
        (["review", "same"], "manca l’argomento SOGGETTO"),
    ],
)
def test_wrong_use_is_told_in_italian(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert front_door.run_guarded(lambda: app(arguments, standalone_mode=False)) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert english(err) == set()


ENGLISH = set(
    re.findall(
        r"\w+",
        """an and any are argument arguments arg args at command commands default did does exit expected find for
        from help int integer invalid is it message mean missing not of one option options or path possible range
        required requires show such take text that the this to try unexpected usage use value values with you""",
    )
)
"""What a help or an error in English cannot do without."""


def english(said: str) -> set[str]:
    """English words that are neither options, codes among which one chooses, nor examples of calls."""
    words = re.sub(r"--?[a-z][\w-]*|<[^>]*>|`[^`]*`|uno di .*", " ", said)
    return {word for word in re.findall(r"[^\W\d_]+", words.lower()) if word in ENGLISH}


def helps(command: Any, context: Any) -> Iterator[tuple[str, str]]:
    """Each command's name and its help."""
    yield context.command_path, command.get_help(context)
    for name, inner in getattr(command, "commands", {}).items():
        yield from helps(inner, type(context)(inner, info_name=name, parent=context))


def test_the_help_of_every_command_is_italian() -> None:
    program: Any = get_command(app)
    told = dict(helps(program, program.context_class(program, info_name="pal")))
    assert len(told) > 40
    assert all(said.startswith("Uso: pal") and "Mostra questo aiuto." in said for said in told.values())
    assert {name: english(said) for name, said in told.items() if english(said)} == {}
    assert "[altrimenti 8501; da 1 a 65535]" in told["pal dashboard"]
    assert "[obbligatorio]" in told["pal trace"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["inspect", "/nowhere.csv"],
        ["rebuild", "--as-known-on", "2013-01-01"],
        ["rebuild", "--as-known-on", "ieri", "--into", "x"],
        ["ingest", "--received-at", "ieri"],
    ],
)
def test_what_cannot_be_done_is_wrong_use(arguments: list[str]) -> None:
    assert front_door.run_guarded(lambda: app(arguments, standalone_mode=False)) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["kpi"], ["trace", "x"], ["deliveries"], ["issues"], ["sql", "select 1"], ["sql"], ["review"], ["brief"],
        ["note", "firms_reached", "2012-05", "fiera", "--by", "Anna"],
        ["edition", "check", "E", "--since", "2012-01-01", "--until", "2012-12-31"],
        ["edition", "seal", "E", "--since", "2012-01-01", "--until", "2012-12-31", "--title", "T", "--by", "Anna"],
    ],
)  # fmt: skip
def test_reading_before_the_first_publication(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert front_door.run_guarded(lambda: app(arguments, standalone_mode=False)) == 1
    assert capsys.readouterr().err == "Non c’è ancora una pubblicazione: eseguire `pal refresh`.\n"


@pytest.mark.skipif(shutil.which("make") is None, reason="without make there is nothing to call")
def test_what_make_tries_on_a_publication_says_first_that_there_is_none(home: Path) -> None:
    """Before it installs or starts anything, and without a traceback."""

    # The tests may be run by a make, which tells its children so.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}

    def made(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["make", "-o", "install", *arguments],
            cwd=Path(front_door.__file__).parents[1],
            env={**alone, "PAL_HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
        )

    shell = made("shell")
    assert shell.returncode == 2
    assert shell.stderr.startswith("Non c’è ancora una pubblicazione: eseguire `pal refresh`.\n")
    assert shell.stdout == ""
    first = [
        made("-n", "-o", "servers", target).stdout.splitlines()[0]
        for target in ("shell", "superset", "share")
    ]
    assert [line.split()[1:3] for line in first] == [["sql", '"select']] * 3
