"""Firms, networks and events across desks: what joins them, what a person changes and takes back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pal_home import DONE, WRONG_USE, Record, ask, run_pal

FIRMS = "Codice;Ragione sociale;P.IVA;Cod. Fisc.;Indirizzo;Comune;Provincia\n"
CONTACTS = "Codice contatto;Codice impresa;Data contatto;Tipo contatto\n"
EVENTS = "Codice evento;Titolo;Data evento;Comune\n"
MEMBERS = "Codice rete;Nome rete;Data firma;Codice impresa;Ruolo\n"

ALFA, BETA, GAMMA = "01533980155", "00743110157", "07643520567"
"""Valid numbers."""

DELIVERIES = {
    "lecco/imprese.csv": FIRMS
    + f"L1;Officina Meccanica Rossi S.r.l.;{ALFA};{ALFA};Via Roma 1;Lecco;LC\n"
    + f"L2;Tessitura Bianchi & Figli S.n.c.;{BETA};{BETA};Via Volta 5;Merate;LC\n"
    + "L3;Omonima Lariana S.r.l.;;;Via Manzoni 9;Lecco;LC\n",
    "como/imprese.csv": FIRMS
    # Another order, an abbreviation, a typing error, no number: the model.
    + "C1;Rossi Off. Mecc. SRL;;;V. Roma, 1;Lecco;LC\n"
    # The number of another firm: not trusted, and the name finds its own.
    + f"C2;BIANCHI & FIGLI TESSITURA SNC;{ALFA};{ALFA};Via Volta 5;Merate;LC\n"
    # A homonym in another municipality.
    + "C3;Omonima Lariana S.r.l.;;;;Merate;LC\n",
    "pavia/imprese.csv": FIRMS + f"P1;SOCIETA' Meccanica Verdi SPA;IT{GAMMA};;Via Po 2;Pavia;PV\n",
    "lecco/contatti.csv": CONTACTS
    + "K1;L1;10/05/2012;visita aziendale\n"
    + "K2;L2;11/05/2012;visita aziendale\n"
    + "K3;L3;12/05/2012;visita aziendale\n",
    "como/contatti.csv": CONTACTS
    + "K1;C1;13/05/2012;visita aziendale\n"
    + "K2;C2;14/05/2012;visita aziendale\n"
    + "K3;C3;15/05/2012;visita aziendale\n",
    "lecco/eventi.csv": EVENTS + "E1;Fare rete: istruzioni per l'uso;20/06/2012;Lecco\n",
    "como/eventi.csv": EVENTS + "X9;FARE RETE - ISTRUZIONI PER L'USO;20/06/2012;Lecco\n",
    "pavia/eventi.csv": EVENTS + "77;Fare rete, istruzioni per l’uso (seminario);20/06/2012;Lecco\n",
    "lecco/reti.csv": MEMBERS
    + "R1;Rete Lario Meccanica;01/10/2012;L1;capofila\nR1;Rete Lario Meccanica;01/10/2012;L2;aderente\n"
    + "R2;Rete Filo Lombardo;01/11/2012;L1;capofila\n",
    "pavia/reti.csv": MEMBERS + "RP;RETE FILO LOMBARDO;01/12/2012;P1;capofila\n",
    "como/reti.csv": MEMBERS
    + "RC;RETE LARIO MECCANICA;01/10/2012;C1;aderente\nRC;RETE LARIO MECCANICA;01/10/2012;C2;aderente\n",
}
DAY_ONE, DAY_TWO = "2013-03-01", "2013-04-01"


def deliver(home: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = home / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three desks, published; the later tests decide and take back."""
    folder = tmp_path_factory.mktemp("identity") / "home"
    deliver(folder, DELIVERIES)
    run_pal(folder, "ingest", "--received-at", DAY_ONE, status=DONE)
    run_pal(folder, "refresh", status=DONE)
    return folder


@pytest.fixture
def ask_sql(home: Path) -> Callable[[str], list[Record]]:
    return lambda query: ask(home, "sql", "--private", query)


def firms(ask_sql: Callable[[str], list[Record]]) -> dict[str, str]:
    return {row["mention_id"]: row["firm_id"] for row in ask_sql("from private_firm_mentions")}


def test_firms_are_told_by_identifier_name_and_model(ask_sql: Callable[[str], list[Record]]) -> None:
    by_mention = {row["mention_id"]: row for row in ask_sql("from private_firm_mentions")}
    assert by_mention["como:C1"]["firm_id"] == by_mention["lecco:L1"]["firm_id"]
    assert by_mention["como:C1"]["linked_by"] == "model"
    assert by_mention["como:C1"]["weight"] > 5
    assert by_mention["como:C1"]["with_mention_id"] == "lecco:L1"
    assert by_mention["lecco:L1"]["linked_by"] == "identifier"


def test_a_number_of_another_firm_is_not_trusted(ask_sql: Callable[[str], list[Record]]) -> None:
    by_mention = {row["mention_id"]: row for row in ask_sql("from private_firm_mentions")}
    assert by_mention["como:C2"]["is_distrusted"]
    assert not by_mention["lecco:L1"]["is_distrusted"]
    assert by_mention["como:C2"]["firm_id"] == by_mention["lecco:L2"]["firm_id"]


def test_homonyms_of_two_municipalities_are_asked_about_not_joined(
    home: Path, ask_sql: Callable[[str], list[Record]]
) -> None:
    found = firms(ask_sql)
    assert found["como:C3"] != found["lecco:L3"]
    [pair] = [row for row in ask(home, "review") if {row["a"], row["b"]} == {"como:C3", "lecco:L3"}]
    assert "solo nome" in pair["reason"]
    assert pair["moved_kpi_count"] >= 2


def test_one_seminar_and_one_network_of_several_desks_count_once(home: Path) -> None:
    values = {row["kpi_code"]: row["value"] for row in ask(home, "kpi")}
    assert values["events_held"] == 1
    assert values["networks_active"] == 3
    assert values["firms_reached"] == 4
    rows = ask(home, "trace", "networks_active", "--mentions")
    [joined] = [row for row in rows if row["partner_code"] == "como"]
    assert {row["partner_code"] for row in rows if row["subject_id"] == joined["subject_id"]} == {
        "lecco",
        "como",
    }
    assert "aderenti in comune" in joined["reason"]


def test_networks_that_may_be_one_are_asked_about(home: Path) -> None:
    [pair] = [row for row in ask(home, "review") if row["subject_type"] == "network"]
    assert {pair["a"], pair["b"]} == {"lecco:R2", "pavia:RP"}
    assert "la data dell’atto è diversa" in pair["reason"]
    assert {pair["signed_date_a"], pair["signed_date_b"]} == {"2012-11-01", "2012-12-01"}
    assert pair["moved_kpi_count"] >= 1


def test_trace_tells_the_decision_behind_each_link(home: Path) -> None:
    rows = ask(home, "trace", "firms_reached", "--mentions")
    assert {row["linked_by"] for row in rows} == {"identifier", "name", "model"}
    assert all(row["reason"] and row["file_name"] for row in rows)
    named = ask(home, "trace", "firms_reached", "--mentions", "--private")
    assert {"como:C1", "lecco:L1"} <= {row["mention_id"] for row in named}


def test_the_share_that_rests_on_the_model_is_published(home: Path) -> None:
    [row] = ask(home, "sql", "select value::double as share from meta where key = 'firms_by_model_share'")
    assert row["share"] == pytest.approx(2 / 5)
    assert "poggia sul modello: 40,0%" in run_pal(home, "kpi").stdout


def test_evaluate_measures_and_writes_what_is_wrong(home: Path, tmp_path: Path) -> None:
    labels = tmp_path / "labels.csv"
    rows = "lecco,L1,A\ncomo,C1,A\nlecco,L2,B\ncomo,C2,B\nlecco,L3,C\ncomo,C3,C\npavia,P1,D\n"
    labels.write_text("partner,partner_firm_code,true_firm\n" + rows, encoding="utf-8")
    pairs, clusters = ask(home, "identity", "evaluate", str(labels), "--errors", str(tmp_path / "wrong.csv"))
    assert pairs == {
        "level": "pairs",
        "precision": 1,
        "recall": pytest.approx(2 / 3),
        "f1": pytest.approx(0.8),
    }
    assert clusters["level"] == "clusters"
    wrong = (tmp_path / "wrong.csv").read_text(encoding="utf-8").splitlines()
    assert wrong[1:] == [line for line in wrong[1:] if line.startswith("missed,lecco,L3,C")]
    assert len(wrong) == 2


def test_a_decision_names_what_exists(home: Path) -> None:
    refused = run_pal(
        home, "review", "same", "lecco:L1", "lecco:L99", "--by", "A", "--why", "b", status=WRONG_USE
    )
    assert "lecco:L99" in refused.stderr
    assert not (home / "decisions" / "firms.csv").exists()


def test_people_decide_last_and_can_take_back(home: Path, ask_sql: Callable[[str], list[Record]]) -> None:
    before, values = firms(ask_sql), ask(home, "kpi")
    run_pal(home, "review", "same", "como:C3", before["lecco:L3"], "--by", "A. Rossi", "--why", "visura")
    run_pal(home, "review", "different", "como:C1", "lecco:L1", "--by", "A. Rossi", "--why", "sentita")
    run_pal(home, "review", "same", "lecco:R2", "pavia:RP", "--by", "A. Rossi", "--why", "atto")
    run_pal(home, "refresh")
    assert {row["kpi_code"]: row["value"] for row in ask(home, "kpi")}["networks_active"] == 2
    assert [row for row in ask(home, "review") if row["subject_type"] == "network"] == []
    decided = firms(ask_sql)
    assert decided["como:C3"] == decided["lecco:L3"]
    assert decided["como:C1"] != decided["lecco:L1"] == before["lecco:L1"]
    current = {row["former_id"]: row["firm_id"] for row in ask(home, "sql", "from firm_ids")}
    assert all(current[before[mention]] == decided[mention] for mention in before if mention != "como:C1")
    [row] = [row for row in ask_sql("from private_firm_mentions") if row["linked_by"] == "person"]
    assert (row["author"], row["reason"]) == ("A. Rossi", "visura")

    run_pal(home, "review", "different", "como:C3", before["lecco:L3"], "--by", "B", "--why", "errore")
    run_pal(home, "review", "same", "como:C1", "lecco:L1", "--by", "B", "--why", "errore")
    run_pal(home, "review", "different", "lecco:R2", "pavia:RP", "--by", "B", "--why", "errore")
    with (home / "decisions" / "firms.csv").open("a", encoding="utf-8") as file:
        file.write("lecco:L1,lecco:L404,same,B,2013-05-05,nessuno\n")
    run_pal(home, "refresh")
    assert firms(ask_sql) == before
    assert ask(home, "kpi") == values
    issues = [row for row in ask(home, "issues") if row["rule_code"] == "identity_decision_unmatched"]
    assert [row["value"] for row in issues] == ["lecco:L1 / lecco:L404 / same"]


def test_an_identifier_that_comes_later_keeps_the_former_id_known(
    home: Path, ask_sql: Callable[[str], list[Record]]
) -> None:
    before = firms(ask_sql)
    corrected = FIRMS + "L3;Omonima Lariana S.r.l.;02313821007;02313821007;Via Manzoni 9;Lecco;LC\n"
    deliver(home, {"lecco/imprese_agg.csv": corrected})
    run_pal(home, "ingest", "--received-at", DAY_TWO)
    run_pal(home, "refresh")
    after = firms(ask_sql)
    assert after["lecco:L3"] != before["lecco:L3"]
    current = {row["former_id"]: row["firm_id"] for row in ask(home, "sql", "from firm_ids")}
    assert current[before["lecco:L3"]] == after["lecco:L3"]
    assert {mention for mention in before if after[mention] != before[mention]} == {"lecco:L3"}

    rows = ask(home, "identity", "journal", "--from", DAY_ONE, "--to", DAY_TWO)
    [renamed] = [row for row in rows if row["change"] != "kpi"]
    assert (renamed["change"], renamed["why"]) == ("renamed", "identifier")
    assert (renamed["former_ids"], renamed["firm_ids"]) == (before["lecco:L3"], after["lecco:L3"])
