"""Every view with full data, one partner, one province, no data; and what all of them carry."""

from datetime import date
from pathlib import Path

import pytest
from made_publication import publish
from thorough import some_of
from visiting_views import TITLES, open_view

from dashboard import text
from dashboard.data.asking import Filters
from dashboard.data.registry import load_kpis, load_provinces, project_dates
from dashboard.data.services import load_satisfaction
from dashboard.data.values import load_value, load_values
from dashboard.filters import describe_filters
from dashboard.parts.breakdown import list_desks
from dashboard.parts.provinces import list_places
from dashboard.theme import LIGHT
from dashboard.view import View
from decisions.notes import write_note
from publication.kpis import list_headlines
from publication.reader import Publication

LECCO = {"partner": "lecco", "provincia": "LC", "periodo": "2012"}


@pytest.mark.parametrize("title", some_of(TITLES, TITLES[::2]))
def test_a_view_says_what_it_shows_how_fresh_it_is_and_who_is_in(
    title: str, made_home: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_view(made_home, monkeypatch, title)
    assert view.title[0].value == title
    assert not view.error
    written = [element.value for element in view.markdown]
    assert "**Dati al 30 giugno 2013**" in written
    [partners] = publication.values("select count(*) from dim_partners")
    assert any(f"{partners - 1} partner su {partners}" in value for value in written)
    assert any("Provvisorio: giu 13" in caption.value for caption in view.caption)


@pytest.mark.parametrize("title", some_of(TITLES, TITLES[::2]))
def test_a_link_with_filters_shows_them_on_every_view(
    title: str, made_home: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_view(made_home, monkeypatch, title, **LECCO)
    assert not view.error
    start, _ = project_dates(publication)
    filters = Filters(start, start.replace(month=12, day=31), "LC", "lecco")
    assert f"{text.TITLE} · {describe_filters(publication, filters)}" in [one.value for one in view.caption]
    assert "Provvisorio" not in " ".join(caption.value for caption in view.caption)


@pytest.fixture(scope="module")
def rowless_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication in which nothing happened."""
    home = tmp_path_factory.mktemp("rowless")
    publish(home, rows=0)
    return home


@pytest.mark.parametrize("title", some_of(TITLES, TITLES[1::2]))
def test_a_view_without_rows_is_a_sentence(
    title: str, rowless_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_view(rowless_home, monkeypatch, title)
    assert not view.error
    told = [one.value for one in view.info]
    assert text.NOTHING_HERE not in told, "nobody chose a filter"
    assert (text.NOTHING_COUNTS in told) == (title == text.OVERVIEW)


def test_where_filters_leave_nothing_they_are_named(
    rowless_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_view(rowless_home, monkeypatch, text.OVERVIEW, provincia="LC")
    assert text.NO_DATA in [one.value for one in view.info]


@pytest.mark.parametrize("title", TITLES)
def test_before_the_first_publication_a_view_says_what_to_do(
    title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_view(tmp_path, monkeypatch, title)
    assert view.title[0].value == text.NOT_PUBLISHED_TITLE
    assert "pal refresh" in view.info[0].value


def test_a_filter_that_does_not_exist_is_no_filter(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = open_view(made_home, monkeypatch, text.FIRMS, provincia="LC XX", periodo="'; drop table meta")
    assert not view.error
    assert view.multiselect(key="provincia").value == ["LC"]
    told = " ".join(one.value for one in view.warning)
    assert "provincia «XX»" in told
    assert "periodo «" in told


def test_filters_are_taken_away_at_once(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = open_view(made_home, monkeypatch, text.FIRMS, **LECCO)
    [clear] = [button for button in view.button if button.label == text.CLEAR_FILTERS]
    clear.click().run()
    assert view.selectbox(key="periodo").value == "progetto"
    assert [view.multiselect(key=key).value for key in ("provincia", "partner")] == [[], []]
    assert not any(view.query_params.get(key) for key in LECCO)
    assert text.CLEAR_FILTERS not in [button.label for button in view.button]


def test_one_partner_has_its_own_desks_and_nothing_is_called_everybodys(publication: Publication) -> None:
    def seen(partner: str | None) -> tuple[set[str], list[object]]:
        start, end = project_dates(publication)
        view = View(publication, Filters(start, end, partner=partner), LIGHT)
        desks = {part.cell for part in list_desks(view, view.kpis["service_hours"])}
        return desks - {"??"}, list(load_satisfaction(publication, view.filters)["partner_code"])

    desks, partners = seen(None)
    assert desks == set(publication.values("select desk_code from dim_desks"))
    assert len(partners) > 3
    assert seen("lecco") == ({"lecco"}, ["lecco"])
    desks, partners = seen("lecco como")
    assert (desks, len(partners)) == ({"lecco", "como"}, 3)


def test_a_deliverys_figures_stand_before_its_long_words(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_view(made_home, monkeypatch, "Consegne e qualità")
    columns = next(list(table.value) for table in view.dataframe if "Non letto" in table.value)
    assert columns.index("Ricevute") < columns.index("Respinte") < columns.index("Perché")


def test_a_search_is_text_and_never_sql(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = open_view(made_home, monkeypatch, text.FIRMS, cerca="IMPRESA 1")
    assert any("impres" in caption.value for caption in view.caption)
    for typed in ("'; drop table meta; --", "$code", "%", "\\"):
        view.text_input(key="cerca").set_value(typed).run()
        assert not view.error
        assert text.NOT_FOUND in [info.value for info in view.info]


def test_of_the_networks_formed_the_page_says_how_many_are_interprovincial(
    made_home: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_view(made_home, monkeypatch, text.NETWORKS)
    written = [one.value for one in view.markdown]
    kpi = load_kpis(publication)["interprovincial_share"]
    share = kpi.show(load_value(publication, kpi.code, Filters(*project_dates(publication))))
    assert written[written.index("Delle costituite, interprovinciali") + 1] == f"**{share}**"


def test_the_cards_of_a_province_are_its_own(
    made_home: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_view(made_home, monkeypatch, text.PROVINCES, provincia="LC")
    kpis = load_kpis(publication)
    values = load_values(publication, Filters(*project_dates(publication), "LC"))
    shown = {metric.label: metric.value for metric in view.metric}
    assert shown == {kpis[code].label: kpis[code].show(values[code]) for code in list_headlines(kpis)}


def test_places_begin_with_the_regions_own_count_and_tell_territories_apart(publication: Publication) -> None:
    view = View(publication, Filters(), LIGHT)
    kpi = view.kpis["networks_formed"]
    places = list_places(view, kpi)
    assert places[0].name == "Lombardia"
    assert places[0].value == load_value(publication, kpi.code, Filters())
    territories = [place.territory for place in places]
    assert territories.count(text.IN_TERRITORY) == 5
    assert territories.count(text.OUT_OF_TERRITORY) == 7
    assert [place.name for place in places if place.territory == text.OUT_OF_REGION] == ["NA · Napoli"]
    assert sum(place.value or 0 for place in places[1:13]) > (places[0].value or 0)
    assert {place.code for place in places[1:13]} == {
        one.code for one in load_provinces(publication).values() if one.is_lombardy
    }


def test_one_network_shows_its_members_and_where_each_fact_comes_from(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_view(made_home, monkeypatch, text.NETWORKS)
    names = view.selectbox(key="rete").options
    view.selectbox(key="rete").select(names[1]).run()
    assert not view.error
    columns = [set(table.value.columns) for table in view.dataframe]
    assert any({"Impresa", "Ruolo", "File", "Riga"} <= found for found in columns)
    assert any({"Data", "Fatto", "File", "Riga"} <= found for found in columns)
    assert any("NA · Napoli 1" in caption.value for caption in view.caption)


def test_a_target_to_be_confirmed_has_no_percentage_and_no_judgement(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_view(made_home, monkeypatch, text.PROGRESS)
    waiting = next(table.value for table in view.dataframe if "Perché" in table.value.columns)
    assert set(waiting.columns) == {"Indicatore", "Valore", "Obiettivo", "Entro", "Perché"}
    assert set(waiting["Perché"]) == {"da confermare"}
    assert not waiting.astype(str).apply(lambda column: column.str.contains("%")).any().any()
    sentences = " ".join(element.value for element in view.markdown)
    assert "Imprese raggiunte** (" in sentences
    assert "Ore di servizio** (" not in sentences


def test_the_glossary_names_numerator_and_denominator(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_view(made_home, monkeypatch, text.GLOSSARY, voce="quota di reti")
    assert [heading.value for heading in view.subheader] == ["Quota di reti interprovinciali"]
    assert "Numeratore: Reti costituite interprovinciali. Denominatore: Reti costituite." in [
        caption.value for caption in view.caption
    ]


def test_a_search_with_a_nul_is_a_search(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_view(made_home, monkeypatch, "Imprese", cerca="\0")
    assert not page.error
    assert text.NOT_FOUND in [info.value for info in page.info]


def test_a_note_on_a_month_stands_on_its_column_signed(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made_home / "decisions"
    write_note(folder, "firms_reached", "2012-05", "fiera *di* maggio", "Anna Bianchi", in_report=False)
    try:
        view = open_view(made_home, monkeypatch, text.FIRMS)
    finally:
        (folder / "notes.csv").unlink()
    told = [caption.value for caption in view.caption if "maggio 2012" in caption.value]
    assert len(told) == 1
    assert "Anna Bianchi" in told[0]


def test_a_second_period_stands_beside_the_first(
    made_home: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_view(made_home, monkeypatch, text.OVERVIEW, periodo="2013-S1", rispetto="2012-S1")
    assert not view.error
    kpi = load_kpis(publication)["firms_reached"]
    now, then = (
        load_value(publication, kpi.code, Filters(*days))
        for days in ((date(2013, 1, 1), date(2013, 6, 30)), (date(2012, 1, 1), date(2012, 6, 30)))
    )
    assert now is not None
    assert then is not None
    [card] = [metric for metric in view.metric if metric.label == kpi.label]
    assert (card.value, card.delta) == (kpi.show(now), kpi.show_change(now - then))
    for title in (text.FIRMS, text.NETWORKS, text.PROVINCES):
        assert not open_view(made_home, monkeypatch, title, periodo="2013-S1", rispetto="anno-prima").error


def test_the_cards_of_expenses_have_neither_province_nor_sector(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They said 0,00 € above bars with amounts."""
    told = []
    for chosen in ({"provincia": "LC", "settore": "25"}, {}):
        view = open_view(made_home, monkeypatch, text.PROGRESS, **chosen)
        told.append([one.value for one in view.metric])
    assert told[0] == told[1]
    assert told[0][0] != "0,00 €"
