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


@pytest.mark.parametrize(("is_telephone", "widest", "lines"), [(True, 170, 3), (False, 420, 1)])
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
    assert width * lines >= len(NAMES["Partner"][0]) * tables.LETTER
