"""How a database of readers is opened, said once: for a connection here, or for a child process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publication.files import current_build_id, private_file, published_file
from publication.unchanged import check_unchanged
from storage.errors import NotPublished, PalError
from storage.home import Home

ATTEMPTS = 20


@dataclass(frozen=True)
class Source:
    """A database file, or statements that make one in memory (an edition); cut off from all else."""

    database: str
    setup: tuple[str, ...] = ()

    @property
    def config(self) -> dict[str, Any]:
        """The settings that shut files, network and extensions off, also for who asks for them."""
        shut: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        if not self.in_memory:
            shut |= {"enable_external_access": False, "lock_configuration": True}
        return shut

    @property
    def in_memory(self) -> bool:
        """Whether the statements make it: they then shut it off themselves, at their end."""
        return self.database == ":memory:"


def published(home: Home, private: bool = False) -> Source:
    """The current publication, or its private twin, as it was published; raises NotPublished before the first
    one."""
    locate: Callable[[Home, str], Path] = private_file if private else published_file
    path = home.published
    for _ in range(ATTEMPTS):
        build_id = current_build_id(home)
        if build_id is None:
            raise NotPublished
        path = locate(home, build_id)
        try:
            check_unchanged(path)
        except FileNotFoundError:
            continue
        return Source(str(path))
    raise PalError(f"Manca il file pubblicato {path}: eseguire `pal refresh`, che lo rifà.")
