"""Italian to the last word: no English word, no code, on any view; the glossary and SQL name codes on purpose."""

import re

import pytest
from visiting import Visit

from dashboard.views import PAGES

_ENGLISH = """
    the of is are was were not found page search column sort hide show close select choose option clear all none results
    view more less loading running settings from to with without cumulative block warn missing late landed accepted
    rejected superseded duplicate ignored declared documented verified sealed draft sent approved networks firms
    reached formed expected row rows true false null nan type value values help skip main content"""
ENGLISH = frozenset(re.findall(r"\w+", _ENGLISH))
NAMING_CODES = ("glossario", "sql")
_ICONS = "[data-testid=stIconMaterial]"


@pytest.mark.parametrize("path", [page.path for page in PAGES if page.path not in NAMING_CODES])
def test_every_word_that_is_seen_or_heard_is_italian(path: str, visitor: Visit, address: str) -> None:
    page = visitor.open(f"{address}/{path}")
    labels = page.locator("[aria-label]").evaluate_all(
        "all => all.map(one => one.getAttribute('aria-label'))"
    )
    page.evaluate(f"document.querySelectorAll('{_ICONS}').forEach(icon => icon.remove())")
    seen = page.locator("body").inner_text()
    words = re.findall(r"[\w']+", " ".join([seen, *labels]))
    assert [word for word in words if not word.isupper() and word.casefold() in ENGLISH] == []
    assert [word for word in words if re.fullmatch(r"[a-z]+(_[a-z]+)+", word)] == []
