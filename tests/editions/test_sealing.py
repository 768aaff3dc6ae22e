"""A sealed edition is whole, read-only, proved from its folder alone, and never half there."""

import re
import shutil
import signal
import time
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from pal_home import DONE, WRONG_USE, copy_home, run_pal, start_pal
from sealed import FIRST, SECOND, tell_nobody, waive

from editions.contents import masked
from editions.folder import DATA, Edition, find_edition, list_editions
from editions.sealing.manifest import file_hash
from editions.sealing.seal import Blocked, seal
from editions.sealing.verification import NotVerified, verify
from publication.reader import open_published
from storage.errors import WrongUse
from storage.home import Home
from warehouse.settings import BuildSettings


class Cut(Exception):
    """Whatever ends a sealing."""


def test_it_is_verified_where_there_is_nothing_else(copied: Edition, tmp_path: Path) -> None:
    ended = run_pal(tmp_path / "niente", "edition", "verify", str(copied.folder))
    assert "è verificata" in ended.stdout


def test_nothing_in_it_can_be_written(second: Edition) -> None:
    for path in [second.folder, *second.folder.rglob("*")]:
        assert path.stat().st_mode & 0o222 == 0, path


def test_one_byte_changed_in_any_file_is_found_and_named(copied: Edition) -> None:
    files = [path for path in copied.folder.rglob("*") if path.is_file()]
    assert len(files) > 25
    for path in files:
        whole = path.read_bytes()
        position = len(whole) // 2
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        with pytest.raises(NotVerified, match=re.escape(path.name)):
            verify(copied)
        path.write_bytes(whole)
    verify(copied)


@pytest.mark.parametrize("name", ["data/nuovo.parquet", "appunti.txt", "vuota/.x"])
def test_a_file_too_many_is_found_and_named(copied: Edition, name: str) -> None:
    (copied.folder / name).parent.mkdir(exist_ok=True)
    (copied.folder / name).write_text("x")
    with pytest.raises(NotVerified, match=re.escape(name)):
        verify(copied)


def test_a_missing_file_and_a_link_are_found(copied: Edition) -> None:
    report = copied.folder / "report" / "report.pdf"
    moved = copied.folder.parent / "report.pdf"
    report.rename(moved)
    with pytest.raises(NotVerified, match=r"report\.pdf: il file manca"):
        verify(copied)
    report.symlink_to(moved)
    with pytest.raises(NotVerified, match=r"report\.pdf"):
        verify(copied)


def test_a_value_that_its_evidence_does_not_give_is_found(copied: Edition) -> None:
    """Even where every hash was made again, as who wants to deceive would do."""
    from editions.sealing.manifest import find_damage, write_manifest, write_reports_manifest

    values = copied.folder / DATA / "edition_values.parquet"
    with duckdb.connect() as con:
        con.execute(f"create table v as from '{values}'")
        con.execute(
            "update v set in_period = in_period + 1 where kpi_code = 'firms_reached' and province_code = 'LC'"
        )
        con.execute(f"copy v to '{values}' (format parquet)")
    for name in ("manifest.json", "manifest.json.sha256", "reports.json", "reports.json.sha256"):
        (copied.folder / name).unlink()
    reports = [path.relative_to(copied.folder).as_posix() for path in (copied.folder / "report").iterdir()]
    aside = copied.folder.parent / "aside"
    (copied.folder / "report").rename(aside)
    write_manifest(copied.folder, {"build_id": "x"})
    aside.rename(copied.folder / "report")
    write_reports_manifest(copied.folder, reports)
    assert list(find_damage(copied.folder)) == []
    with pytest.raises(NotVerified, match="firms_reached, LC"):
        verify(copied)


def test_later_definitions_do_not_touch_it(copied: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    from warehouse import settings

    monkeypatch.setattr(settings, "DBT_PROJECT", Path("/nowhere"))
    assert verify(copied) > 500


def test_a_new_version_needs_a_reason_and_keeps_the_first(sealed_home: Home, tmp_path: Path) -> None:
    home = Home(copy_home(sealed_home.root, tmp_path / "home"))
    before = {path: file_hash(path) for path in (home.editions / "2012-S1").rglob("*") if path.is_file()}
    arguments = ("--since", "2012-01-01", "--until", "2012-06-30", "--title", "Primo", "--by", "Anna")
    refused = run_pal(home.root, "edition", "seal", "2012-S1", *arguments, status=WRONG_USE)
    assert "--new-version --why" in refused.stderr
    run_pal(
        home.root,
        "edition",
        "seal",
        "2012-S1",
        *arguments,
        "--new-version",
        "--why",
        "un refuso",
        status=DONE,
    )
    assert {path: file_hash(path) for path in before} == before
    newest = find_edition(home, "2012-S1")
    assert (newest.name, newest.facts["version"], newest.facts["why"]) == ("2012-S1.v2", 2, "un refuso")
    assert find_edition(home, "2012-S1.v1").name == "2012-S1"
    verify(newest)


def test_a_block_stops_it_and_leaves_nothing(sample_home: Path, tmp_path: Path) -> None:
    home = Home(copy_home(sample_home, tmp_path / "home"))
    with pytest.raises(Blocked, match="expense_claimed_twice"):
        seal(home, FIRST, BuildSettings(), tell_nobody)
    assert list(home.editions.iterdir()) == []


@pytest.mark.parametrize("bad", [replace(FIRST, edition_id="../x"), replace(FIRST, author=" "),
                                 replace(FIRST, until=FIRST.since.replace(year=2011))])  # fmt: skip
def test_wrong_use_is_told(sealed_home: Home, bad: object) -> None:
    with pytest.raises(WrongUse):
        seal(sealed_home, bad, BuildSettings(), tell_nobody)  # type: ignore[arg-type]


@pytest.mark.parametrize("cut_at", [pytest.param(at, marks=pytest.mark.thorough) for at in range(4)] + [4])
def test_cut_at_any_step_it_is_not_there(sample_home: Path, tmp_path: Path, cut_at: int) -> None:
    """In `make test` at the last, when all is written and only its name is missing."""
    home = Home(copy_home(sample_home, tmp_path / "home"))
    waive(home, SECOND.edition_id)

    def cut(done: int, total: int, name: str) -> None:
        if done == cut_at:
            raise Cut

    with pytest.raises(Cut):
        seal(home, SECOND, BuildSettings(), cut)
    assert list_editions(home) == []


@pytest.mark.thorough
def test_killed_at_any_instant_it_is_whole_or_not_there(sample_home: Path, tmp_path: Path) -> None:
    home = Home(copy_home(sample_home, tmp_path / "home"))
    waive(home, "X")
    arguments = (
        "edition",
        "seal",
        "X",
        "--since",
        "2012-01-01",
        "--until",
        "2012-06-30",
        "--title",
        "t",
        "--by",
        "A",
    )
    for seconds in (0.8, 1.4, 2.0, 2.6):
        process = start_pal(home.root, *arguments)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        for edition in list_editions(home):
            verify(edition)
    if not list_editions(home):
        run_pal(home.root, *arguments)
    assert [path.name for path in home.editions.iterdir()] == ["X"]
    verify(find_edition(home, "X"))


def test_no_natural_person_is_in_it(sealed_home: Home, second: Edition) -> None:
    with open_published(sealed_home, private=True) as twin:
        persons = twin.rows("select firm_name, codice_fiscale from private_firms where not is_company")
    secrets = {value for row in persons for value in row.values() if value and len(value) > 5}
    assert len(persons) > 5
    with duckdb.connect() as con:
        for path in (second.folder / DATA).glob("*.parquet"):
            described = con.execute(f"describe select * from '{path}'").fetchall()
            texts = [name for name, kind, *_ in described if kind == "VARCHAR"]
            for name in texts:
                found = con.execute(f"select distinct \"{name}\" from '{path}'").fetchall()
                assert not secrets & {value for (value,) in found}, (path.name, name)
    for path in (*(second.folder / DATA).glob("*.json"), second.folder / "report" / "report.json"):
        text = path.read_text(encoding="utf-8")
        assert not [secret for secret in secrets if secret in text]
        assert not re.search(r"\b[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]\b", text)


def test_two_periods_add_up_to_the_cumulative(first: Edition, second: Edition) -> None:
    with duckdb.connect() as con:
        wrong = con.execute(
            f"""
            select one.kpi_code, one.in_period, two.in_period, two.cumulative
            from '{first.folder}/data/edition_values.parquet' as one
            inner join '{second.folder}/data/edition_values.parquet' as two
                on (one.kpi_code, one.province_code, one.partner_code)
                    is not distinct from (two.kpi_code, two.province_code, two.partner_code)
            inner join '{second.folder}/data/dim_kpis.parquet' as registry on one.kpi_code = registry.kpi_code
            where coalesce(one.month, one.level, two.month, two.level) is null and way in ('first', 'sum')
                and abs(one.in_period + two.in_period - two.cumulative) > 0.001
            """
        ).fetchall()
    assert wrong == []


def test_a_copy_of_the_folder_is_opened_by_its_path(copied: Edition) -> None:
    assert find_edition(Home(Path("/nowhere")), str(copied.folder)).facts["id"] == "2012-S2"
    shutil.rmtree(copied.folder / DATA)
    with pytest.raises(NotVerified):
        verify(copied)


def test_decisions_are_sealed_without_names() -> None:
    correction = (
        "lecco",
        "firms",
        "RSSMRA80A01F205X",
        "company_name",
        "ROSSI MARIO",
        "ROSSI M",
        "A",
        "2013-01-01",
        "x",
    )
    assert "ROSSI" not in str(masked("corrections", correction))
    pair = masked("firms", ("RSSMRA80A01F205X", "F0123456789abcdef", "same", "Anna", "2013-01-01", "visto"))
    assert (pair["a"], pair["b"], pair["author"]) == ("riservato", "F0123456789abcdef", "Anna")
