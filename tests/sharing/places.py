"""Where the tests of sharing share, and the keys they give."""

from dataclasses import dataclass
from pathlib import Path

TOKEN = "a-token-of-the-tests"  # noqa: S105
SWITCHES = 20
WRITER, READER = ("writer", "writer-secret"), ("reader", "reader-secret")


@dataclass(frozen=True)
class Servers:
    """Where the tests share: a folder behind a web server, a bucket, a lake's catalog."""

    folder: Path
    web: str
    bucket: str
    store: str
    catalog: str
    reading: str
    """The catalog for who may only read it."""

    def keys(self, key: tuple[str, str]) -> dict[str, str]:
        """The environment of who has a key of the bucket."""
        return {
            "AWS_ENDPOINT_URL": self.store,
            "AWS_ACCESS_KEY_ID": key[0],
            "AWS_SECRET_ACCESS_KEY": key[1],
        }
