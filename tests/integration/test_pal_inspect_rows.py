"""`pal inspect` says of a file's rows what a refresh says of them: by the very rules, and without writing."""

import shutil
from pathlib import Path

from pal_home import answer, ask

from ingest.archive import Archive
from publication.reader import open_published
from storage.home import Home

BY_ITSELF = ("date_unreadable", "number_unreadable", "required_missing", "code_unknown", "check_digit_wrong")
"""Rules that a row breaks by what it says, whatever day it comes and whatever else was delivered."""


def test_rows_are_judged_as_a_refresh_judges_them(sample_home: Path, tmp_path: Path) -> None:
    home = Home(sample_home)
    with open_published(home, private=True) as twin:
        told = twin.query(
            "select delivery_id, sheet, cell, rule_code, delivered from private_issues"
            " where rule_code in (select unnest($rules)) and row_number is not null",
            {"rules": list(BY_ITSELF)},
        ).rows
        told = list(told)
    by_delivery: dict[str, set[tuple[object, ...]]] = {}
    for delivery, *issue in told:
        by_delivery.setdefault(delivery, set()).add(tuple(issue))
    unreadable = [
        one for one, issues in by_delivery.items() if "date_unreadable" in {row[2] for row in issues}
    ]
    delivery = next(one for one in Archive(home.archive).deliveries() if one.delivery_id == unreadable[0])
    file = tmp_path / Path(delivery.original_name).name
    shutil.copyfile(Archive(home.archive).path(delivery.sha256), file)
    before = sorted(path for path in sample_home.rglob("*"))
    rows = ask(sample_home, "inspect", str(file), "--partner", delivery.partner_code, "--rows")
    found = {(row["sheet"], row["cell"], row["rule_code"], row["delivered"]) for row in rows}
    assert {one for one in found if one[2] in BY_ITSELF} == by_delivery[delivery.delivery_id]
    assert sorted(path for path in sample_home.rglob("*")) == before


def test_a_day_that_is_none_is_told_with_its_row_and_heading(sample_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "contatti.csv"
    file.write_text(
        "Ragione sociale;Comune;Codice contatto;Data contatto;Tipo contatto\n"
        "Rossi S.r.l.;Lecco;A1;31/02/2013;visita aziendale\n"
        "Bianchi S.r.l.;Lecco;A2;10/05/2012;visita aziendale\n",
        encoding="utf-8",
    )
    said = answer(sample_home, "inspect", str(file), "--partner", "lecco")
    assert "Righe con dati: 2; sarebbero respinte: 1" in said
    assert "D2, Data contatto «31/02/2013» (respinta): La data non esiste" in said
    assert "La riga non conta. Esempio: 31/05/2012" in said
    assert "--partner" in answer(sample_home, "inspect", str(file))
