"""The partners that may deliver: one row each in the seed, and the Chambers' public register."""

import csv
from functools import cache
from pathlib import Path

from ingest.record_types import REGISTER_PARTNER

PARTNERS_SEED = Path(__file__).parents[1] / "dbt_project" / "seeds" / "partners.csv"
UNKNOWN_PARTNER = "sconosciuto"


@cache
def known_partners() -> tuple[str, ...]:
    """The codes that an inbox folder may have as its name."""
    with PARTNERS_SEED.open(encoding="utf-8", newline="") as seed:
        codes = [row["partner_code"] for row in csv.DictReader(seed)]
    return tuple(dict.fromkeys([*codes, REGISTER_PARTNER]))
