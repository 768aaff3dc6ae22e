"""What changed: the parts add up to the move, and say when a row is new, late or corrected."""

from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from made_publication import changed, publish
from visiting_views import open_front_door, open_view

from dashboard import text
from dashboard.data.asking import Filters
from dashboard.data.changes import end_of, load_changes, load_delivery_days, load_replaced
from dashboard.data.values import load_values
from publication.reader import Publication, open_published
from storage.home import Home

PROJECT = Filters(date(2012, 1, 1), date(2013, 6, 30))
DAY = date(2013, 3, 31)


def test_a_day_ends_at_midnight_in_rome() -> None:
    assert end_of(date(2013, 6, 30)).isoformat() == "2013-06-30T21:59:59.999999"
    assert end_of(date(2013, 1, 31)).isoformat() == "2013-01-31T22:59:59.999999"


def test_known_then_and_late_and_new_make_todays_value(publication: Publication) -> None:
    now = load_values(publication, PROJECT)
    changes = load_changes(publication, PROJECT, DAY)
    assert {change.code for change in changes} == {
        code for code, kpi in now.items() if "share" not in code
    } - {
        "firms_per_network",
        "cost_per_firm_assisted_eur",
    }
    for change in changes:
        assert change.now == pytest.approx(now[change.code] or 0)
    reached = next(change for change in changes if change.code == "contacts_held")
    assert reached.before > 0
    assert reached.late > 0, "delivered forty days after they happened"
    assert reached.new > 0


def test_new_is_what_happened_after_the_day(publication: Publication) -> None:
    contacts = next(c for c in load_changes(publication, PROJECT, DAY) if c.code == "contacts_held")
    after = load_values(publication, Filters(date(2013, 4, 1), date(2013, 6, 30)))["contacts_held"]
    assert contacts.new == after


def test_after_the_last_delivery_nothing_changed(publication: Publication) -> None:
    last = load_delivery_days(publication)[0]
    assert last == date(2013, 6, 30)
    assert load_changes(publication, PROJECT, last) == []


def test_where_what_came_is_about_other_months_nobody_says_that_nothing_came(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_view(made_home, monkeypatch, text.OVERVIEW, periodo="2012-S1", dal="2013-06-29")
    assert text.NOTHING_CHANGED_HERE.format(day="29 giugno 2013") in [one.value for one in page.info]


def test_rows_replaced_since_are_listed_and_those_replaced_before_are_not(publication: Publication) -> None:
    assert len(load_replaced(publication, date(2013, 6, 30), None)) == 7
    assert len(load_replaced(publication, date(2013, 6, 30), "lecco")) == 1
    assert load_replaced(publication, date(2013, 7, 1), None).empty
    assert load_replaced(publication, date(2013, 6, 29), None).empty, "not received yet on that day"


def test_what_was_published_then_tells_what_corrections_did(tmp_path: Path) -> None:
    """The older publication had 60 contacts more, of the same deliveries: corrections took them away."""
    old = publish(tmp_path, build="20130331T100000-1")
    new = publish(tmp_path, build="20130702T070500-2")
    with changed(old) as connection:
        connection.execute("update meta set value = '2013-03-31T10:00:00' where key = 'built_at'")
        connection.execute("update meta set value = '2013-03-30 10:00:00' where key = 'newest_received_at'")
    with changed(new) as connection:
        connection.execute(
            "update dim_deliveries set received_at = timestamp '2013-03-30 10:00:00' where arrival_order < 5"
        )
        connection.execute("delete from fct_kpi_evidence where kpi_code = 'contacts_held' and rowid % 3 = 0")
    with open_published(Home(tmp_path)) as publication:
        changes = {change.code: change for change in load_changes(publication, PROJECT, DAY)}
        now = load_values(publication, PROJECT)["contacts_held"]
    contacts = changes["contacts_held"]
    assert contacts.published is not None
    assert contacts.corrected is not None
    assert contacts.published + contacts.corrected + contacts.late + contacts.new == now
    assert contacts.corrected < 0


def test_without_a_publication_of_that_day_the_page_says_so(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    st.cache_data.clear()
    page = open_front_door(made_home, monkeypatch)
    page.selectbox(key="dal").select_index(1).run()
    assert not page.exception
    assert text.CHANGE_NOT_PUBLISHED in [caption.value for caption in page.caption]
    table = next(one.value for one in page.dataframe if "Noto allora" in one.value.columns)
    assert "Pubblicato allora" not in table.columns
