"""The key that hashes ids, so that no code can be guessed back from a published id."""

import os
import secrets
from pathlib import Path

from storage.durable import write_text

KEY_FILE = "id.key"


def read_key(decisions: Path) -> str | None:
    """The key in force: PAL_ID_KEY, else the file `id.key` among the decisions; None before the first."""
    from_environment = os.environ.get("PAL_ID_KEY")
    if from_environment:
        return from_environment
    path = decisions / KEY_FILE
    if not path.exists():
        return None
    return path.read_text(encoding="utf-8").strip() or None


def ensure_key(decisions: Path) -> str:
    """The key in force, made at random (mode 0600) where there is none yet."""
    key = read_key(decisions)
    if key is None:
        decisions.mkdir(parents=True, exist_ok=True)
        key = secrets.token_hex(32)
        write_text(decisions / KEY_FILE, key + "\n", mode=0o600)
    return key
