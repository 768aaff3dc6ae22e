"""What a sheet carries, and which column is which field."""

import pytest

from ingest.headings import load_headings
from ingest.mapping import map_sheet, near_misses

TABLE = load_headings()


def carried(headings: str, partner: str = "lecco") -> dict[str, dict[str, str]]:
    names = headings.split(";")
    return {
        one.record_type: {field: names[position] for field, position in one.columns.items()}
        for one in map_sheet(names, TABLE, partner)
    }


@pytest.mark.parametrize(
    ("headings", "types"),
    [
        ("Codice;Ragione sociale;Comune;Prov.;Addetti", ["firms"]),
        (
            "DENOMINAZIONE;PARTITA IVA;CODICE FISCALE;CAP;COMUNE;PROVINCIA;FORMA GIURIDICA;DATA COSTITUZIONE",
            ["firms"],
        ),
        ("RagioneSociale;Provincia;ATECO_2007;Ricavi;Dipendenti", ["firms"]),
        ("Codice evento;Titolo;Data evento;Luogo;Partecipanti", ["events"]),
        ("Codice evento;Titolo;Data;Ragione sociale;Comune", ["contacts", "events", "firms"]),
        (
            "Codice evento;Titolo evento;Data evento;Tipo evento;Azienda;P.IVA;Comune",
            ["contacts", "events", "firms"],
        ),
        ("Codice impresa;Data contatto;Tipo contatto;Ore", ["contacts"]),
        ("Codice;Data;Tipo;Desk", ["contacts"]),
        ("Ragione sociale;Comune;Data contatto;Tipo contatto", ["contacts", "firms"]),
        ("Ragione sociale;Data contatto;Tipo contatto", ["contacts"]),
        ("Codice rete;Nome rete;Forma giuridica;Stato;Data avvio;Data firma;Capofila;Note", ["networks"]),
        ("Denominazione;Forma;Stato;Data costituzione;Repertorio", ["networks"]),
        ("Nome rete;Codice fiscale;Data sottoscrizione", ["networks"]),
        ("Nome rete;Ragione sociale;Comune;Ruolo;Data adesione", ["network_members", "networks", "firms"]),
        ("Rete;Forma giuridica;Data firma;Impresa;Comune", ["network_members", "networks", "firms"]),
        ("Codice rete;Codice impresa;Ruolo", ["network_members"]),
        ("Codice rete;Data;Tipo evento", ["network_events"]),
        ("Data servizio;Tipo servizio;Ragione sociale;Comune;Nome rete;Ore", ["services", "firms"]),
        ("Codice rete;Data servizio;Tipo servizio;Ore", ["services"]),
        (
            "Data fattura;Fornitore;P.IVA fornitore;N. documento;Categoria di spesa;Importo sostenuto",
            ["expenses"],
        ),
        ("Data;Voce di spesa;Importo;Ragione sociale;Comune", ["expenses"]),
        ("Categoria di spesa;Budget", ["budgets"]),
        ("Voce di spesa;Importo", ["budgets"]),
        ("KPI;Valore obiettivo;Fine periodo;Provincia", ["targets"]),
        ("territorio;sigla;periodo;contratti;imprese;fonte;nota", []),
        ("Codice comune;Comune;Età;Totale maschi;Totale", []),
    ],
)
def test_what_a_sheet_carries(headings: str, types: list[str]) -> None:
    assert list(carried(headings)) == types


def test_only_the_register_carries_register_members() -> None:
    headings = "denominazione contratto;data atto;c.f.;denominazione impresa;comune;PV"
    assert list(carried(headings, "registro")) == ["register_members"]
    assert "register_members" not in carried(headings)
    assert carried("Ragione sociale;Comune", "registro") == {}


def test_columns_of_the_register() -> None:
    elenco = carried("denominazione contratto;data atto;numero repertorio;c.f.;comune;PV", "registro")
    assert elenco["register_members"]["province"] == "PV"
    assert elenco["register_members"]["municipality"] == "comune"
    giu = carried(
        "nome contratto;C.F. contratto;data;comune;PV;C.F. impresa;comune impresa;PV impresa", "registro"
    )
    assert giu["register_members"] == {
        "network_name": "nome contratto",
        "network_codice_fiscale": "C.F. contratto",
        "signed_date": "data",
        "network_municipality": "comune",
        "network_province": "PV",
        "codice_fiscale": "C.F. impresa",
        "municipality": "comune impresa",
        "province": "PV impresa",
    }


def test_one_heading_means_another_field_by_record_type() -> None:
    attendance = carried("Codice evento;Titolo;Data;Tipo;Ragione sociale;Comune;Prov.")
    assert attendance["contacts"]["contact_date"] == attendance["events"]["event_date"] == "Data"
    assert attendance["contacts"]["municipality"] == attendance["firms"]["municipality"] == "Comune"
    assert "municipality" not in attendance["events"]
    assert carried("Codice evento;Titolo;Data;Comune")["events"]["municipality"] == "Comune"
    members = carried("Nome rete;Forma giuridica;Ragione sociale;Comune;ATECO;Ruolo")
    assert members["networks"]["legal_kind"] == "Forma giuridica"
    assert members["firms"]["codice_ateco"] == "ATECO"
    assert "codice_ateco" not in members["networks"]
    assert carried("Ragione sociale;Comune;Forma giuridica")["firms"]["legal_form"] == "Forma giuridica"


def test_of_two_columns_with_one_heading_the_first_takes_the_field() -> None:
    mapping = map_sheet(["Ragione sociale", "Comune", "Comune", "Ragione sociale"], TABLE, "lecco")[0]
    assert mapping.columns == {"company_name": 0, "municipality": 1}


def test_common_fields_map_for_every_type() -> None:
    contacts = carried("Codice impresa;Data contatto;Tipo contatto;Documento;Tipo documento;Storno")[
        "contacts"
    ]
    assert (contacts["document_ref"], contacts["document_kind"]) == ("Documento", "Tipo documento")
    assert contacts["cancelled"] == "Storno"


def test_near_misses_say_what_is_lacking() -> None:
    lacking = {
        one.record_type: one.lacking
        for one in near_misses(["Ragione sociale", "Codice fiscale"], TABLE, "lecco")
    }
    assert lacking["firms"] == (("municipality", "province"),)
    assert near_misses(["Pippo", "Pluto"], TABLE, "lecco") == []
