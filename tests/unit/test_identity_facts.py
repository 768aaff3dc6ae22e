"""Rows of one key told apart into facts: corrections replace, codes used again count, lines are numbered."""

from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from identity.facts import Row, tell_apart

JANUARY, FEBRUARY = date(2012, 1, 10), date(2012, 2, 10)


def row(
    place: int,
    order: int,
    said: object,
    about: Sequence[str] = (),
    day: date | None = None,
    *,
    record_type: str = "contacts",
    is_coded: bool = True,
    is_cancelled: bool = False,
    title: str | None = None,
    town: str | None = None,
    members: Sequence[str] = (),
) -> Row:
    return Row(
        record_type, "lecco", "K", str(place), order, place, hash(said), is_cancelled, is_coded, about, title,
        day, town, members,
    )  # fmt: skip


def line(place: int, order: int, amount: int, *, is_cancelled: bool = False) -> Row:
    """A line of a document."""
    return row(place, order, amount, record_type="expenses", is_coded=False, is_cancelled=is_cancelled)


def facts(*rows: Row) -> list[int]:
    """The fact of each row, in the order of the rows."""
    numbers = {one.record_id: number for one, number in tell_apart(rows)}
    return [numbers[one.record_id] for one in rows]


def test_a_correction_is_about_the_same_firm_or_the_same_day() -> None:
    first = row(1, 1, "a", ["name:alfa"], JANUARY)
    assert facts(first, row(2, 2, "b", ["name:alfa"], FEBRUARY)) == [1, 1]
    assert facts(first, row(2, 2, "b", ["name:beta"], JANUARY)) == [1, 1]
    assert facts(first, row(2, 2, "b", ["name:beta"], FEBRUARY)) == [1, 2]


def test_a_network_under_another_name_has_half_of_its_members() -> None:
    def network(place: int, name: str, members: Sequence[str], number: str = "") -> Row:
        about = [f"net name:{name}", *([f"#{number}"] if number else [])]
        return row(place, place, name, about, record_type="networks", title=name, members=members)

    first = network(1, "rete alfa", ["1", "2", "3"], "7")
    assert facts(first, network(2, "lario meccanica", ["2", "3", "4"])) == [1, 1]
    assert facts(first, network(2, "lario meccanica", ["3", "4", "5"])) == [1, 2]
    assert facts(first, network(2, "lario meccanica", ["1", "2", "3"], "8")) == [1, 2]
    assert facts(first, network(2, "lario meccanica", [])) == [1, 2]


def test_contacts_numbered_anew_each_month_all_count_and_come_again_as_themselves() -> None:
    months = [row(n, n, n, [f"name:{n}"], date(2012, n, 3)) for n in range(1, 7)]
    again = [row(10 + n, 10, n, [f"name:{n}"], date(2012, n, 3)) for n in range(1, 7)]
    assert facts(*months, *again) == [1, 2, 3, 4, 5, 6] * 2


def test_lines_of_a_document_are_matched_by_content_then_by_order() -> None:
    first = [line(1, 1, 100), line(2, 1, 200), line(3, 1, 300)]
    assert facts(*first, line(4, 2, 250), line(5, 2, 300), line(6, 2, 100)) == [1, 2, 3, 2, 3, 1]
    assert facts(*first, line(4, 2, 300), line(5, 2, 400), *[line(6, 2, 500), line(7, 2, 600)]) == [
        1, 2, 3, 3, 1, 2, 4,
    ]  # fmt: skip


def test_equal_lines_are_two_and_equal_contacts_one() -> None:
    assert facts(line(1, 1, 100), line(2, 1, 100)) == [1, 2]
    assert facts(line(1, 1, 100), line(2, 1, 100), line(3, 2, 100), line(4, 2, 100)) == [1, 2, 1, 2]
    contacts = [row(n, 1, "a", ["name:alfa"], JANUARY, is_coded=False) for n in (1, 2)]
    assert facts(*contacts) == [1, 1]


def test_a_cancelling_row_finds_the_line_that_it_cancels() -> None:
    assert facts(line(1, 1, 100), line(2, 1, 200), line(3, 2, 200, is_cancelled=True)) == [1, 2, 2]
    assert facts(line(1, 1, 100), line(2, 1, 200), line(3, 1, 200, is_cancelled=True)) == [1, 2, 2]


def firm(place: int, order: int, *about: str, title: str = "x", town: str = "lecco") -> Row:
    return row(place, order, (about, title), about, record_type="firms", title=title, town=town)


def test_a_list_says_of_one_code_two_firms_or_one_firm_twice() -> None:
    assert facts(firm(1, 1, "name:alfasrl", title="alfa"), firm(2, 1, "name:beta", title="beta")) == [1, 2]
    assert facts(firm(1, 1, "name:a", "#1"), firm(2, 1, "name:b", "#1"), firm(3, 2, "#2", "name:b")) == [
        1,
        1,
        1,
    ]
    spelled = (
        firm(1, 1, "name:oficinarossi", title="oficinarossi"),
        firm(2, 2, "name:o", title="officinarossi"),
    )
    assert facts(*spelled) == [1, 1]
    assert facts(spelled[0], firm(2, 2, "name:o", title="officinarossi", town="como")) == [1, 2]
    trades = (
        firm(1, 1, "name:a", title="officine meccaniche rossi"),
        firm(2, 2, "name:b", title="officine meccaniche bianchi"),
    )
    assert facts(*trades) == [1, 2]
    closing = firm(1, 1, "name:a", title="alfa srl"), firm(2, 2, "name:b", title="alfa srl in liquidazione")
    assert facts(*closing) == [1, 1]
    numbered = firm(1, 1, "#1", "name:rossimario", title="rossimario")
    assert facts(numbered, firm(2, 2, "#2", "name:rossimaria", title="rossimaria")) == [1, 2]


def test_an_event_is_its_title_and_a_near_day_or_day_and_place() -> None:
    def event(place: int, order: int, title: str, day: date, town: str = "lecco") -> Row:
        return row(
            place, order, (title, day), [f"title:{title}"], day, record_type="events", title=title, town=town
        )

    first = event(1, 1, "farerete", date(2012, 3, 1))
    assert facts(first, event(2, 2, "farerete", date(2012, 3, 8), "como")) == [1, 1]
    assert facts(first, event(2, 2, "exportincina", date(2012, 3, 1))) == [1, 1]
    assert facts(first, event(2, 2, "farerete", date(2012, 9, 1))) == [1, 2]
    assert facts(first, event(2, 2, "exportincina", date(2012, 3, 8))) == [1, 2]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=8), st.data())
def test_a_correction_in_a_later_file_leaves_as_many_facts_as_the_corrected_file_alone(
    amounts: list[int], data: st.DataObject
) -> None:
    corrected = [
        data.draw(st.integers(100, 110)) if data.draw(st.booleans()) else amount for amount in amounts
    ]
    first = [line(n, 1, amount) for n, amount in enumerate(amounts)]
    later = [line(20 + n, 2, amount) for n, amount in enumerate(corrected)]
    numbers = facts(*first, *later)
    assert sorted(numbers[len(first) :]) == sorted(numbers[: len(first)]) == list(range(1, len(first) + 1))


@given(st.lists(st.integers(1, 3), min_size=1, max_size=8))
def test_a_file_that_comes_again_says_nothing_new(amounts: list[int]) -> None:
    first = [line(n, 1, amount) for n, amount in enumerate(amounts)]
    numbers = facts(*first, *[line(20 + n, 2, amount) for n, amount in enumerate(amounts)])
    assert sorted(numbers[: len(first)]) == sorted(numbers[len(first) :])


@given(st.permutations(range(6)), st.integers(1, 6))
def test_facts_delivered_in_one_file_or_in_many_are_as_many(order: list[int], size: int) -> None:
    """Each under its own code's meaning: another firm on another day."""
    rows = [
        row(place, place // size, one, [f"name:{one}"], date(2012, 1, 1 + one))
        for place, one in enumerate(order)
    ]
    assert sorted(facts(*rows)) == [1, 2, 3, 4, 5, 6]
