"""Repeatable draws: each part of the world throws its own dice, so that parts do not move each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice(Random):
    """Draws that depend on the seed and on what they are for, and on nothing else."""

    def __init__(self, *purpose: object) -> None:
        super().__init__("/".join(map(str, purpose)))

    def pick(self, options: Sequence[T]) -> T:
        """One of the options; quicker than `choice`, for what is drawn by the million."""
        return options[int(self.random() * len(options))]

    def below(self, limit: int) -> int:
        """A whole number from 0 to below the limit."""
        return int(self.random() * limit)

    def day(self, first: date, last: date) -> date:
        """A day between the two, both included."""
        return first + timedelta(days=self.below((last - first).days + 1))
