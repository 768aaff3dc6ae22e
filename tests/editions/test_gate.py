"""What blocks a sealing, what warns, who answers for it; confirmations, and the states after it."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pal_home import FAILED, PROBLEMS, WRONG_USE, copy_home, decide, run_pal
from sealed import FIRST, tell_nobody, waive

from decisions.reading import BadDecision, read_rows
from decisions.writing import append
from editions.folder import find_edition
from editions.gate.checks import CHECKS
from editions.gate.confirmations import confirm
from editions.sealing.draft_folder import window_of
from editions.sealing.seal import Blocked, check, seal
from editions.states import Letter, change_state, history, state_of
from publication.reader import open_published
from storage.errors import WrongUse
from storage.home import Home
from warehouse.settings import BuildSettings

THIRD = replace(FIRST, edition_id="2013-S1", since=date(2013, 1, 1), until=date(2013, 6, 30))


@pytest.fixture
def home(sealed_home: Home, tmp_path: Path) -> Home:
    """A home of one's own with two sealed editions."""
    return Home(copy_home(sealed_home.root, tmp_path / "home"))


def test_defaults_block_little_and_warn_of_much(home: Home) -> None:
    findings = check(home, THIRD, BuildSettings(), tell_nobody)
    blocking = {one.check for one in findings if one.effect == "block"}
    warning = {one.check for one in findings if one.effect == "warn"}
    assert blocking == {"expense_claimed_twice", "partner_not_confirmed"}
    assert {"rejections_open", "declared_share", "front_matter_missing"} <= warning
    told = next(one.message for one in findings if one.check == "expense_claimed_twice")
    assert re.match(r".+, documento .+ del ../../...., [0-9.]+,[0-9]{2} € \w+ da \w+", told), told
    assert findings[0].effect == "block"
    assert not list(home.editions.glob(".*"))


def test_any_line_can_block_or_warn(home: Home) -> None:
    decide(
        home.root,
        "gate",
        "check,effect",
        ["expense_claimed_twice,warn", "partner_not_confirmed,warn", "rejections_open,block"],
    )
    with pytest.raises(Blocked, match="rejections_open") as blocked:
        seal(home, THIRD, BuildSettings(), tell_nobody)
    assert "expense_claimed_twice" not in str(blocked.value)
    waiver = {"edition": THIRD.edition_id, "check": "rejections_open"}
    append(home.decisions, "waivers", [waiver], "Anna", "note")
    found = check(home, THIRD, BuildSettings(), tell_nobody)
    assert {one.check for one in found if one.effect == "waived"} == {"rejections_open"}
    assert "block" not in {one.effect for one in found}


def test_who_answered_for_a_row_answers_in_later_editions_and_who_did_for_a_partner_does_not(
    home: Home,
) -> None:
    found = check(home, THIRD, BuildSettings(), tell_nobody)
    one_row = next(one for one in found if one.check == "expense_claimed_twice")
    waivers = [
        {"edition": "2012-S1", "check": one_row.check, "subject": one_row.subject},
        {"edition": "2012-S1", "check": "partner_not_confirmed", "subject": "lecco"},
    ]
    append(home.decisions, "waivers", waivers, "Anna", "nota")
    again = check(home, THIRD, BuildSettings(), tell_nobody)
    assert [one for one in again if one.effect == "waived"] == [
        replace(one_row, effect="waived", waiver=next(iter(one.waiver for one in again if one.waiver)))
    ]
    assert "lecco" in {one.subject for one in again if one.effect == "block"}


def test_texts_that_are_missing_block_and_a_front_page_that_lacks_something_warns(home: Home) -> None:
    shutil.rmtree(home.root / "narrative")
    facts = ["cup,,X0", 'grant,lecco,"1.000,00"', "grant,como,2000"]
    decide(home.root, "project_facts", "fact,partner,value", facts)
    found = {one.check: one for one in check(home, THIRD, BuildSettings(), tell_nobody)}
    assert found["narrative_missing"].effect == "block"
    assert found["front_matter_missing"].effect == "warn"
    assert "bando, decreto" in found["front_matter_missing"].message
    assert "CUP" not in found["front_matter_missing"].message
    decide(home.root, "project_facts", "fact,partner,value", ["grant,lecco,molto"])
    with pytest.raises(WrongUse, match="molto"):
        check(home, THIRD, BuildSettings(), tell_nobody)


@pytest.mark.parametrize("row", ["sconosciuto,block", "rejections_open,forse"])
def test_a_wrong_gate_is_told(home: Home, row: str) -> None:
    decide(home.root, "gate", "check,effect", [row])
    with pytest.raises((WrongUse, BadDecision), match=r"gate\.csv"):
        check(home, THIRD, BuildSettings(), tell_nobody)


def test_a_ledger_that_is_not_one_is_told(home: Home) -> None:
    (home.decisions / "waivers.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(BadDecision, match=r"waivers\.csv, riga 1"):
        read_rows(home.decisions, "waivers")


def test_a_confirmation_holds_while_the_figures_do(home: Home) -> None:
    with open_published(home) as publication:
        confirm(home, publication, THIRD.edition_id, window_of(publication, THIRD), "lecco", "Dora")
        with pytest.raises(WrongUse, match="lario"):
            confirm(home, publication, THIRD.edition_id, window_of(publication, THIRD), "lario", "Dora")

    def unconfirmed() -> set[str]:
        findings = check(home, THIRD, BuildSettings(), tell_nobody)
        return {one.subject for one in findings if one.check == "partner_not_confirmed"}

    assert "lecco" not in unconfirmed()
    rows = (home.decisions / "confirmations.csv").read_text(encoding="utf-8")
    (home.decisions / "confirmations.csv").write_text(
        rows.replace(read_rows(home.decisions, "confirmations")[0]["figures_sha256"], "0" * 64)
    )
    assert "lecco" in unconfirmed()


def test_every_rule_that_is_told_is_a_check(sealed_home: Home) -> None:
    with open_published(sealed_home) as publication:
        told = publication.values("select rule_code from dim_rules where is_told")
    assert told
    assert set(told) <= set(CHECKS)


def test_a_figure_that_fell_is_told(home: Home) -> None:
    waive(home, THIRD.edition_id)
    folder = home.editions / "2012-S2"
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    import duckdb

    values = folder / "data" / "edition_values.parquet"
    with duckdb.connect() as con:
        con.execute(f"create table v as from '{values}'")
        con.execute("update v set cumulative = 9999 where kpi_code = 'firms_reached'")
        con.execute(f"copy v to '{values}' (format parquet)")
    findings = check(home, THIRD, BuildSettings(), tell_nobody)
    assert [one.subject for one in findings if one.check == "figure_fell"] == ["firms_reached"]


def test_states_follow_one_another_with_who_and_when(home: Home, tmp_path: Path) -> None:
    edition = find_edition(home, "2012-S1")
    signed = tmp_path / "firmato.pdf"
    signed.write_bytes(b"firma")
    assert state_of(home, edition) == "sigillata"
    with pytest.raises(WrongUse, match="non diventa «approvata»"):
        change_state(home, edition, "approvata", "Anna", "")
    with pytest.raises(WrongUse, match="--protocol"):
        change_state(home, edition, "inviata", "Anna", "")
    change_state(home, edition, "inviata", "Anna", "", Letter("123/2012", date(2012, 7, 20), signed))
    with pytest.raises(WrongUse, match="--why"):
        change_state(home, edition, "integrazioni_richieste", "Anna", "")
    asked = Letter("77/2012", date(2012, 9, 3), deadline=date(2012, 9, 18))
    for letter, told in (
        (replace(asked, protocol_date=None), "vanno insieme"),
        (replace(asked, deadline=date(2012, 9, 1)), "è prima di"),
        (replace(asked, signed_file=signed), "--signed-file"),
    ):
        with pytest.raises(WrongUse, match=told):
            change_state(home, edition, "integrazioni_richieste", "Anna", "mancano le fatture", letter)
    change_state(home, edition, "integrazioni_richieste", "Anna", "mancano le fatture", asked)
    with pytest.raises(WrongUse, match="--deadline"):
        change_state(home, edition, "approvata", "Anna", "", asked)
    change_state(home, edition, "approvata", "Anna", "", Letter("99/2012", date(2012, 10, 1)))
    told = history(home, edition)
    assert [row["state"] for row in told] == ["sigillata", "inviata", "integrazioni_richieste", "approvata"]
    assert told[1]["protocol"] == "123/2012"
    assert len(told[1]["file_sha256"]) == 64
    assert (told[2]["reason"], told[2]["protocol"], told[2]["deadline"]) == (
        "mancano le fatture",
        "77/2012",
        "2012-09-18",
    )
    assert told[3]["protocol"] == "99/2012"
    assert all(row["author"] and row["date"] for row in told)


@pytest.mark.thorough
def test_the_commands(home: Home, tmp_path: Path) -> None:
    window = ("--since", "2013-01-01", "--until", "2013-06-30")
    blocked = run_pal(home.root, "edition", "check", "2013-S1", *window, status=PROBLEMS)
    assert "rendicontata due volte" in blocked.stdout
    told = run_pal(
        home.root, "edition", "seal", "2013-S1", *window, "--title", "x", "--by", "A", status=FAILED
    )
    advised = re.findall(r"pal edition waive 2013-S1 (expense_claimed_twice) (\S+) --by NOME", told.stderr)
    assert len(advised) == 2
    run_pal(
        home.root, "edition", "waive", "2013-S1", "partner_not_confirmed", "--by", "Anna", "--why", "nota"
    )
    run_pal(
        home.root, "edition", "waive", "2013-S1", "expense_claimed_twice", "--by", "Anna", "--why", " ",
        status=WRONG_USE,
    )  # fmt: skip
    for finding in advised:
        run_pal(home.root, "edition", "waive", "2013-S1", *finding, "--by", "Anna", "--why", "nota")
    run_pal(home.root, "edition", "check", "2013-S1", *window)
    run_pal(
        home.root, "edition", "waive", "2013-S1", "boh", "--by", "Anna", "--why", "nota", status=WRONG_USE
    )
    run_pal(home.root, "edition", "confirm", "2013-S1", "--partner", "como", *window, "--by", "Elio")
    sealed = run_pal(
        home.root, "edition", "seal", "2013-S1", *window, "--title", "Primo 2013", "--by", "Anna"
    )
    assert "Avviso: " in sealed.stderr
    listed = run_pal(home.root, "edition", "list", "--format", "csv").stdout
    assert listed.splitlines()[-1].startswith("2013-S1,Primo 2013,2013-01-01,2013-06-30,Anna,")
    assert "Sigillate" not in run_pal(home.root, "edition", "state", "2013-S1").stderr
    missing = run_pal(home.root, "edition", "verify", "2099-S1", status=WRONG_USE)
    assert "2012-S1, 2012-S2, 2013-S1" in missing.stderr
    told = run_pal(home.root, "edition", "diff", "2012-S2", "--format", "json")
    assert told.stdout.strip() == "[]"


def test_a_draft_gives_days_and_title_until_it_is_sealed(home: Home) -> None:
    run_pal(home.root, "edition", "seal", "2013-S1", "--by", "Anna", status=WRONG_USE)
    days = ("--since", "2013-01-01", "--until", "2013-06-30", "--title", "Primo 2013", "--by", "Anna")
    run_pal(home.root, "edition", "draft", "2013-S1", *days)
    assert "2013-S1,Primo 2013,2013-01-01,2013-06-30,,,bozza" in run_pal(
        home.root, "edition", "list", "--format", "csv"
    ).stdout.replace("null", "")
    sheet = home.root / "scheda.pdf"
    run_pal(home.root, "edition", "sheet", "2013-S1", "--partner", "lecco", "--into", str(sheet))
    assert sheet.read_bytes().startswith(b"%PDF")
    waive(home, "2013-S1")
    run_pal(home.root, "edition", "seal", "2013-S1", "--by", "Anna")
    edition = find_edition(home, "2013-S1")
    assert edition.facts["title"] == "Primo 2013"
    answered = [one for one in edition.facts["checks"] if one["effect"] == "waived"]
    assert {one["waiver"]["author"] for one in answered} == {"Carla Neri"}
    assert "block" not in {one["effect"] for one in edition.facts["checks"]}
    assert [row["state"] for row in history(home, edition)] == ["bozza", "sigillata"]
    run_pal(home.root, "edition", "draft", "2013-S1", *days, status=WRONG_USE)
