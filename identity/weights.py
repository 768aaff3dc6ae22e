"""The model's weights as SQL: what splink predicts with the same parameters, without splink.

A weight is the binary logarithm of the odds that two records are one: those that any two are, times for each
comparison how much more often its level occurs among records of one firm than among others (m over u).
"""

import json
from functools import cache
from typing import Any

from identity.model import MODEL, RECORD

_NAMES = tuple(column.rpartition(" as ")[2] for column in RECORD)


def weights_sql(pairs: str, mentions: str) -> str:
    """A query of the relation `pairs` with its `weight`, in hundredths.

    `pairs` has the columns open_mention_id and other_mention_id, ids of rows of `mentions`, which has what
    RECORD reads.
    """
    levels, prior = _levels()
    factors = " * ".join([f"{prior!r}::double", *levels])
    return f"""
        with records as (select mention_id, {", ".join(RECORD)} from {mentions})

        select pairs.*, round(log2({factors}), 2)::decimal(9, 2) as weight
        from {pairs} as pairs
        inner join (select {_side("l")} from records) as opened on mention_id_l = open_mention_id
        inner join (select {_side("r")} from records) as others on mention_id_r = other_mention_id
    """


def _side(suffix: str) -> str:
    return ", ".join(f"{name} as {name}_{suffix}" for name in ("mention_id", *_NAMES))


@cache
def _levels() -> tuple[list[str], float]:
    """Each comparison's factor as a CASE over its levels, and the odds of any two records."""
    model = json.loads(MODEL.read_text(encoding="utf-8"))
    share = model["probability_two_random_records_match"]
    return [_factor(one["comparison_levels"]) for one in model["comparisons"]], share / (1 - share)


def _factor(levels: list[dict[str, Any]]) -> str:
    *tried, rest = [(one["sql_condition"], _bayes_factor(one)) for one in levels]
    whens = " ".join(f"when {condition} then {factor!r}::double" for condition, factor in tried)
    return f"case {whens} else {rest[1]!r}::double end"


def _bayes_factor(level: dict[str, Any]) -> float:
    if level.get("is_null_level"):
        return 1.0
    return float(level["m_probability"] / level["u_probability"])
