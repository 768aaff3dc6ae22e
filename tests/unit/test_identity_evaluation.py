"""Measures of identity: pairs and clusters, what was got wrong, and mentions that were not found."""

from identity.evaluation import Labelled, measure, wrong_pairs


def labelled(*pairs: tuple[str, str | None]) -> list[Labelled]:
    return [Labelled("lecco", str(place), true, found) for place, (true, found) in enumerate(pairs)]


def test_all_right_is_one_throughout() -> None:
    mentions = labelled(("A", "1"), ("A", "1"), ("B", "2"))
    assert measure(mentions) == [("pairs", 1.0, 1.0, 1.0), ("clusters", 1.0, 1.0, 1.0)]
    assert list(wrong_pairs(mentions)) == []


def test_pairs_and_clusters_are_counted_apart() -> None:
    mentions = labelled(("A", "1"), ("A", "1"), ("A", "2"), ("B", "2"), ("C", "3"))
    pairs, clusters = measure(mentions)
    assert pairs == ("pairs", 1 / 2, 1 / 3, 0.4)
    assert clusters == ("clusters", 1 / 3, 1 / 3, 1 / 3)
    wrong = [(pair.error, pair.one.code, pair.other.code) for pair in wrong_pairs(mentions)]
    assert wrong == [("missed", "0", "2"), ("missed", "1", "2"), ("joined", "2", "3")]


def test_a_mention_that_was_not_found_is_one_with_no_other() -> None:
    pairs, _ = measure(labelled(("A", None), ("A", None)))
    assert pairs == ("pairs", 1.0, 0.0, 0.0)
