"""A table's columns: on a telephone names are narrow and go over lines, so that figures stand beside them."""

from typing import Any

import pandas as pd
import pytest

from dashboard.parts import tables

NAMES = pd.DataFrame(
    {
        "Partner": ["Unione degli Industriali della Provincia di Pavia", "ACF"],
        "Stato": ["caricata", "rifiutata"],
        "Riga": [2, 3],
        "Imprese": [12.0, 3.0],
    }
)


@pytest.mark.parametrize(("is_telephone", "widest", "lines"), [(True, 170, 2), (False, 420, 1)])
def test_names_leave_room_for_figures_and_are_whole(
    monkeypatch: pytest.MonkeyPatch, is_telephone: bool, widest: int, lines: int
) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr(tables, "is_on_telephone", lambda: is_telephone)
    monkeypatch.setattr(tables.st, "dataframe", lambda _, **told: given.update(told))
    tables.show_plain_table("prova", NAMES, pinned="Partner")
    width = given["column_config"]["Partner"]["width"]
    assert width <= widest
    assert (given["row_height"] or tables.ROW) == tables.ROW + (lines - 1) * tables.LINE
    assert given["column_order"] == (["Partner", "Imprese", "Stato", "Riga"] if is_telephone else None)
    assert width * lines >= tables.text_width(NAMES["Partner"][0])


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("Unione degli Industriali della Provincia di Pavia", 257),
        ("AUTOTRASPORTI DONGHI INDUSTRIALE S.R.L.", 251),
        ("06_spese_budget_obiettivi.xlsx", 173),
        ("Commercio all’ingrosso (escluso quello di autoveicoli e di motocicli)", 373),
    ],
)
def test_a_text_is_as_wide_as_it_is_drawn_and_hardly_wider(words: str, drawn: int) -> None:
    """Pixels counted on a page in Chromium: a column a fifth too wide pushes the last one out of the window."""
    assert drawn <= tables.text_width(words) <= 1.15 * drawn


def test_on_a_telephone_long_words_are_few_lines_and_figures_come_before_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "is_on_telephone", lambda: True)
    rule, told = "Manca il codice fiscale. " * 9, "letti 2 fogli su 3; " * 5
    for columns, order in (
        ({"Regola": [rule], "Righe": [3]}, ["Righe", "Regola"]),
        ({"Consegna": ["lecco-1"], "Che cosa": [told], "Righe": [3]}, ["Consegna", "Righe", "Che cosa"]),
    ):
        given: dict[str, Any] = {}
        monkeypatch.setattr(tables.st, "dataframe", lambda _, given=given, **told: given.update(told))
        tables.show_plain_table("prova", pd.DataFrame(columns))
        assert given["column_order"] == order
        assert max(one.get("width") or 0 for one in given["column_config"].values()) <= tables.WIDEST_TO_READ
        assert given["row_height"] <= tables.ROW + 6 * tables.LINE
