"""Who asked what, when, how long it took and how many rows it gave: a file a month, for the owner alone."""

import json
import os
from datetime import UTC, datetime

from storage.home import Home
from storage.personal import mask_personal

_LONGEST = 20_000


def log_question(home: Home, asker: str, sql: str, seconds: float, outcome: dict[str, object]) -> None:
    """Add a line; what in the question has the form of a person's code, address or number is masked."""
    now = datetime.now(UTC)
    line = {
        "at": now.isoformat(timespec="milliseconds"),
        "asker": asker,
        "sql": mask_personal(sql)[:_LONGEST],
        "seconds": round(seconds, 3),
        **outcome,
    }
    home.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = home.logs / f"questions-{now:%Y-%m}.jsonl"
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(json.dumps(line, ensure_ascii=False) + "\n")
