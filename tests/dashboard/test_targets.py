"""Targets: one rule (macro `kpi_targets`), and every place that speaks of them says the same."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from made_publication import changed, publish
from thorough import some_of
from visiting_views import open_front_door, open_view

from dashboard import text
from dashboard.data.asking import Filters
from dashboard.formats import format_share
from dashboard.theme import LIGHT
from dashboard.view import View
from editions.brief.page import make_brief
from editions.values import Window, targets_query
from publication.kpis import read_kpis
from publication.reader import Publication, open_published
from publication.targets import (
    Target,
    Verdict,
    count_verdict,
    describe_pace,
    describe_share,
    describe_verdict,
    next_targets,
    read_targets,
)
from storage.home import Home

START, END = date(2012, 1, 1), date(2013, 6, 30)
TARGETS = """
    delete from fct_targets;
    insert into fct_targets (kpi_code, value, period_end, province_code, partner_code, is_confirmed, is_current)
    values
        ('firms_reached', 150, '2012-06-30', null, null, true, true),
        ('firms_reached', 300, '2012-12-31', null, null, true, true),
        ('firms_reached', 600, '2013-06-30', null, null, true, true),
        ('firms_reached', 900, '2013-06-30', null, null, true, false),
        ('firms_reached', 90, '2013-06-30', null, 'lecco', true, true),
        ('firms_reached', 30, '2013-06-30', 'LC', null, true, true),
        ('contacts_held', 10, '2013-06-30', 'LC', 'lecco', true, true),
        ('networks_active', 60, '2013-06-30', null, null, true, true),
        ('firms_per_network', 3, '2013-12-31', null, null, true, true),
        ('cost_per_firm_assisted_eur', 100, '2013-06-30', null, null, true, true),
        ('cost_per_firm_assisted_eur', 100, '2013-06-30', 'LC', null, true, true),
        ('service_hours', 100, '2011-06-30', null, null, true, true),
        ('events_held', 40, '2013-06-30', null, null, false, true)
"""
BUILT = ("2011-12-01", "2012-08-20", "2013-07-02")


@pytest.fixture(scope="module", params=BUILT)
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose build's day is told; its last partner lacks June 2013."""
    home = tmp_path_factory.mktemp("targets")
    with changed(publish(home, rows=300)) as connection:
        connection.execute(TARGETS)
        connection.execute(
            f"update meta set value = '{request.param}' where key = 'build_date';"
            f"update fct_partner_months set in_since = null where in_since > timestamp '{request.param}'"
        )
    return home


@pytest.fixture
def published(home: Path) -> Iterator[Publication]:
    with open_published(Home(home)) as opened:
        yield opened


def test_every_target_has_the_value_that_kpi_gives(published: Publication) -> None:
    built = date.fromisoformat(published.meta["build_date"])
    targets = read_targets(published)
    assert len(targets) == 12
    for target in targets:
        day = target.measured_on
        assert (day is None) == (built < date(2012, 2, 20))  # until then no month is in from all
        if day is None:
            assert (target.value, target.path, target.standing) == (None, None, None)
            continue
        assert day <= min(END, built, target.period_end)
        if day < START:
            assert (target.value, target.standing) == (0, "missed")
            continue
        [value] = published.values(
            "select value from kpi(code := $code, since := $start, until := $day, province := $province,"
            " partner := $partner)",
            {
                "code": target.kpi_code,
                "start": START,
                "day": day,
                "province": target.province_code,
                "partner": target.partner_code,
            },
        )
        assert value == target.value
        assert (target.standing is None) == (not target.is_confirmed or value is None)


@pytest.mark.parametrize(
    ("partner", "until"),
    [
        (None, END),
        ("lecco", date(2012, 7, 31)),
        pytest.param("lecco", END, marks=pytest.mark.thorough),
        pytest.param(None, date(2012, 7, 31), marks=pytest.mark.thorough),
    ],
)
def test_dashboard_edition_brief_and_sql_say_the_same(
    published: Publication, partner: str | None, until: date
) -> None:
    view = View(published, Filters(START, until, partner=partner), LIGHT)
    asked = next_targets(read_targets(published, until=until, partner=partner), partner=partner)
    assert view.next_targets == asked
    edition = targets_query(published.connection.cursor(), Window(START, until, START))
    sealed = published.query(
        f"select kpi_code, target, target_value, target_share, target_standing from ({edition})"
        " where partner_code is not distinct from $partner and province_code is null",
        {"partner": partner},
    ).rows
    measured = [(one.kpi_code, one.target, one.value, one.share, one.standing) for one in asked.values()]
    assert sorted(sealed) == sorted(measured)
    if until == END:
        now = next_targets(read_targets(published, partner=partner), partner=partner)
        built = date.fromisoformat(published.meta["build_date"])
        if built <= END or all(target.period_end >= built for target in now.values()):
            assert now == asked
        brief = make_brief(published, None, partner)
        assert brief.verdict.startswith(describe_verdict(count_verdict(now.values())))
        kpis = read_kpis(published)
        for target in now.values():
            behind = target.standing in ("behind", "missed")
            sentence = describe_pace(target, kpis[target.kpi_code])
            assert any(sentence in line for line in brief.behind) == behind
        headlines = [kpi for kpi in kpis.values() if kpi.prominence == "headline"]
        for kpi, headline in zip(headlines, brief.headlines, strict=True):
            if kpi.code in now:
                assert headline.target == f"{describe_share(now[kpi.code], kpi)}."


@pytest.mark.parametrize(
    ("in_line", "judged", "said"),
    [
        (9, 9, "In linea: 9 obiettivi su 9"),
        (1, 2, "In linea: 1 obiettivo su 2"),
        (1, 9, "In linea: solo 1 obiettivo su 9"),
        (0, 1, "Non in linea: 1 obiettivo su 1"),
        (0, 3, "Non in linea: 3 obiettivi su 3"),
    ],
)
def test_a_verdict_without_a_target_in_line_does_not_begin_as_a_good_one(
    in_line: int, judged: int, said: str
) -> None:
    assert describe_verdict(Verdict(in_line, judged, to_confirm=0, not_measured=0)) == said


def test_the_page_has_one_percentage_for_one_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Card and panel say what the macro says, the verdict too; a target that is late has no green bar."""
    with changed(publish(tmp_path)) as connection:
        connection.execute(TARGETS)
    page = open_front_door(tmp_path, monkeypatch)
    with open_published(Home(tmp_path)) as published:
        kpis, targets = read_kpis(published), next_targets(read_targets(published, until=END))
    target = targets["firms_reached"]
    words = describe_share(target, kpis["firms_reached"])
    assert target.standing == "behind"
    assert any(one.value == words for one in page.caption)  # the panel
    share, goal = format_share(target.share or 0), kpis["firms_reached"].show_target(target.target)
    assert words.startswith(f"{share} dell’obiettivo ({goal} ")
    card = f":orange[:material/trending_down: {text.OF_TARGET.format(share=share, goal=goal)}]"
    assert [one.help for one in page.markdown if one.value == card] == [words]
    assert page.subheader[0].value.startswith(f":orange[{describe_verdict(count_verdict(targets.values()))}")


def test_a_target_that_cannot_be_measured_yet_stands_beside_what_its_card_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with changed(publish(tmp_path)) as connection:
        connection.execute(TARGETS)
        connection.execute("update fct_partner_months set in_since = null")
    page = open_view(tmp_path, monkeypatch, text.PROGRESS)
    sintesi = open_view(tmp_path, monkeypatch, text.OVERVIEW)
    assert f"**{text.MISSING}**" not in [one.value for one in sintesi.markdown]
    waiting = next(table.value for table in page.dataframe if "Perché" in table.value.columns)
    with open_published(Home(tmp_path)) as published:
        for target in next_targets(read_targets(published)).values():
            assert target.measured_on is None
            kpi = read_kpis(published)[target.kpi_code]
            [value] = published.values("select value from kpi(code := $code)", {"code": kpi.code})
            assert any(kpi.show(value) in one.value for one in sintesi.markdown)
            assert list(waiting[waiting["Indicatore"] == kpi.label]["Valore"]) == [value]


@pytest.mark.parametrize("title", some_of(["Sintesi", "Avanzamento e spesa"], ["Sintesi"]))
def test_a_half_year_shows_the_targets_due_at_its_end_counted_from_the_start(
    title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with changed(publish(tmp_path)) as connection:
        connection.execute(TARGETS)
    page = open_view(tmp_path, monkeypatch, title, periodo="2012-S2")
    with open_published(Home(tmp_path)) as published:
        targets = next_targets(read_targets(published, until="2012-12-31"))
        kpi, target = read_kpis(published)["firms_reached"], targets["firms_reached"]
    assert target.period_end == date(2012, 12, 31)
    assert target.value is not None
    written = " ".join(one.value for one in (*page.markdown, *page.caption, *page.subheader))
    assert describe_pace(target, kpi) in written
    if title == "Sintesi":
        assert describe_verdict(count_verdict(targets.values())) in page.subheader[0].value
        assert text.MEASURED_FROM_START.partition("{")[0] in written


def test_an_edition_sealed_before_the_rule_finds_its_targets_as_they_were(tmp_path: Path) -> None:
    window = Window(date(2012, 7, 1), date(2012, 12, 31), START)
    with changed(publish(tmp_path)) as connection:
        connection.execute(TARGETS)
        asked = (
            "select kpi_code, province_code, partner_code, target, target_date, target_is_confirmed from ({})"
        )
        measured = connection.execute(asked.format(targets_query(connection, window))).fetchall()
        connection.execute("drop macro table kpi_targets")
        found = connection.execute(asked.format(targets_query(connection, window))).fetchall()
    assert sorted(map(str, found)) == sorted(map(str, measured))


def row(**changes: object) -> Target:
    """A target of firms, 600 by the project's end."""
    plain: dict[str, object] = {
        "kpi_code": "firms_reached", "province_code": None, "partner_code": None, "target": 600.0,
        "period_end": END, "is_confirmed": True, "is_next": True, "measured_on": date(2013, 4, 30),
        "value": 480.0, "share": 0.8, "path": 530.0, "expected": 530.7, "needed_per_month": 59.2,
        "standing": "behind",
    }  # fmt: skip
    return Target(**(plain | changes))  # type: ignore[arg-type]


def test_targets_in_words(publication: Publication) -> None:
    kpi = read_kpis(publication)["firms_reached"]
    assert describe_share(row(), kpi) == "80% dell’obiettivo (600 al 30/06/2013), misurato al 30/04/2013"
    assert describe_share(row(measured_on=END), kpi) == "80% dell’obiettivo (600 al 30/06/2013)"
    assert describe_share(row(is_confirmed=False, standing=None), kpi).endswith("da confermare")
    assert describe_share(row(value=None, standing=None), kpi).endswith("non ancora misurabile")
    assert describe_pace(row(), kpi) == "A questo ritmo 530 su 600 al 30/06/2013; servono 60 al mese."
    assert describe_pace(row(needed_per_month=1.0), kpi).endswith("serve 1 al mese.")
    assert describe_pace(row(needed_per_month=0.2), kpi).endswith("servono 0,2 al mese.")
    over = describe_pace(row(needed_per_month=None), kpi)
    assert over == "Il termine è il 30/06/2013: al 30/04/2013, ultimo giorno misurato, 480 su 600."
    assert describe_pace(row(standing="missed"), kpi) == "Il termine è il 30/06/2013: 480 su 600."
    assert describe_pace(row(standing="reached"), kpi).startswith("Raggiunto: 480 su 600")
    assert describe_pace(row(measured_on=None, value=None), kpi).endswith("non ancora misurabile.")


def test_which_target_and_how_it_stands(made_home: Path, tmp_path: Path) -> None:
    """The next one due; a passed one by its own day; a stock from what it was; a ceiling; after the term nothing
    is needed any more."""
    with changed(publish(tmp_path)) as connection:
        connection.execute(TARGETS)
    with open_published(Home(tmp_path)) as published:
        targets = read_targets(published)
        reached = [one for one in targets if one.kpi_code == "firms_reached" and one.partner_code is None]
        own = {one.period_end: one for one in reached if one.province_code is None}
        assert [one.measured_on for one in own.values()] == [
            date(2012, 6, 30), date(2012, 12, 31), date(2013, 5, 31),
        ]  # fmt: skip
        assert [one.is_next for one in own.values()] == [False, False, True]
        assert own[END].needed_per_month is None  # the build is of 2 July
        by_day = {
            until: next(one.period_end for one in read_targets(published, until=until) if one.is_next)
            for until in (date(2012, 6, 30), date(2012, 7, 1), date(2013, 1, 1))
        }
        assert list(by_day.values()) == [date(2012, 6, 30), date(2012, 12, 31), END]
        earlier = next(one for one in read_targets(published, until="2012-03-31") if one.is_next)
        assert earlier.needed_per_month is not None or earlier.standing == "reached"
        past = next(one for one in targets if one.kpi_code == "service_hours")
        assert (past.standing, past.value) == ("missed", 0)
        cost = [one for one in targets if one.kpi_code == "cost_per_firm_assisted_eur"]
        assert {one.province_code: one.standing is None for one in cost} == {None: False, "LC": True}
        whole = next(one for one in cost if one.province_code is None)
        assert (whole.value is not None and whole.value <= 100) == (whole.standing == "reached")
        ratio = next(one for one in targets if one.kpi_code == "firms_per_network")
        assert (ratio.path, ratio.expected) == (3, None)
        assert read_targets(published, since=date(2012, 3, 1)) == []
        half = View(published, Filters(date(2012, 7, 1), date(2012, 12, 31)), LIGHT).next_targets
        assert half["firms_reached"] == next(
            one for one in read_targets(published, code="firms_reached", until="2012-12-31") if one.is_next
        )
        assert read_targets(published, sector="25") == []
        assert {one.partner_code for one in read_targets(published, partner="lecco")} == {"lecco"}
