"""From anything that can go wrong to one Italian line on standard error and an exit status."""

import errno
import os
import re
import sys
from collections.abc import Callable

import typer
from typer.exceptions import Abort, TyperException

from publication.cells import printable
from storage.error_log import log_error
from storage.errors import PalError
from storage.home import Home
from storage.modes import keep_to_owner

FAILED, WRONG_USE = 1, 2

_FILE_TROUBLES = {
    errno.ENOENT: "il file non c'è; controllare nome e cartella",
    errno.EACCES: "non è permesso leggerlo o scriverlo; controllare i permessi",
    errno.EPERM: "non è permesso leggerlo o scriverlo; controllare i permessi",
    errno.EROFS: "il disco è di sola lettura; indicare un'altra cartella",
    errno.EISDIR: "è una cartella, serve un file",
    errno.ENOTDIR: "una parte del percorso non è una cartella; controllare il nome",
    errno.EEXIST: "c'è già; toglierlo o indicare un altro nome",
}

_TRANSLATIONS = (
    (r"No such option:? '?(?P<what>[^\s']+?)'?\.?(\s.*)?", "l'opzione {what} non esiste"),
    (r"No such command '(?P<what>.*?)'.*", "il comando «{what}» non esiste"),
    (r"Missing argument '(?P<what>.*?)'.*", "manca l'argomento {what}"),
    (r"Missing option '(?P<what>.*?)'.*", "manca l'opzione {what}"),
    (r"Missing command.*", "manca il comando"),
    (r"Got unexpected extra argument\S* \((?P<what>.*)\).*", "argomento di troppo: {what}"),
    (r"Option '(?P<what>.*?)' requires an argument.*", "l'opzione {what} vuole un valore"),
    (
        r"Invalid value for '(?P<what>.*?)'.*'(?P<value>.*?)' is not one of (?P<known>.*?)\.?",
        "{what}: «{value}» non va bene; è uno di {known}",
    ),
    (r"Invalid value for '(?P<what>.*?)'.*valid int(?:eger)?.*", "{what}: serve un numero intero"),
    (r"Invalid value for '(?P<what>.*?)'.*valid (?:number|float).*", "{what}: serve un numero"),
    (
        r"Invalid value for '(?P<what>.*?)'.*range (?P<least>\S+?)<=x<=(?P<most>\S+?)\.?",
        "{what}: da {least} a {most}",
    ),
    (r"Invalid value for '(?P<what>.*?)'.*range x>=(?P<least>\S+?)\.?", "{what}: almeno {least}"),
    (r"Invalid value for '(?P<what>.*?)'.*range x<=(?P<most>\S+?)\.?", "{what}: al più {most}"),
)


def run_guarded(program: Callable[[], object]) -> int:
    """Run a program whose result is an exit status (None: done), and tell in one line what goes wrong."""
    try:
        status = program()
        sys.stdout.flush()
    except PalError as error:
        return _tell(str(error), error.status)
    except TyperException as error:
        return _tell(f"{_in_italian(error.format_message())}. Per l'elenco: pal --help", WRONG_USE)
    except (Abort, KeyboardInterrupt):
        return _tell("Interrotto: quanto era già archiviato resta; riprendere con `pal refresh`.", FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # the last resort: everything else is a defect, kept whole in the log
        return _tell(_known_trouble(error) or _log_unexpected(error), FAILED)
    return status if isinstance(status, int) else 0


def run() -> int:
    """Run the `pal` command."""
    from command.program import app

    keep_to_owner()
    return run_guarded(lambda: app(standalone_mode=False))


def _tell(line: str, status: int) -> int:
    typer.echo("\n".join(map(printable, line.splitlines())), err=True)
    return status


def _in_italian(message: str) -> str:
    text = " ".join(message.split())
    for pattern, italian in _TRANSLATIONS:
        found = re.fullmatch(pattern, text)
        if found:
            return "Uso errato: " + italian.format(**found.groupdict())
    return f"Uso errato: {text.rstrip('.')}"


def _known_trouble(error: Exception) -> str | None:
    """A line for troubles of the machine or of files that a person can mend; None for anything else."""
    from ingest.archive import ArchiveError

    if isinstance(error, ArchiveError):
        return str(error)
    if isinstance(error, OSError):
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return "Spazio su disco esaurito: liberarne e rieseguire; nulla di archiviato è andato perso."
        if error.filename is not None:
            return f"{error.filename}: {_FILE_TROUBLES.get(error.errno or 0, error.strerror)}."
    if type(error).__name__ == "OutOfMemoryException":
        return "Memoria insufficiente: aumentare PAL_MEMORY_LIMIT (per esempio 4GB) e rieseguire."
    return None


def _log_unexpected(error: Exception) -> str:
    first_line = (str(error).splitlines() or [""])[0]
    line = f"Errore inatteso ({type(error).__name__}: {first_line})"
    try:
        log = log_error(Home.from_environment(), error, sys.argv[1:])
    except OSError:
        return f"{line}."
    return f"{line}. Il testo completo è in {log}: mandarlo a chi segue il programma."
