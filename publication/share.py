"""A place that others read publications from: a folder, an S3 bucket (`s3://…`), or HTTPS, which only reads.

Keys come from the environment, as the makers of S3 clients name them (`AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT_URL`
…); a token for HTTPS is `PAL_TOKEN`.
"""

import os
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol
from urllib.parse import quote, urlsplit

from storage.durable import sync_file
from storage.errors import PalError
from storage.modes import PASSABLE, READ_ONLY

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

_CHUNK = 1 << 20
_SMALL = 1 << 20  # of a file that is read whole: more than any of ours has
_TIMEOUT = 60  # seconds without a byte


class Share(Protocol):
    """Where publications are read from."""

    url: str

    def read(self, name: str) -> bytes | None:
        """A small file's bytes; None where it is not there. Raises PalError."""

    def fetch(self, name: str, target: Path) -> None:
        """A file's bytes into a local one. Raises PalError, also where it is not there."""


def open_share(url: str) -> Share:
    """The place that `url` names, to read from. Raises PalError."""
    return _Web(url.rstrip("/")) if _scheme(url) in ("http", "https") else open_writable_share(url)


def open_writable_share(url: str) -> "Folder":
    """The folder or bucket that `url` names, to write to. Raises PalError."""
    from pyarrow.fs import LocalFileSystem, S3FileSystem

    scheme = _scheme(url)
    if scheme == "s3":
        parts = urlsplit(os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or "")
        system = S3FileSystem(
            endpoint_override=parts.netloc or None,
            scheme=parts.scheme or "https",
            region=os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1",
            connect_timeout=10,
            request_timeout=_TIMEOUT,
        )
        return Folder(url.rstrip("/"), system, url.removeprefix("s3://").strip("/"), is_atomic=True)
    if scheme:
        raise PalError(f"{url}: si pubblica in una cartella o in s3://…, non in {scheme}://.")
    root = Path(url).expanduser().resolve()
    return Folder(str(root), LocalFileSystem(), root.as_posix(), is_atomic=False)


class Folder:
    """A folder of a disk, or of a bucket, in which a file is whole or not there."""

    def __init__(self, url: str, system: "FileSystem", root: str, is_atomic: bool) -> None:
        self.url = url
        self._system = system
        self._root = root
        self._is_atomic = is_atomic
        """Whether what is written appears only once it is closed, as objects of S3 do."""

    def read(self, name: str) -> bytes | None:
        """A small file's bytes; None where it is not there. Raises PalError."""
        with self._told(name):
            if self.size(name) is None:
                return None
            with self._system.open_input_stream(self._path(name)) as stream:
                return bytes(stream.read(_SMALL))

    def fetch(self, name: str, target: Path) -> None:
        """A file's bytes into a local one. Raises PalError."""
        with (
            self._told(name),
            self._system.open_input_stream(self._path(name)) as source,
            target.open("wb") as copy,
        ):
            shutil.copyfileobj(source, copy, _CHUNK)

    def size(self, name: str) -> int | None:
        """A file's size in bytes; None where it is not there. Raises PalError."""
        from pyarrow.fs import FileType

        with self._told(name):
            [info] = self._system.get_file_info([self._path(name)])
            return info.size if info.type is FileType.File else None

    def write(self, name: str, content: bytes) -> None:
        """Write a small file. Raises PalError."""
        import io

        self._put(name, io.BytesIO(content))

    def send(self, source: Path, name: str) -> None:
        """Write a local file's bytes. Raises PalError."""
        with source.open("rb") as stream:
            self._put(name, stream)

    def names(self, folder: str = "") -> list[str]:
        """The names of all files and folders right in one, sorted. Raises PalError."""
        from pyarrow.fs import FileSelector

        with self._told(folder):
            selector = FileSelector(self._path(folder), allow_not_found=True)
            return sorted(info.base_name for info in self._system.get_file_info(selector))

    def remove(self, name: str) -> None:
        """Remove a file, or a folder with what is in it; it may be gone. Raises PalError."""
        from pyarrow.fs import FileType

        with self._told(name):
            [info] = self._system.get_file_info([self._path(name)])
            if info.type is FileType.Directory:
                self._system.delete_dir(self._path(name))
            elif info.type is FileType.File:
                self._system.delete_file(self._path(name))

    def _put(self, name: str, source: IO[bytes]) -> None:
        path = self._path(name)
        folder, _, base = path.rpartition("/")
        written = path if self._is_atomic else f"{folder}/.{base}.tmp"
        with self._told(name):
            if not self._is_atomic:
                _make_passable(Path(folder))
                Path(written).unlink(missing_ok=True)
            with self._system.open_output_stream(written) as stream:
                shutil.copyfileobj(source, stream, _CHUNK)
            if not self._is_atomic:
                Path(written).chmod(READ_ONLY)
                sync_file(Path(written))
                self._system.move(written, path)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}".rstrip("/")

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            first_line = (str(error).splitlines() or [""])[0]
            raise PalError(
                f"{self.url}/{name}: non si può leggere o scrivere ({first_line}); "
                "controllare indirizzo, permessi e chiavi."
            ) from None


def _make_passable(folder: Path) -> None:
    """Make a folder, and those above it that lack, for whoever is let to it: what lies there is published."""
    if not folder.is_dir():
        _make_passable(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(PASSABLE)


class _Web:
    """A web server's folder, with the token of PAL_TOKEN where there is one."""

    def __init__(self, url: str) -> None:
        self.url = url

    def read(self, name: str) -> bytes | None:
        try:
            with self._open(name) as answer:
                return bytes(answer.read(_SMALL))
        except FileNotFoundError:
            return None

    def fetch(self, name: str, target: Path) -> None:
        try:
            with self._open(name) as answer, target.open("wb") as copy:
                shutil.copyfileobj(answer, copy, _CHUNK)
        except FileNotFoundError:
            raise PalError(f"{self.url}/{name}: il file non c’è.") from None

    @contextmanager
    def _open(self, name: str) -> Iterator[Any]:
        request = urllib.request.Request(f"{self.url}/{quote(name)}")  # noqa: S310 — http or https, see open_share
        token = os.environ.get("PAL_TOKEN")
        if token:
            request.add_unredirected_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
                yield answer
        except urllib.error.HTTPError as error:
            if error.code == HTTPStatus.NOT_FOUND:
                raise FileNotFoundError(name) from None
            why = "manca il permesso: controllare PAL_TOKEN" if error.code in (401, 403) else error.reason
            raise PalError(f"{self.url}/{name}: {why} (HTTP {error.code}).") from None
        except OSError as error:
            reason = getattr(error, "reason", error)
            raise PalError(f"{self.url}: non risponde ({reason}); controllare indirizzo e rete.") from None


def _scheme(url: str) -> str:
    scheme, separator, _ = url.partition("://")
    return scheme.lower() if separator else ""
