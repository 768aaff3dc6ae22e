"""The sections that say what the figures stand on: people's texts, method, data quality, waivers,
differences.
"""

from typing import Any

from editions.contents import DIFFERENCES, NARRATIVE
from editions.folder import DATA, read_json
from editions.gate.checks import TITLES as CHECKS
from editions.report.figures import Cell, Figure, Section, Table
from editions.report.narrative import PARTNERS, read_blocks
from editions.report.narrative import TITLES as TEXTS
from editions.report.sealed_figures import Sealed
from publication.figures import format_date
from publication.vocabularies import title_of, titles_of, words_of


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
            "differenze", "Differenze dall'edizione precedente", ["È la prima edizione sigillata."]
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
        f"Valori cumulati dell'edizione {previous}, alle sue stesse date, come risultano in questa "
        f"edizione. Ogni "
        "impresa, rete o spesa entrata o uscita ha una causa sola, e le cause sommano alla differenza. "
        f"I singoli soggetti: pal edition diff {previous} {sealed.edition.facts['id']} --subjects."
    ]
    headings = ["Indicatore", "Allora", "Ora", "Differenza", *causes.values()]
    empty = "Nessun valore dell'edizione precedente è cambiato."
    table = Table("differenze", "", headings, rows, empty=empty)
    return Section("differenze", "Differenze dall'edizione precedente", paragraphs, [table])


def quality(sealed: Sealed) -> Section:
    """What the checks found, and what became of the rows delivered."""
    checks: list[list[Cell]] = [
        [title_of("effect", one["effect"]), CHECKS.get(one["check"], one["check"]), one["message"]]
        for one in sealed.facts["checks"]
    ]
    outcomes: list[list[Cell]] = [
        [name, *(Figure(value) for value in counts)]
        for name, *counts in sealed.publication.query(
            """
            select short_name, sum(received), sum(accepted), sum(rejected), sum(superseded), sum(duplicate),
                sum(ignored)
            from fct_delivery_outcomes inner join dim_partners using (partner_code)
            group by short_name, sort_order order by sort_order
            """
        ).rows
    ]
    headings = ["Partner", "Ricevute", "Accettate", "Respinte", "Sostituite", "Doppie", "Ignorate"]
    tables = [
        Table("controlli", "Controlli prima della sigillatura", ["Effetto", "Controllo", "Che cosa"], checks,
              empty="Nessun blocco e nessun avviso."),
        Table("esiti", "Righe consegnate e loro esito", headings, outcomes, empty="Nessuna riga."),
        Table("regole", "Righe respinte per regola", ["Regola", "Righe"], _rules(sealed), empty="Nessuna."),
    ]  # fmt: skip
    return Section("qualita", "Qualità dei dati", [], tables)


def waivers(sealed: Sealed) -> Section:
    """Blocks that somebody answers for."""
    rows: list[list[Cell]] = [
        [
            CHECKS.get(one["check"], one["check"]),
            one["subject"] or "tutte le segnalazioni",
            one["author"],
            format_date(one["date"]),
            one["reason"],
        ]
        for one in sealed.facts["waivers"]
    ]
    headings = ["Controllo", "Di che cosa", "Chi ne risponde", "Data", "Motivo"]
    table = Table("deroghe", "", headings, rows, empty="Nessuna deroga.")
    return Section("deroghe", "Deroghe", [], [table])


def method(sealed: Sealed) -> Section:
    """Definitions with their versions, the files used, the decisions in force."""
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
    files: list[list[Cell]] = [
        [one["delivery_id"], one["file_name"], format_date(one["received_at"].date()),
         words_of("status")[one["status"]], one["sha256"][:16]]
        for one in sealed.publication.query(
            "select delivery_id, file_name, received_at, status, sha256 from dim_deliveries order "
            "by arrival_order"
        ).dicts()
    ]  # fmt: skip
    decided = read_json(sealed.edition.folder / DATA / "decisions.json")
    decisions: list[list[Cell]] = [
        [f"decisions/{name}.csv", Figure(len(rows))] for name, rows in decided.items() if rows
    ]
    paragraphs = [
        "Ogni valore è calcolato dalle righe consegnate, con le macro SQL sigillate in questa "
        "edizione (cartella "
        "macros); pal edition verify lo ricalcola dai file Parquet della cartella data.",
        f"Costruzione {sealed.facts['build_id']}, programma {sealed.facts['code_version']}.",
    ]
    labels: dict[str, list[str]] = {}
    for kpi in sealed.kpis.values():
        labels.setdefault(kpi.counting_note, []).append(kpi.label)
    additions: list[list[Cell]] = [[", ".join(names), note] for note, names in labels.items()]
    tables = [
        Table("definizioni", "Definizioni", ["Indicatore", "Definizione", "Modo", "Versione", "Confermata"],
              definitions),
        Table("somme", "Che cosa si somma", ["Indicatori", "Regola"], additions),
        Table("fonti", "Consegne usate", ["Consegna", "File", "Ricevuta", "Stato", "SHA-256 (inizio)"], files,
              empty="Nessuna consegna."),
        Table("decisioni", "Decisioni in vigore", ["File", "Righe"], decisions, empty="Nessuna decisione."),
    ]  # fmt: skip
    return Section("metodo", "Metodo e fonti", paragraphs, tables)


def _rules(sealed: Sealed) -> list[list[Cell]]:
    found = sealed.publication.query(
        """
        with broken as (
            select unnest(split(coalesce(rule_codes, 'altro'), ' ')) as rule_code
            from fct_excluded_rows where outcome = 'rejected'
        )
        select coalesce(message_it, rule_code), count(*)
        from broken left join dim_rules using (rule_code) group by all order by 2 desc, 1
        """
    ).rows
    return [[rule, Figure(count)] for rule, count in found]


def _text_order(stem: str, is_partner: bool) -> tuple[Any, ...]:
    known = list(TEXTS)
    return (is_partner, known.index(stem) if stem in known else len(known), stem)
