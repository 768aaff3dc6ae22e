"""Heading tables: comparison, precedence, errors."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.reading import BadDecision
from ingest.headings import SHIPPED_HEADINGS, heading_key, load_headings
from ingest.record_types import RECORD_TYPES


@given(st.text())
def test_key_is_idempotent(text: str) -> None:
    assert heading_key(heading_key(text)) == heading_key(text)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("P.IVA", "p. iva"),
        ("C.F. impresa *", "cf impresa"),
        ("attivita'", "Attività"),
        ("NG  impresa", "NG\nimpresa"),
        ("N° addetti", "N. Addetti"),
        ("Nº addetti", "n addetti"),
        ("Data dell'incontro", "DATA DELL’INCONTRO"),
        ("comune_rete", "Comune rete"),
    ],
)
def test_spellings_that_are_the_same(left: str, right: str) -> None:
    assert heading_key(left) == heading_key(right)


def test_shipped_table_is_tidy() -> None:
    with SHIPPED_HEADINGS.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    counted = Counter(
        (heading_key(row["heading"]), row["field"], row["record_type"], row["partner"]) for row in rows
    )
    assert [key for key, count in counted.items() if count > 1] == []
    table = load_headings()
    for record_type in RECORD_TYPES.values():
        for field in record_type.columns:
            options = table.options(heading_key(field), record_type.name, None)
            assert field in {name for _, name in options}, (record_type.name, field)


SEEN = """DENOMINAZIONE;PARTITA IVA;CODICE FISCALE;INDIRIZZO;CIVICO;CAP;COMUNE;PROVINCIA;FORMA GIURIDICA
STATO ATTIVITA;ATECO;REA;CCIAA;CAPITALE SOCIALE;DIPENDENTI;DATA COSTITUZIONE;RagioneSociale
ATECO_2007;Ricavi;progr.;denominazione contratto;data atto;numero repertorio;numero atto;oggetto
n.rea;c.f.;denominazione impresa;impresa di riferimento;REG;PV;NG;codice ATECO 2007;settore attivita'
sezione attivita';attivita';nome contratto;N.Rea Contratto;C.F. contratto;data;regione
numero repertorio contratto;N.REA impresa;C.F. impresa;comune impresa;regione impresa;PV impresa
NG  impresa;CODICE ATECO impresa;C.F. impresa *;Codice interno;Codice impresa;Cod. azienda;Codice
Ragione sociale;Rag. Soc.;Azienda;Sede;P.IVA;Cod. Fisc.;Prov.;Pr;Data contatto;Data incontro
Tipo contatto;Tipo incontro;Tipo;Ore;Durata ore;Desk;Addetti;N. addetti;Fatturato;Codice rete
Nome rete;Nome della rete;Denominazione rete;Forma;Stato;Data avvio;Data apertura;Data sottoscrizione
Repertorio;N. repertorio;Preesistente;Ruolo;Data adesione;Data recesso;Data servizio;Tipo servizio
Categoria di spesa;Importo sostenuto;Importo ammesso;N. documento;Referente;Tel.;E-mail;Rete;Capofila
Data firma;Note;Partita I.V.A.;Comune sede legale;Data dell'incontro;Nr. dipendenti
Importo rendicontato;Annullato;Storno;Documento;Riferimento documento;Tipo documento;comune_rete
istat;lng;lat"""


def test_headings_seen_in_real_files_are_known() -> None:
    table = load_headings()
    seen = [one for line in SEEN.splitlines() for one in line.split(";")]
    assert [heading for heading in seen if not table.knows(heading_key(heading))] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_local_rows_win(tmp_path: Path, encoding: str, separator: str) -> None:
    local = tmp_path / "headings.csv"
    lines = [
        "heading,field,record_type,partner,rank,note,author,date,reason",
        "Località,province,firms,,,,,,",
    ]
    local.write_text("\n".join(lines).replace(",", separator), encoding=encoding)
    assert load_headings(local).options("localita", "firms", "lecco") == [(0, "province")]
    assert load_headings().options("localita", "firms", "lecco") == [(20, "municipality")]


def test_rows_dated_later_are_left_out(tmp_path: Path) -> None:
    local = tmp_path / "headings.csv"
    local.write_text("heading,field,date\nXyz,hours,2013-02-01\nZyx,hours,31/01/2013\n", encoding="utf-8")
    table = load_headings(local, date(2013, 1, 31))
    assert (table.knows("xyz"), table.knows("zyx")) == (False, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nome,campo\n", "riga 1"),
        ("heading,field\nAbc,nothing\n", "riga 2"),
        ("heading,field,record_type\nAbc,hours,nothing\n", "riga 2"),
        ("heading,field,rank\nOre lav,hours,alto\n", "riga 2"),
        ("heading,field\n,hours\n", "riga 2"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    local = tmp_path / "decisions" / "headings.csv"
    local.parent.mkdir()
    local.write_text(text, encoding="utf-8")
    with pytest.raises(BadDecision, match=said) as caught:
        load_headings(local)
    assert "decisions/headings.csv" in str(caught.value)


def test_nearest_known_headings() -> None:
    assert "Ragione sociale" in load_headings().nearest("Ragone sociale")
    assert load_headings().nearest("qqqqqqqqqq") == []
