"""The public annex: no total under three, none that a subtraction gives, also across editions."""

import json
import shutil
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pal_home import run_pal

from editions.annex.annex import make_annex
from editions.annex.containments import read_containments
from editions.annex.contributors import Cell
from editions.annex.suppression import THRESHOLD, choose_hidden
from editions.folder import find_edition
from publication.reader import open_published
from storage.errors import PalError
from storage.home import Home


def behind(edition: str, **counts: range) -> dict[Cell, frozenset[str]]:
    """Cells of provinces with their contributors, and their total."""
    cells = {
        Cell(edition, "province_code", place): frozenset(f"{place}{number}" for number in numbers)
        for place, numbers in counts.items()
    }
    return {**cells, Cell(edition): frozenset().union(*cells.values())}


def places(cells: set[Cell]) -> set[str]:
    return {cell.place or cell.split for cell in cells}


def test_a_cell_alone_under_three_takes_another_with_it() -> None:
    cells = behind("A", MI=range(20), BG=range(9), SO=range(1))
    assert places(choose_hidden(cells, set(), "A")) == {"SO", "BG"}


def test_two_small_cells_that_make_two_take_a_third() -> None:
    cells = behind("A", MI=range(20), BG=range(9), SO=range(1), LO=range(1))
    assert places(choose_hidden(cells, set(), "A")) == {"SO", "LO", "BG"}


def test_cells_of_nobody_do_not_stand_alone() -> None:
    cells = behind("A", MI=range(20), BG=range(9), SO=range(0), LO=range(0))
    assert places(choose_hidden(cells, set(), "A")) == {"SO", "LO", "BG"}


def test_where_nothing_is_small_nothing_is_kept_back() -> None:
    assert choose_hidden(behind("A", MI=range(20), BG=range(9), SO=range(3)), set(), "A") == set()


def test_a_partner_s_total_is_no_way_around() -> None:
    """Only SO's one firm is of this partner beside those of MI: its total less MI's gives SO's."""
    cells = behind("A", MI=range(5), BG=range(9), SO=range(1), LO=range(4))
    firms = cells[Cell("A", "province_code", "MI")] | cells[Cell("A", "province_code", "SO")]
    cells[Cell("A", "partner_code", "assolombarda")] = firms
    cells[Cell("A", "partner_code", "bergamo")] = cells[Cell("A")] - firms
    hidden = choose_hidden(cells, set(), "A")
    assert {"SO"} < places(hidden)
    assert "assolombarda" in places(hidden) or "MI" in places(hidden)


def test_a_province_less_the_desk_that_meets_its_firms_is_no_way_around() -> None:
    """Lecco's desk meets firms of LC alone, all but one: the province's total less the desk's is that one."""
    cells = behind("A", MI=range(20), LC=range(9), SO=range(5))
    cells[Cell("A", "partner_code", "lecco")] = frozenset(f"LC{number}" for number in range(8))
    cells[Cell("A", "partner_code", "assolombarda")] = cells[Cell("A", "province_code", "MI")]
    hidden = choose_hidden(cells, set(), "A")
    assert hidden & {Cell("A", "partner_code", "lecco"), Cell("A", "province_code", "LC")}
    # Nor is what was kept back left by the others.
    if Cell("A", "province_code", "LC") in hidden:
        assert hidden & {Cell("A", "province_code", "MI"), Cell("A", "province_code", "SO"), Cell("A")}


def test_one_firm_more_than_in_an_earlier_annex_is_not_told() -> None:
    """A corrected version counts one more: the difference would tell of that one."""
    cells = behind("A", MI=range(20), BG=range(9)) | behind("A.v2", MI=range(20), BG=range(10))
    shown = {cell for cell in cells if cell.edition == "A"}
    hidden = choose_hidden(cells, shown, "A.v2")
    assert {Cell("A.v2", "province_code", "BG"), Cell("A.v2")} <= hidden


def test_two_halves_and_the_year_are_subtracted_too() -> None:
    first, second = behind("S1", MI=range(20), BG=range(9)), behind("S2", MI=range(20, 40), BG=range(9, 11))
    year = behind("Y", MI=range(40), BG=range(11))
    hidden_second = choose_hidden(first | second, set(first), "S2")
    shown = set(first) | (set(second) - hidden_second)
    hidden = choose_hidden(first | second | year, shown, "Y")
    assert Cell("S2", "province_code", "BG") in hidden_second
    assert Cell("Y", "province_code", "BG") in hidden


def of_kpis(edition: str, **cells: dict[str, range]) -> dict[Cell, frozenset[str]]:
    """Cells of several KPIs, which count the same subjects by place."""
    return {
        Cell(cell.edition, cell.split, cell.place, kpi): who
        for kpi, counts in cells.items()
        for cell, who in behind(edition, **counts).items()
    }


REACHED = {"MI": range(30), "BG": range(20), "SO": range(10)}
PAIR = {("assisted", "reached")}


@pytest.mark.parametrize("assisted_in_so", [8, 9, 10], ids=["all but two", "all but one", "all"])
def test_one_kpi_less_its_part_is_no_way_around(assisted_in_so: int) -> None:
    assisted = {"MI": range(15), "BG": range(10), "SO": range(assisted_in_so)}
    cells = of_kpis("A", reached=REACHED, assisted=assisted)
    shown = set(cells) - choose_hidden(cells, set(), "A", pairs=PAIR, told_by_nobody=PAIR)
    assert not {Cell("A", "province_code", "SO", kpi) for kpi in ("assisted", "reached")} <= shown
    # Nor do the other cells leave what was kept back.
    for kpi in ("assisted", "reached"):
        own = {cell for cell in cells if cell.kpi == kpi}
        assert len(own - shown) != 1, kpi
    assert {cell for cell in cells if cell.split == "total"} <= shown


def test_what_a_kpi_has_beyond_its_part_is_told_of_three() -> None:
    cells = of_kpis("A", reached=REACHED, assisted={"MI": range(15), "BG": range(10), "SO": range(7)})
    assert choose_hidden(cells, set(), "A", pairs=PAIR, told_by_nobody=PAIR) == set()


def test_two_periods_together_tell_no_more_than_each() -> None:
    """Who is reached in one half and assisted in the other: all but one by the year's end."""
    places = {"MI": range(30), "BG": range(20)}
    first = of_kpis("S1", reached={**places, "SO": range(10)}, assisted={**places, "SO": range(5)})
    second = of_kpis(
        "S2",
        reached={"MI": range(30, 60), "BG": range(20, 40), "SO": range(10, 20)},
        assisted={"MI": range(30, 50), "BG": range(20, 30), "SO": range(5, 19)},
    )
    shown_first = set(first) - choose_hidden(first, set(), "S1", pairs=PAIR)
    cells = first | second
    shown = shown_first | (set(second) - choose_hidden(cells, shown_first, "S2", pairs=PAIR))
    so = {cell for cell in cells if cell.place == "SO"}
    assert len(so) == 4
    assert not so <= shown


def test_what_is_out_is_not_made_good_by_keeping_all_back() -> None:
    """An annex that was made before this rule tells of one; the next one shows what it can."""
    cells = of_kpis("S1", reached=REACHED, assisted={"MI": range(15), "BG": range(10), "SO": range(9)})
    cells |= of_kpis("S2", reached={place: range(100, 130) for place in REACHED})
    shown = {cell for cell in cells if cell.edition == "S1"}
    assert choose_hidden(cells, shown, "S2", pairs=PAIR) == set()


@pytest.fixture(scope="module")
def annexes(sealed_home: Home, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """The cells of both editions' annexes, made by the command in a copy of the home."""
    home = Home(tmp_path_factory.mktemp("annexes") / "home")
    shutil.copytree(sealed_home.root, home.root, symlinks=True)
    for name in ("2012-S1", "2012-S2"):
        told = run_pal(home.root, "annex", name)
        assert str(home.annexes / f"{name}.xlsx") in told.stdout
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))["cells"]
        for path in sorted(home.annexes.glob("*.json"))
    }


def test_no_total_is_under_three_nor_what_is_left_of_one(annexes: dict[str, list[dict[str, Any]]]) -> None:
    """Firms and networks formed: what the shown provinces leave of the total is three at least, or nothing."""
    for cells in annexes.values():
        assert sum(cell["value"] is not None for cell in cells) > 100
        counted = [cell for cell in cells if not cell["kpi_code"].endswith("_eur")]
        assert [cell for cell in counted if cell["value"] is not None and cell["value"] < THRESHOLD] == []
        values = {(cell["kpi_code"], cell["split"], cell["place"]): cell["value"] for cell in cells}
        for code in ("firms_reached", "firms_assisted", "firms_in_networks"):
            total = values[code, "total", ""]
            parts = [
                value for (kpi, split, _), value in values.items() if (kpi, split) == (code, "province_code")
            ]
            assert any(value is not None for value in parts)
            assert None in parts
            assert total - sum(value or 0 for value in parts) >= THRESHOLD


def test_every_declared_part_is_in_its_whole(sealed_home: Home) -> None:
    """Who is assisted is reached, a network formed was active: by all rows, since what is there on a day may have
    ended. A firm in two networks has two memberships."""
    counted = "case subject_type when 'membership' then firm_id else subject_id end"
    behind_all: dict[str, set[str]] = {}
    with open_published(sealed_home) as publication:
        asked = f"select distinct kpi_code, {counted} from fct_kpi_evidence"
        for code, who in publication.query(asked).rows:
            behind_all.setdefault(code, set()).add(who)
    assert len(read_containments()) >= 12
    for part, whole in read_containments():
        assert behind_all[part] <= behind_all[whole], (part, whole)


Values = dict[tuple[str, str, str], float | None]


def told_by(cells: list[dict[str, Any]]) -> Values:
    """What an annex tells, and what of a split that adds up is left for the one cell that is kept back."""
    values: Values = {(cell["kpi_code"], cell["split"], cell["place"]): cell["value"] for cell in cells}
    for code in {code for code, _, _ in values}:
        places = [key for key in values if key[:2] == (code, "province_code")]
        lacking = [key for key in places if values[key] is None]
        total = values[code, "total", ""]
        if code.startswith(("firms", "network_memberships")) and len(lacking) == 1 and total is not None:
            values[lacking[0]] = total - sum(values[key] or 0 for key in places)
    return values


def test_no_kpi_less_its_part_tells_of_one_or_two(annexes: dict[str, list[dict[str, Any]]]) -> None:
    """Every declared pair in every cell, in the half-years where the one contains the other: what lasts, or is counted
    once for all, may be of the half-year before."""
    first, second = (told_by(annexes[name]) for name in ("2012-S1", "2012-S2"))
    once = {"firms_reached", "firms_assisted", "firms_assisted_then_in_network"}
    in_each = {"firms_active", "firms_in_networks", "network_memberships"} | {
        code for code, _, _ in first if code.startswith("networks_formed")
    }
    tried = 0
    for part, whole in sorted(read_containments()):
        if part.endswith("_eur"):
            continue
        further = [second] if part in in_each and whole in in_each else [first, second]
        for periods in [[first]] + ([further] if {part, whole} <= in_each or {part, whole} <= once else []):
            for _, split, place in {key for key in first if key[0] == whole}:
                less = [(period[whole, split, place], period[part, split, place]) for period in periods]
                if any(None in pair for pair in less):
                    continue
                tried += 1
                difference = sum(a - b for a, b in less if a is not None and b is not None)
                # Whoever is active is so for the first time in the half-year with which the project begins.
                if not (difference == 0 and whole == "firms_active" and periods == [first]):
                    assert difference >= THRESHOLD, (part, whole, split, place, len(periods))
    assert tried > 40


def test_no_two_annexes_differ_by_one_or_two(annexes: dict[str, list[dict[str, Any]]]) -> None:
    """Active networks are told at both ends: no province is told that gained or lost one or two alone."""
    keyed = [
        {
            (cell["split"], cell["place"]): cell["value"]
            for cell in cells
            if cell["kpi_code"] == "networks_active"
        }
        for cells in annexes.values()
    ]
    for one, other in combinations(keyed, 2):
        told = [(one[key], other[key]) for key in one if one[key] is not None and other[key] is not None]
        assert [pair for pair in told if 0 < abs(pair[0] - pair[1]) < THRESHOLD] == []


def test_the_annex_stays_as_it_is_and_says_what_is_kept_back(sealed_home: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(sealed_home.root, home.root, symlinks=True)
    edition = find_edition(home, "2012-S1")
    made = make_annex(home, edition)
    before = made.data.read_bytes()
    assert make_annex(home, edition) == made
    assert made.data.read_bytes() == before
    sheet = load_workbook(made.workbook)["Per provincia"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "n.p." in texts
    assert any(text.startswith("n.p.: non pubblicato") for text in texts)
    assert texts[0].endswith(": per provincia")
    assert "Dal 01/" in " ".join(texts[:40])
    assert not any(text.startswith("Spese") for text in texts), "expenses have no province"
    assert "Spese sostenute" in [
        row[0].value for row in load_workbook(made.workbook)["Per partner"].iter_rows()
    ]

    made.data.write_text(before.decode().replace(json.loads(before)["manifest"], "0" * 64), encoding="utf-8")
    with pytest.raises(PalError, match="allegato di un’altra edizione"):
        make_annex(home, edition)
