"""How far a writing command is: one line a problem at once, a moving bar only where somebody looks."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from command.saying import say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from ingest.landing import Landed


class Reporter:
    """Tells a person at the terminal how far the run is, and everybody what was refused."""

    def __init__(self, what: str = "Costruzione") -> None:
        self._what = what
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self.refused: set[str] = set()

    def tell(self, line: str) -> None:
        """One line on standard error."""
        say(line, err=True)

    def landed(self, one: "Landed") -> None:
        """A file has landed or was refused."""
        delivery = one.delivery
        if one.status == "refused":
            self.refused.add(delivery.delivery_id)
            self.tell(refusal_line(delivery.delivery_id, delivery.file_name, one.reason))
        elif sys.stderr.isatty():
            self.tell(f"{delivery.delivery_id} «{delivery.file_name}» letta")

    def built(self, done: int, total: int, name: str) -> None:
        """dbt has finished `done` of `total` nodes, last `name`."""
        self.stepped(done, total, name)

    def stepped(self, done: int, total: int, name: str) -> None:
        """`done` of `total` steps are done; `name` is what the bar says of the one at hand."""
        if not sys.stderr.isatty() or total == 0:
            return
        if self._bar is None:
            self._bar = _new_bar()
            self._bar.start()
            self._task = self._bar.add_task(self._what, total=total)
        if self._task is not None:
            self._bar.update(self._task, completed=done, total=total, description=f"{self._what}: {name}")

    def __enter__(self) -> "Reporter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


def refusal_line(delivery_id: str, file_name: str, reason: str | None) -> str:
    """What is said of a refused file."""
    return f"{delivery_id} «{file_name}» rifiutata: {reason}"


def told_line(delivery_id: str, file_name: str, told: str) -> str:
    """What is said of a file that landed and was not wholly read, or read otherwise than it stands there."""
    return f"{delivery_id} «{file_name}» da sapere: {told}"


def _new_bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
