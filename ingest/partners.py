"""The partners that may deliver: one row each in the seed, and the Chambers' public register."""

import csv
from functools import cache
from pathlib import Path

from ingest.record_types import REGISTER_PARTNER

PARTNERS_SEED = Path(__file__).parents[1] / "dbt_project" / "seeds" / "partners.csv"
UNKNOWN_PARTNER = "sconosciuto"


@cache
def partner_names() -> dict[str, str]:
    """The partners' names by their codes."""
    with PARTNERS_SEED.open(encoding="utf-8", newline="") as seed:
        return {row["partner_code"]: row["partner_name"] for row in csv.DictReader(seed)}


@cache
def known_partners() -> tuple[str, ...]:
    """The codes that an inbox folder may have as its name."""
    return tuple(dict.fromkeys([*partner_names(), REGISTER_PARTNER]))
