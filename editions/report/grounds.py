"""The sections that say what the figures stand on: people's texts, method, data quality, waivers,
differences.
"""

from typing import Any

from editions.contents import DIFFERENCES, NARRATIVE
from editions.folder import DATA, read_json
from editions.gate.checks import sealed_findings
from editions.report.figures import Cell, Figure, Section, Table
from editions.report.narrative import PARTNERS, read_blocks
from editions.report.narrative import TITLES as TEXTS
from editions.report.sealed_figures import Sealed
from publication.figures import format_date
from publication.vocabularies import titles_of, words_of


def narrative(sealed: Sealed) -> Section:
    """What people write: activities, deviations, critical points, and the partners' own texts."""
    folder = sealed.edition.folder / NARRATIVE
    texts: list[dict[str, str]] = []
    paths = sorted(
        folder.rglob("*.md"), key=lambda path: _text_order(path.stem, path.parent.name == PARTNERS)
    )
    for path in paths:
        is_partner = path.parent.name == PARTNERS
        title = sealed.partners.get(path.stem) if is_partner else TEXTS.get(path.stem)
        texts += [
            {"kind": "title", "text": title or path.stem.replace("_", " ").capitalize()},
            *read_blocks(path),
        ]
    paragraphs = [] if texts else ["Nessun testo è stato consegnato con questa edizione."]
    return Section("relazione", "Relazione", paragraphs, texts=texts)


def differences(sealed: Sealed) -> Section:
    """How the previous edition's figures read today, and why."""
    previous = sealed.facts["previous"]
    if previous is None:
        return Section(
            "differenze", "Differenze dall’edizione precedente", ["È la prima edizione sigillata."]
        )
    causes = titles_of("cause")
    rows: list[list[Cell]] = []
    for one in read_json(sealed.edition.folder / DATA / DIFFERENCES)["rows"]:
        kpi = sealed.kpis.get(one["kpi_code"])
        if (
            kpi is not None
            and one["measure"] == "cumulative"
            and not (one["province_code"] or one["partner_code"])
        ):
            values = ("value_a", "value_b", "difference", *causes)
            rows.append([kpi.label, *(Figure.of(kpi, one[name]) for name in values)])
    paragraphs = [
        f"Valori cumulati dell’edizione {previous}, alle sue stesse date, come risultano in questa "
        f"edizione. Ogni "
        "impresa, rete o spesa entrata o uscita ha una causa sola, e le cause sommano alla differenza."
    ]
    headings = ["Indicatore", "Allora", "Ora", "Differenza", *causes.values()]
    empty = "Nessun valore dell’edizione precedente è cambiato."
    table = Table("differenze", "Valori cumulati, allora e ora", headings, rows, empty=empty)
    return Section("differenze", "Differenze dall’edizione precedente", paragraphs, [table])


def waivers(sealed: Sealed) -> Section:
    """What would have blocked the report, and who answers for it, case by case."""
    rows: list[list[Cell]] = [
        [one.message, one.waiver["author"], format_date(one.waiver["date"]), one.waiver["reason"]]
        for one in sealed_findings(sealed.facts)
        if one.waiver
    ]
    headings = ["Di che cosa", "Chi ne risponde", "Data", "Motivo"]
    table = Table("deroghe", "Casi di cui qualcuno risponde", headings, rows, empty="Nessuna deroga.")
    return Section("deroghe", "Deroghe", [], [table])


def method(sealed: Sealed) -> Section:
    """Definitions with their versions, and what adds up."""
    definitions: list[list[Cell]] = [
        [
            kpi.label,
            kpi.definition,
            words_of("way")[kpi.way],
            kpi.version,
            "sì" if kpi.is_confirmed else "da confermare",
        ]
        for kpi in sealed.kpis.values()
    ]
    [delivered] = sealed.publication.values("select count(*) from dim_deliveries")
    paragraphs = [
        f"Ogni valore è calcolato dalle righe delle {delivered} consegne dei partner, elencate con le loro impronte "
        "nell’edizione, con le definizioni che seguono; chi ha l’edizione lo ricalcola e lo confronta.",
    ]
    labels: dict[str, list[str]] = {}
    for kpi in sealed.kpis.values():
        labels.setdefault(kpi.counting_note, []).append(kpi.label)
    additions: list[list[Cell]] = [[", ".join(names), note] for note, names in labels.items()]
    tables = [
        Table("definizioni", "Definizioni", ["Indicatore", "Definizione", "Modo", "Versione", "Confermata"],
              definitions),
        Table("somme", "Che cosa si somma", ["Indicatori", "Regola"], additions),
    ]  # fmt: skip
    return Section("metodo", "Metodo e fonti", paragraphs, tables)


def _text_order(stem: str, is_partner: bool) -> tuple[Any, ...]:
    known = list(TEXTS)
    return (is_partner, known.index(stem) if stem in known else len(known), stem)
