"""What dbt-duckdb asks of a plugin: who builds by hand, whatever the umask, writes for the owner alone."""

from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.flags import get_flags

from storage.modes import OWNER_ONLY, keep_to_owner

_OTHERS_WRITE = 0o022


class Plugin(BasePlugin):
    """Sets the umask before the warehouse is opened, and closes what dbt has written by then."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        """Called once, before dbt connects. Its log says what stands in rows that a test finds; the project as it was
        parsed says nothing of anybody, but the next build runs it."""
        keep_to_owner()
        flags = get_flags()  # type: ignore[no-untyped-call]
        for folder, closed in ((Path(flags.LOG_PATH), OWNER_ONLY), (Path(flags.TARGET_PATH), _OTHERS_WRITE)):
            for path in (folder, *folder.glob("*")):
                if path.exists() and not path.is_symlink():
                    path.chmod(path.stat().st_mode & ~closed)
