"""The ranges by which patterns tell marks from letters and digits, beside what Unicode says of each character."""

import unicodedata
from pathlib import Path

import duckdb
import pytest
from jinja2 import Template

MACROS = (Path(__file__).parents[2] / "dbt_project" / "macros" / "text.sql").read_text(encoding="utf-8")
CLASSES = MACROS[MACROS.index("{% macro marks") : MACROS.index("{#\n  Text that can name")]
LETTERS = [
    *range(0x250),
    *range(0x300, 0x370),
    *range(0x400, 0x482),
    *range(0x48A, 0x530),
    *range(0x1E00, 0x1F00),
]
"""Latin with what combines with it, Cyrillic, Vietnamese."""
SIGNS = [*range(0x2000, 0x20D0), *range(0x2190, 0x2776), *range(0x2794, 0x2C00), *range(0xFE10, 0xFF66)]
"""Punctuation, money, mathematics, arrows, frames, full width."""
WRITTEN = [chr(code) for code in LETTERS + SIGNS if unicodedata.category(chr(code)) != "Cn"]


@pytest.mark.parametrize(
    ("macro", "kinds"), [("marks()", "MPSZC"), ("digits()", "N"), ("marks() ~ digits()", "MPSZCN")]
)
def test_a_class_holds_what_unicode_says(macro: str, kinds: str) -> None:
    pattern = Template(f"{CLASSES}[{{{{ {macro} }}}}]").render().strip()
    rows = duckdb.execute(
        "select sign, regexp_matches(sign, ?) from unnest(?) as t(sign)", [pattern, WRITTEN]
    ).fetchall()
    held = {sign for sign, is_held in rows if is_held}
    assert held ^ {sign for sign in WRITTEN if unicodedata.category(sign)[0] in kinds} <= {"\u2071"}


def test_a_key_may_keep_its_bars() -> None:
    pattern = Template(f"{CLASSES}[{{{{ marks(bar=false) }}}}]").render().strip()
    assert duckdb.execute("select regexp_replace('a|{b}~', ?, '', 'g')", [pattern]).fetchall() == [("a|b",)]
