"""Cases of which `make test` takes some and `make thorough` the others."""

from collections.abc import Container, Iterable

import pytest
from _pytest.mark.structures import ParameterSet


def some_of(cases: Iterable[str], taken: Container[str]) -> list[ParameterSet]:
    """Every case as a parameter; those not taken marked `thorough`."""
    return [pytest.param(one, marks=[] if one in taken else [pytest.mark.thorough]) for one in cases]
