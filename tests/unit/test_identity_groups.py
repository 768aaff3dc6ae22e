"""Groups of units: the strongest links first, what must stay apart apart, in any order of the input."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from identity.groups import Link, join


def model(one: str, other: str, weight: float, *identified: str) -> Link:
    return Link(
        one, other, "model", Decimal(str(weight)), one, other, None, one in identified, other in identified
    )


def grouped(*links: Link) -> dict[str, str]:
    groups = join(links)
    return {unit: groups.root(unit) for link in links for unit in (link.one, link.other)}


def test_linked_units_are_one_group() -> None:
    roots = grouped(model("a", "b", 9), model("b", "c", 7))
    assert len(set(roots.values())) == 1


def test_the_model_never_merges_two_firms_with_identifiers_of_their_own() -> None:
    roots = grouped(model("open", "x", 20, "x"), model("other", "y", 20, "y"), model("open", "other", 9))
    assert roots["open"] == roots["x"] != roots["other"] == roots["y"]


def test_a_unit_that_fits_two_firms_as_well_is_left_to_a_person() -> None:
    roots = grouped(model("open", "x", 9, "x", "y"), model("open", "y", 8, "x", "y"))
    assert len(set(roots.values())) == 3
    roots = grouped(model("open", "x", 18, "x", "y"), model("open", "y", 8, "x", "y"))
    assert roots["open"] == roots["x"] != roots["y"]


def test_people_override_the_model_in_both_directions() -> None:
    apart = Link("open", "x", "apart")
    roots = grouped(model("open", "x", 30, "x"), apart)
    assert roots["open"] != roots["x"]
    same = Link("x", "y", "person", one_is_identified=True, other_is_identified=True)
    assert len(set(grouped(same).values())) == 1


def test_what_a_person_keeps_apart_is_not_joined_through_a_third() -> None:
    roots = grouped(Link("a", "c", "apart"), model("a", "b", 12), model("b", "c", 9))
    assert roots["a"] == roots["b"] != roots["c"]


UNITS = "abcdefgh"


@st.composite
def links(draw: st.DrawFn) -> list[Link]:
    identified = draw(st.frozensets(st.sampled_from(UNITS)))
    pairs = draw(st.lists(st.tuples(st.sampled_from(UNITS), st.sampled_from(UNITS)), max_size=20))
    return [
        Link(
            min(pair), max(pair), draw(st.sampled_from(["person", "identifier", "model", "apart"])),
            Decimal(draw(st.integers(5, 30))), min(pair), max(pair), None,
            min(pair) in identified, max(pair) in identified,
        )
        for pair in pairs
        if pair[0] != pair[1]
    ]  # fmt: skip


@given(links(), st.randoms())
def test_the_order_of_the_links_does_not_matter(found: list[Link], shuffler: "st.DataObject") -> None:
    shuffled = list(found)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = join(found), join(shuffled)
    assert {unit: one.root(unit) for unit in UNITS} == {unit: other.root(unit) for unit in UNITS}
    for link in found:
        if link.linked_by == "apart":
            assert one.root(link.one) != one.root(link.other)
