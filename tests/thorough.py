"""Cases of which `make test` takes some and `make thorough` the others."""

from collections.abc import Container, Iterable
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet


def some_of(cases: Iterable[Any], taken: Container[Any]) -> list[ParameterSet]:
    """Every case as a parameter; those not taken marked `thorough`."""
    return [pytest.param(one, marks=[] if one in taken else [pytest.mark.thorough]) for one in cases]


def every(steps: int) -> pytest.MarkDecorator:
    """The argument `step` of a test that goes through like cases: one in `steps` here, all in `make thorough`."""
    return pytest.mark.parametrize("step", [steps, pytest.param(1, marks=pytest.mark.thorough)])
