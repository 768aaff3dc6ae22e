"""Which two are compared: two editions, or an edition and the publication of today."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from editions.comparing.comparison import Comparison, compare
from editions.comparing.sides import Side
from editions.contents import decisions_in_force
from editions.folder import find_edition
from editions.sealed import open_edition
from editions.values import edition_window
from publication.persons import Persons
from publication.reader import open_published
from storage.home import Home

TODAY = "oggi"


@contextmanager
def open_comparison(home: Home, first: str, second: str) -> Iterator[Comparison]:
    """Compare an edition with another, or with today's publication, over the first one's days."""
    edition = find_edition(home, first)
    with ExitStack() as opened:
        side = Side.of_edition(opened.enter_context(open_edition(edition)), edition)
        if second == TODAY:
            today = opened.enter_context(open_published(home))
            other = Side(today, decisions_in_force(home, Persons(None)))  # compared without reasons
        else:
            found = find_edition(home, second)
            other = Side.of_edition(opened.enter_context(open_edition(found)), found)
        with compare(side, other, edition_window(edition)) as comparison:
            yield comparison
