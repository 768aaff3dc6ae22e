"""Made-up deliveries of all eight partners and of the register, and the truth that they were made from."""

from __future__ import annotations

from sample.writing import write_months, write_sample

__all__ = ["write_months", "write_sample"]
