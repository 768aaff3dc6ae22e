"""`make bench`: measures side by side in one run and writes docs/benchmarks.md, a section at a time.

`--firms 10000 100000` builds fewer sizes; `--only landing dashboard` measures some sections and leaves the
others of the page as they are.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from storage.home import Home
from tests.benchmark.asking import ANALYSTS, measure_analysts
from tests.benchmark.building import ASKING, BUILDING, measure_build, measure_macros, publish_sample
from tests.benchmark.dashboard import measure_dashboard, measure_views
from tests.benchmark.editions import SEALING, measure_edition
from tests.benchmark.landing import LANDING, measure_landings
from tests.benchmark.measuring import PROJECT, machine
from tests.benchmark.refreshing import REFRESHING, measure_refreshing
from tests.benchmark.resolving import ONE_NAME, measure_identity, measure_one_name
from tests.benchmark.sharing import SHARING, measure_sharing
from tests.benchmark.visiting_pages import VISITING, measure_visits

PAGE = PROJECT / "docs" / "benchmarks.md"
SECTIONS = (
    "refreshing",
    "landing",
    "building",
    "identity",
    "one_name",
    "dashboard",
    "largest_dashboard",
    "visiting",
    "editions",
    "sharing",
    "analysts",
)
VIEWS = ["view", "cold, ms", "warm, ms"]
SAMPLE_FIRMS, DASHBOARD_FIRMS = 400, 50_000
Table = list[list[str]]


class Bench:
    """One run: its scratch folder, the sizes to build, and the homes made so far."""

    def __init__(self, folder: Path, sizes: list[int]) -> None:
        self.folder, self.sizes = folder, sizes
        self.built: dict[int, Home] = {}
        self.samples: dict[int, Home] = {}

    def largest(self) -> Home:
        """The largest home of made-up lists."""
        return self.home(self.sizes[-1])

    def home(self, firms: int) -> Home:
        """A home of made-up lists, built where no section did so before."""
        if firms not in self.built:
            self.built[firms] = measure_build(self.folder, firms)[0]
        return self.built[firms]

    def sample(self, firms: int) -> Home:
        """A published home of `pal sample`: all record types, networks and services too."""
        if firms not in self.samples:
            self.samples[firms] = publish_sample(self.folder / f"sample{firms}", firms)
        return self.samples[firms]

    def refreshing(self) -> str:
        """What a desk waits for."""
        return as_markdown(REFRESHING, measure_refreshing(self.folder))

    def landing(self) -> str:
        """Files into `raw`, beside the limit and the peers."""
        return as_markdown(LANDING, measure_landings(self.folder))

    def building(self) -> str:
        """Lists of firms and contacts into a publication, and its macros asked."""
        rows = []
        for firms in self.sizes:
            self.built[firms], row = measure_build(self.folder, firms)
            rows.append(row)
        asked = measure_macros(self.largest())
        return (
            f"Firms with five contacts each, of eight partners; peak memory is the largest process's.\n\n"
            f"{as_markdown(BUILDING, rows)}\n\n"
            f"Each macro at {self.sizes[-1]:,} firms, asked twice:\n\n{as_markdown(ASKING, asked)}"
        )

    def identity(self) -> str:
        """Mentions of firms resolved."""
        return as_markdown(["step", "measured"], measure_identity(Home(self.folder / "mentions")))

    def one_name(self) -> str:
        """Many firms of one name beside as many of different names."""
        return as_markdown(ONE_NAME, measure_one_name(self.folder))

    def dashboard(self) -> str:
        """Every view drawn by a real server, and many sessions at once."""
        rows, sentences = measure_dashboard(self.sample(DASHBOARD_FIRMS).root)
        told = "\n".join(f"- {sentence}" for sentence in sentences)
        return (
            f"{DASHBOARD_FIRMS:,} firms of `pal sample`, medians of five:\n\n"
            f"{as_markdown(VIEWS, rows)}\n\n{told}"
        )

    def largest_dashboard(self) -> str:
        """The same views over the largest home."""
        rows = measure_views(self.largest().root)
        return f"{self.sizes[-1]:,} firms with five contacts each, once:\n\n{as_markdown(VIEWS, rows)}"

    def visiting(self) -> str:
        """What a reader's browser waits for, on the sample."""
        return as_markdown(VISITING, measure_visits(self.sample(SAMPLE_FIRMS).root))

    def sharing(self) -> str:
        """Shared in every way, and asked."""
        rows = []
        for firms in self.sizes[-2:]:
            rows += measure_sharing(self.folder / f"sharing{firms}", self.home(firms), firms)
        return as_markdown(SHARING, rows)

    def analysts(self) -> str:
        """Twenty sessions at once, at the largest size."""
        return as_markdown(ANALYSTS, measure_analysts(self.folder, self.largest(), self.sizes[-1]))

    def editions(self) -> str:
        """Sealed, rendered, verified."""
        sizes = [(self.sample(SAMPLE_FIRMS), SAMPLE_FIRMS), (self.largest(), self.sizes[-1])]
        return as_markdown(SEALING, [measure_edition(home, firms) for home, firms in sizes])


def as_markdown(headings: list[str], rows: Table) -> str:
    """A table in Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def write_section(name: str, text: str) -> None:
    """Put a section's figures into the page between its marks; what people wrote around them stays."""
    page = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before, found, rest = page.partition(begin)
    if not found or end not in rest:
        raise RuntimeError(f"{PAGE} has no place for {name}: {begin.strip()} … {end}")
    measured = f"Measured on {date.today():%d/%m/%Y}: {machine()}.\n\n"
    PAGE.write_text(before + begin + measured + text + "\n" + rest[rest.index(end) :], encoding="utf-8")


def main() -> None:
    """Measure and write, section after section: a run cut short leaves what it has measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--firms", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=list(SECTIONS))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), asked.firms)
        measures: dict[str, Callable[[], str]] = {section: getattr(bench, section) for section in SECTIONS}
        for section in asked.only:
            write_section(section, measures[section]())


if __name__ == "__main__":
    main()
