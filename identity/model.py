"""The model that links firms without identifier: splink's settings and trained parameters, one JSON file.

Here it is trained. A build only predicts, pair by pair, from these parameters (identity/weights.py): nothing is
estimated from the data at hand, so that rows that come later move no other pair. Records have the columns of
RECORD, of mentions of firms.
"""

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

MODEL = Path(__file__).resolve().parents[1] / "data" / "reference" / "identity_model.json"
RECORD = (
    "string_split(name_sorted, ' ') as name_words", "name_sorted", "name_letters", "legal_form_key",
    "municipality_key", "province_code", "address_key", "partner_code", "firm_code",
)  # fmt: skip

LINKED_FROM = 4.8
"""Weight from which two records are one: evidence of 28 to 1, the rarity of matches included."""
ASKED_FROM = -3.0
"""Weight from which a person is asked."""
MARGIN = 4.0
"""By how much the best of several firms must lead, for a record that fits them all."""

_LETTERS = "least(length(name_letters_l), length(name_letters_r))"


def _differs_by(count: str) -> str:
    """Whether as many letters differ at most; the costly distance is taken only of what looks alike."""
    return " or ".join(
        f"(jaro_winkler_similarity({name}_l, {name}_r) >= 0.8"
        f" and damerau_levenshtein({name}_l, {name}_r) <= {count})"
        for name in ("name_letters", "name_sorted")
    )


_COMPARISONS: dict[str, list[str]] = {
    "name": [
        "name_sorted_l is null or name_sorted_r is null",
        "name_sorted_l = name_sorted_r or name_letters_l = name_letters_r",
        _differs_by(f"1 + {_LETTERS} // 16"),
        "len(name_words_l) > 1 and len(name_words_r) > 1"
        " and (list_has_all(name_words_l, name_words_r) or list_has_all(name_words_r, name_words_l))",
        _differs_by(f"{_LETTERS} // 6"),
    ],
    "legal_form": [
        "legal_form_key_l is null or legal_form_key_r is null",
        "legal_form_key_l = legal_form_key_r",
    ],
    "municipality": [
        "municipality_key_l is null or municipality_key_r is null",
        "municipality_key_l = municipality_key_r",
        "province_code_l = province_code_r",
    ],
    "address": [
        "address_key_l is null or address_key_r is null",
        "address_key_l = address_key_r",
        "regexp_extract(address_key_l, '[0-9]+') = regexp_extract(address_key_r, '[0-9]+')"
        " and jaro_winkler_similarity(address_key_l, address_key_r) >= 0.85",
    ],
    # One partner rarely has one firm under two codes.
    "own_code": ["false", "partner_code_l = partner_code_r and firm_code_l <> firm_code_r"],
}
"""Each comparison's levels in order, the first of nothing to compare; what remains is the last."""

_LEAST_M, _LEAST_U = 0.005, 1e-7
"""No level is so rare among matches, or among others, that a single one would settle everything."""


def train(records: "pa.Table", label: str, seed: int) -> dict[str, Any]:
    """splink's settings, trained on labelled records: rows with `pair`, RECORD and the column `label`.

    How often a level occurs among matches comes from the labels, among others from random pairs.
    """
    import duckdb
    from splink import DuckDBAPI, Linker

    counted = _match_share(records[label].to_pylist())
    con = duckdb.connect()
    con.execute("set enable_progress_bar = false")
    api = DuckDBAPI(connection=con)
    linker = Linker(api.register(records), _settings(counted))
    logging.getLogger("splink").setLevel(logging.ERROR)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e7, seed=seed, min_count_per_level=None)
    linker.training.estimate_m_from_label_column(label)
    trained: dict[str, Any] = linker.misc.save_model_to_json()
    return _bounded(trained)


def _settings(share: float) -> dict[str, Any]:
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "pair",
        "probability_two_random_records_match": share,
        "blocking_rules_to_generate_predictions": ["l.pair = r.pair"],
        "comparisons": [
            {
                "output_column_name": name,
                "comparison_levels": [
                    {
                        "sql_condition": condition,
                        "label_for_charts": condition,
                        "is_null_level": place == 0,
                    }
                    for place, condition in enumerate([*conditions, "ELSE"])
                ],
            }
            for name, conditions in _COMPARISONS.items()
        ],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
        "additional_columns_to_retain": ["pair"],
    }


def _match_share(labels: list[str]) -> float:
    """The share of matches among all pairs of records."""
    counts: dict[str, int] = {}
    for one in labels:
        counts[one] = counts.get(one, 0) + 1
    pairs = len(labels) * (len(labels) - 1) / 2
    return sum(count * (count - 1) / 2 for count in counts.values()) / pairs


def _bounded(settings: dict[str, Any]) -> dict[str, Any]:
    """The settings for predicting between two sides, parameters kept off zero and rounded."""
    for comparison in settings["comparisons"]:
        for level in comparison["comparison_levels"]:
            if not level.get("is_null_level"):
                level["m_probability"] = round(max(level.get("m_probability") or 0.0, _LEAST_M), 6)
                level["u_probability"] = round(max(level.get("u_probability") or 0.0, _LEAST_U), 9)
    return {**settings, "link_type": "link_only"}
