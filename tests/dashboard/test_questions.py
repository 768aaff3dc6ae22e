"""Questions at hand: worked ones, and those that were answered and saved for all."""

import shutil
from pathlib import Path

import pytest
from hostile_lists import names
from thorough import some_of
from visiting_views import FILTERS, open_view

from dashboard import text
from dashboard.as_text import as_text
from dashboard.data.asking import Filters
from dashboard.data.questions import WORKED, load_questions, save_question
from dashboard.data.values import load_values
from publication.reader import Publication
from storage.errors import WrongUse
from storage.home import Home


@pytest.mark.parametrize("filters", some_of(FILTERS, FILTERS[-1:]))
def test_worked_questions_answer_and_give_the_figures_of_the_dashboard(
    publication: Publication, made_home: Path, monkeypatch: pytest.MonkeyPatch, filters: Filters
) -> None:
    monkeypatch.setenv("PAL_HOME", str(made_home))
    questions = load_questions(Home(made_home))
    assert len(questions) == len(list(WORKED.glob("*.sql"))) >= 25
    compared = 0
    for question in questions:
        given = {name: getattr(filters, name) for name in question.parameters}
        rows = list(publication.query(question.sql, given).dicts())
        narrowed = Filters(**{name: value for name, value in given.items() if value is not None})
        values = load_values(publication, narrowed)
        total = {
            "province_code",
            "partner_code",
            "sector_code",
            "desk_code",
            "size_class",
            "month",
            "evidence_level",
        }
        for row in rows:
            if {"kpi_code", "value"} <= set(row) and all(row.get(name) is None for name in total):
                assert row["value"] == values[row["kpi_code"]], question.title
                compared += 1
    assert compared > 20


def test_a_worked_question_takes_the_filters_of_the_page(
    made_home: Path, monkeypatch: pytest.MonkeyPatch, publication: Publication
) -> None:
    view = open_view(made_home, monkeypatch, text.SQL, partner="lecco")
    assert any("non cambiano" in one.value for one in view.caption)
    view.selectbox(key="sql_saved").set_value("Quante imprese abbiamo raggiunto?").run()
    assert not view.exception
    assert any("I filtri della pagina danno" in one.value for one in view.caption)
    [answer] = [one.value for one in view.dataframe if "kpi_code" in one.value]
    value = load_values(publication, Filters(partner="lecco"))["firms_reached"]
    assert list(answer["value"]) == [value]


def test_a_question_that_was_answered_is_saved_and_asked_again(
    made_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(made_home, home, symlinks=True)
    sql = "select $misura as chosen, -- titolo: un altro\nvalue from kpi(code := 'firms_reached')"
    view = open_view(home, monkeypatch, text.SQL, domanda=sql)
    view.text_input(key="sql_parameter_misura").set_value("'; drop table meta; --").run()
    fields = {one.label: one for one in view.text_input}
    fields[text.SQL_TITLE].set_value("Là, *quante*?\n-- di: nessuno")
    fields[text.SQL_OWNER].set_value("Anna")
    save = next(one for one in view.button if one.label == text.SQL_SAVE_IT)
    save.click().run()
    assert not view.error
    [path] = (home / "questions").iterdir()
    assert (path.name, path.stat().st_mode & 0o777) == ("la_quante_di_nessuno.sql", 0o600)
    [saved] = [one for one in load_questions(Home(home)) if one.owner == "Anna"]
    assert saved.title == "Là, *quante*? -- di: nessuno"
    assert saved.parameters == ("misura",)
    view = open_view(home, monkeypatch, text.SQL)
    view.selectbox(key="sql_saved").set_value(saved.title).run()
    view.text_input(key="sql_parameter_misura").set_value("'; drop table meta; --").run()
    assert not view.error
    [answered] = [one.value for one in view.dataframe if "chosen" in one.value.columns]
    assert list(answered["chosen"]) == ["'; drop table meta; --"]
    with pytest.raises(WrongUse, match="già"):
        save_question(Home(home), saved.title, "", "", "select 1")
    save_question(Home(home), saved.title, "", "", "select 1", replacing=True)
    mark = "RSSMRA80A01F205X mario@posta.example"
    with pytest.raises(WrongUse, match="di una persona"):
        save_question(Home(home), "Chi", mark, "", "select 1")
    (home / "questions" / "la_quante_di_nessuno.sql").write_text(f"-- titolo: {mark}\nselect '{mark}'")
    [written] = [one for one in load_questions(Home(home)) if one.sql.startswith("select '")]
    assert not {"RSSMRA", "@"} & {part for part in ("RSSMRA", "@") if part in f"{written.title}{written.sql}"}
    for title in ("", "../..", load_questions(Home(home))[0].title):
        with pytest.raises(WrongUse):
            save_question(Home(home), title, "", "", "select 1")
    assert len(list((home / "questions").iterdir())) == 1


def test_hostile_saved_questions_are_listed_as_text_and_refused(
    made_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Titles, words and owners that a file may hold, and files that are no questions."""
    home = tmp_path / "home"
    shutil.copytree(made_home, home, symlinks=True)
    folder = home / "questions"
    folder.mkdir()
    taken = tmp_path / "taken.csv"
    hostile = [" ".join(name.split()) for name in names() if "\x00" not in name and name.strip()]
    for number, name in enumerate(hostile):
        head = "".join(f"-- {key}: {name}\n" for key in ("titolo", "testo", "di", "parametro"))
        (folder / f"{number}.sql").write_text(f"{head}copy meta to '{taken}'\n", encoding="utf-8")
    (folder / "link.sql").symlink_to("/etc/passwd")
    (folder / "binary.sql").write_bytes(b"\xff\xfe\x00select 1")
    (folder / "long.sql").write_text("select 1 " * 20_000)
    saved = [one for one in load_questions(Home(home)) if one.sql.startswith("copy")]
    assert len(saved) > len(hostile) * 0.9
    assert not any("root:" in one.sql for one in load_questions(Home(home)))
    view = open_view(home, monkeypatch, text.SQL)
    for question in saved[:: len(saved) // 3]:
        view.selectbox(key="sql_saved").set_value(question.title).run()
        assert not view.exception
        assert len(view.error) == 1
        about = " · ".join(filter(None, (question.about, question.owner)))
        assert as_text(about).strip() in [one.value.strip() for one in view.caption]
    assert not taken.exists()


def test_a_question_that_is_refused_is_not_to_be_saved(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_view(made_home, monkeypatch, text.SQL, domanda="drop table meta")
    assert len(view.error) == 1
    assert not [one for one in view.button if one.label == text.SQL_SAVE_IT]
