"""What becomes of delivered rows: each rule of replacing, told by `story` and read from its publications."""

import pytest
from pal_home import assert_whole
from story import BEGINNING, STRANGE, Chapter, Story

BEFORE, AFTER, DECIDED = range(3)
COMPLETE = "contatti_2013-03_completo.csv"
PARTS = ("accepted", "rejected", "superseded", "duplicate", "ignored")


def chapter(story: Story, place: int) -> Chapter:
    return story.chapters[place]


def outcomes(told: Chapter, partner: str, file_name: str, record_type: str = "contacts") -> dict[str, int]:
    """What became of a file's rows of one record type, without what did not happen."""
    row = told.outcome(partner, file_name, record_type)
    return {part: row[part] for part in PARTS if row[part]}


@pytest.mark.parametrize("place", [BEFORE, AFTER, DECIDED])
def test_received_is_what_became_of_it(story: Story, place: int) -> None:
    for row in chapter(story, place).deliveries:
        assert row["received"] == sum(row[part] for part in PARTS), row


def test_the_beginning_is_accepted_but_for_strange_headings(story: Story) -> None:
    before = chapter(story, BEFORE)
    refused = {(row["partner_code"], row["file_name"]) for row in before.deliveries if row["reason"]}
    assert refused == {STRANGE[0]}
    assert {row["status"] for row in before.deliveries} == {"landed", "refused"}
    assert len({row["delivery_id"] for row in before.deliveries}) == len(BEGINNING) + 1
    assert sum(row["rejected"] for row in before.deliveries) == 0
    assert assert_whole(story.home)


def test_the_same_rows_in_another_file_are_duplicates(story: Story) -> None:
    after = chapter(story, AFTER)
    assert outcomes(after, "lecco", "soci_copia.csv", "firms") == {"duplicate": 3}
    assert outcomes(chapter(story, BEFORE), "lecco", "soci.csv", "firms") == {"accepted": 3}


def test_the_same_file_again_is_no_delivery(story: Story) -> None:
    after = chapter(story, AFTER)
    deliveries = {row["delivery_id"] for row in after.deliveries if row["file_name"] == "soci.csv"}
    assert deliveries == {after.outcome("lecco", "soci.csv", "firms")["delivery_id"]}


def test_other_content_supersedes(story: Story) -> None:
    before, after = chapter(story, BEFORE), chapter(story, AFTER)
    assert outcomes(after, "como", "contatti.csv") == {"accepted": 2, "superseded": 1}
    assert outcomes(after, "como", "contatti_bis.csv") == {"accepted": 1}
    for code, value in (("contacts_held", (3, 3)), ("firms_assisted", (3, 2)), ("firms_reached", (3, 3))):
        assert (before.value(code, partner="como"), after.value(code, partner="como")) == value


def test_a_cancelled_row_counts_no_longer_and_what_it_names_stays(story: Story) -> None:
    before, after = chapter(story, BEFORE), chapter(story, AFTER)
    assert outcomes(after, "assolombarda", "servizi.csv", "services") == {"accepted": 1, "superseded": 1}
    assert outcomes(after, "assolombarda", "storni.csv", "services") == {"accepted": 1}
    for code, value in (("services_delivered", (2, 1)), ("service_hours", (8.5, 5.5))):
        found = before.value(code, partner="assolombarda"), after.value(code, partner="assolombarda")
        assert found == value
    firms = "select firm_name from dim_firms where firm_name ilike 'sigma%'"
    assert len(after.publication.values(firms)) == 1


def test_a_complete_delivery_replaces_within_its_month(story: Story) -> None:
    before, after = chapter(story, BEFORE), chapter(story, AFTER)
    assert after.outcome("pavia", COMPLETE, "contacts")["status"] == "landed"
    assert outcomes(after, "pavia", COMPLETE) == {"duplicate": 4}
    assert outcomes(after, "pavia", "contatti.csv") == {"accepted": 5, "superseded": 1}
    assert outcomes(after, "pavia", "contatti.csv", "firms") == {"accepted": 6}
    assert (
        before.value("contacts_held", partner="pavia"),
        after.value("contacts_held", partner="pavia"),
    ) == (
        6,
        5,
    )
    february = {"since": "2013-02-01", "until": "2013-02-28"}
    assert after.value("contacts_held", partner="pavia", **february) == 1


def test_a_complete_delivery_that_lacks_too_much_waits(story: Story) -> None:
    before, after = chapter(story, BEFORE), chapter(story, AFTER)
    waiting = after.outcome("monza_brianza", COMPLETE, "contacts")
    assert waiting["status"] == "waiting"
    assert waiting["reason"]
    assert outcomes(after, "monza_brianza", "contatti.csv") == {"accepted": 5}
    for told in (before, after):
        assert told.value("contacts_held", partner="monza_brianza") == 5


def test_a_waiting_delivery_replaces_once_confirmed(story: Story) -> None:
    decided = chapter(story, DECIDED)
    assert decided.outcome("monza_brianza", COMPLETE, "contacts")["status"] == "landed"
    assert outcomes(decided, "monza_brianza", "contatti.csv") == {"accepted": 2, "superseded": 3}
    assert decided.value("contacts_held", partner="monza_brianza") == 2


def test_what_a_withdrawn_delivery_superseded_counts_again(story: Story) -> None:
    before, after, decided = story.chapters
    assert outcomes(after, "acf", "contatti.csv") == {"superseded": 1}
    assert outcomes(decided, "acf", "contatti.csv") == {"accepted": 1}
    [withdrawn] = [
        row
        for row in decided.deliveries
        if (row["partner_code"], row["file_name"]) == ("acf", "contatti_bis.csv")
    ]
    assert (withdrawn["status"], withdrawn["record_type"], withdrawn["received"]) == ("withdrawn", None, 0)
    assert [told.value("firms_assisted", partner="acf") for told in (before, after, decided)] == [1, 0, 1]


def test_a_correction_is_applied_and_one_that_matches_nothing_is_told(story: Story) -> None:
    after, decided = chapter(story, AFTER), chapter(story, DECIDED)
    march = {"partner": "como", "since": "2013-03-01", "until": "2013-03-31"}
    assert (after.value("contacts_held", **march), decided.value("contacts_held", **march)) == (0, 1)
    assert decided.value("contacts_held", partner="como") == 3
    unmatched = [row for row in decided.issues if row["rule_code"] == "correction_unmatched"]
    assert len(unmatched) == 1
    assert "C3" in unmatched[0]["value"]


def test_a_heading_learnt_lands_the_refused_file(story: Story) -> None:
    before, after = chapter(story, BEFORE), chapter(story, AFTER)
    (partner, file_name), _ = STRANGE
    assert before.outcome(partner, file_name, None)["status"] == "refused"
    assert after.outcome(partner, file_name, "firms")["accepted"] == 1
    assert after.publication.values("select firm_name from dim_firms where firm_name = 'Omega srl'")


def test_a_spelling_decided_on_gives_its_code(story: Story) -> None:
    after, decided = chapter(story, AFTER), chapter(story, DECIDED)
    unknown = [row["value"] for row in after.issues if row["rule_code"] == "code_unknown"]
    assert unknown == ["Zibaldone"]
    assert [row for row in decided.issues if row["rule_code"] == "code_unknown"] == []
    for code in ("firms_assisted", "firms_reached"):
        found = [told.value(code, partner="alto_milanese") for told in (after, decided)]
        assert found == [0, 1]


def test_an_attendance_list_erases_nothing(story: Story) -> None:
    after = chapter(story, AFTER)
    firms = after.publication.rows("from dim_firms where firm_name ilike 'alfa%'")
    assert [(one["firm_name"], one["province_code"], one["sector_code"]) for one in firms] == [
        ("ALFA S.R.L.", "LC", "25")
    ]
    assert outcomes(after, "lecco", "presenze.csv", "firms") == {"accepted": 1, "ignored": 1}
    assert outcomes(after, "lecco", "presenze.csv") == {"accepted": 2}
