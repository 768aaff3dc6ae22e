"""`logs/errors.log`: the whole text of what went wrong, for who looks after the program."""

import traceback
from datetime import datetime
from pathlib import Path

from storage.home import Home
from storage.personal import mask_personal


def log_error(home: Home, error: BaseException, doing: object) -> Path:
    """Add an error and what was being done to the log, persons' codes masked; gives the log. Raises OSError."""
    log = home.logs / "errors.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as stream:
        told = [f"--- {datetime.now().astimezone().isoformat(timespec='seconds')} {doing}\n"]
        stream.write(mask_personal("".join([*told, *traceback.format_exception(error)])))
    return log
