"""Editions timed: sealed (report included), rendered again, verified."""

from pathlib import Path

from storage.home import Home
from tests.benchmark.measuring import PAL, run

SEALING = [
    "firms",
    "`pal edition seal`",
    "its peak memory",
    "`pal edition render`",
    "`pal edition verify`",
    "peak",
]
_WAIVED = ("expense_claimed_twice", "partner_not_confirmed", "narrative_missing")
_WHY = ["--by", "bench", "--why", "The deliveries are made up."]
_WINDOW = ["--since", "2012-07-01", "--until", "2012-12-31", "--title", "misura", "--by", "bench"]


def measure_edition(home: Home, firms: int) -> list[str]:
    """A row of SEALING for a published home; its edition `B` is left there."""
    for check in _WAIVED:
        run([*PAL, "edition", "waive", "B", check, *_WHY], home.root)
    seal = run([*PAL, "edition", "seal", "B", *_WINDOW], home.root)
    render = run([*PAL, "edition", "render", "B", "--into", str(_fresh(home, "rendered"))], home.root)
    verify = run([*PAL, "edition", "verify", "B"], home.root)
    return [
        f"{firms:,}", f"{seal.seconds:.1f} s", f"{seal.peak_mib:,.0f} MiB", f"{render.seconds:.1f} s",
        f"{verify.seconds:.1f} s", f"{verify.peak_mib:,.0f} MiB",
    ]  # fmt: skip


def _fresh(home: Home, name: str) -> Path:
    home.temporary.mkdir(parents=True, exist_ok=True)
    return home.temporary / name
