"""From anything that can go wrong to one Italian line on standard error and an exit status."""

import errno
import os
import sys
from collections.abc import Callable

from typer.exceptions import Abort, TyperException

from command.saying import say
from command.typer_words import say_wrong_call
from storage.error_log import log_error
from storage.errors import PalError
from storage.home import Home
from storage.machine import say_trouble
from storage.modes import keep_to_owner
from storage.scratch import clear_scratch

FAILED, WRONG_USE = 1, 2


def run_guarded(program: Callable[[], object]) -> int:
    """Run a program whose result is an exit status (None: done), and tell in one line what goes wrong."""
    try:
        status = program()
        sys.stdout.flush()
    except PalError as error:
        return _tell(str(error), error.status)
    except TyperException as error:
        return _tell(f"Uso errato: {say_wrong_call(error.format_message())}. {_where_help(error)}", WRONG_USE)
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
    clear_scratch()
    return run_guarded(lambda: app(standalone_mode=False))


def _tell(line: str, status: int) -> int:
    say(line, err=True)
    return status


def _where_help(error: TyperException) -> str:
    """Where the command that was called wrongly says how it is called."""
    context = getattr(error, "ctx", None)
    return f"Come si usa: {context.command_path if context else 'pal'} --help"


def _known_trouble(error: Exception) -> str | None:
    """A line for troubles of the machine or of files that a person can mend; None for anything else."""
    from ingest.archive import ArchiveError

    if isinstance(error, ArchiveError):
        return str(error)
    if isinstance(error, OSError):
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return "Spazio su disco esaurito: liberarne e rieseguire; nulla di archiviato è andato perso."
        if error.filename is not None:
            return f"{error.filename}: {say_trouble(error)}."
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
