"""Whatever goes wrong is told in one Italian line, with its status and no traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest

from command import front_door
from command.program import app
from storage.errors import PalError, WrongUse


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
        (FileNotFoundError(2, "No such file or directory", "/x"), 1, "/x: il file non c'è"),
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


def test_a_status_is_passed_on() -> None:
    assert front_door.run_guarded(lambda: 3) == 3
    assert front_door.run_guarded(lambda: None) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "manca il comando"),
        (["foo"], "il comando «foo» non esiste"),
        (["kpi", "--bogus"], "l'opzione --bogus non esiste"),
        (["kpi", "--by", "x"], "--by: «x» non va bene; è uno di 'province'"),
        (["kpi", "--by"], "l'opzione --by vuole un valore"),
        (["kpi", "a", "b"], "argomento di troppo: b"),
        (["dashboard", "--port", "abc"], "--port: serve un numero intero"),
        (["dashboard", "--port", "0"], "--port: da 1 a 65535"),
        (["sql", "--set", "province", "select 1"], "non ha la forma NOME=VALORE"),
    ],
)
def test_wrong_use_is_told_in_italian(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert front_door.run_guarded(lambda: app(arguments, standalone_mode=False)) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


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
    "arguments", [["kpi"], ["trace", "x"], ["deliveries"], ["issues"], ["sql", "select 1"]]
)
def test_reading_before_the_first_publication(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert front_door.run_guarded(lambda: app(arguments, standalone_mode=False)) == 1
    assert capsys.readouterr().err == "Non c'è ancora una pubblicazione: eseguire `pal refresh`.\n"
