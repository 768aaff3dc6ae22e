"""Streamlit's own words are where `streamlit_words.py` says, and are Italian when they are sent."""

import gzip

import pytest

from dashboard.frontend import EDITOR, PLOTLY, STATIC, find_asset, prepare, put_in_italian
from dashboard.plotly_cut import cut_plotly
from dashboard.streamlit_words import WORDS

SCRIPTS = STATIC / "static" / "js"


@pytest.mark.parametrize(("beginning", "english"), [(name, word) for name in WORDS for word in WORDS[name]])
def test_streamlit_still_says_it_and_we_say_it_in_italian(beginning: str, english: str) -> None:
    files = [
        path for path in SCRIPTS.glob(f"{beginning}*.js") if put_in_italian(path.name, english) != english
    ]
    scripts = {path: path.read_text(encoding="utf-8") for path in files}
    assert any(english in script for script in scripts.values())
    if WORDS[beginning][english] != english:
        assert not any(english in put_in_italian(path.name, script) for path, script in scripts.items())


def test_only_streamlits_scripts_are_found() -> None:
    script = next(SCRIPTS.glob("index.*.js"))
    assert find_asset(f"/static/js/{script.name}") == script
    for asked in (
        "/static/js/none.js",
        "/static/../../../door.py",
        "/static/js/../../index.html",
        "/media/a.js",
    ):
        assert find_asset(asked) is None


def test_plotly_is_cut_and_keeps_what_the_charts_draw() -> None:
    path = next(SCRIPTS.glob(f"{PLOTLY}*.js"))
    whole, asset = path.read_text(encoding="utf-8"), prepare(path)
    assert len(asset.compressed) < 600_000 < len(gzip.compress(whole.encode(), 9))
    for kept in (b'"src/traces/scatter/plot.js"(e,t){var', b'"src/traces/bar/plot.js"(e,t){var'):
        assert kept in asset.plain
    assert b'"stackgl_modules/index.js"(e,t){}})' in asset.plain


def test_plotly_built_in_another_way_is_left_as_it_is() -> None:
    assert cut_plotly("export const Plotly={}") == "export const Plotly={}"


def test_a_script_is_compressed_without_loss() -> None:
    asset = prepare(next(SCRIPTS.glob("Toolbar.*.js")))
    assert gzip.decompress(asset.compressed) == asset.plain
    assert b"Schermo intero" in asset.plain


def test_the_editor_asks_no_other_host() -> None:
    asking = [path for path in EDITOR.rglob("*.js") if b"fonts.googleapis" in path.read_bytes()]
    assert asking
    for path in asking:
        assert find_asset(f"/component/code_editor.code_editor/{path.relative_to(EDITOR)}") == path.resolve()
        assert b"googleapis" not in prepare(path.resolve()).plain
