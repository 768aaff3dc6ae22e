"""The sections with KPIs: indicators, levels of evidence, provinces, partners, months."""

from editions.report.figures import Cell, Chart, Figure, Section, Table
from editions.report.sealed_figures import Sealed
from editions.report.summary import against_target, target_headings, targets_note
from publication.kpis import Kpi, list_followed, list_headlines
from publication.vocabularies import titles_of, words_of

NETWORKS_NOTE = (
    "Le imprese per provincia sommano al totale, con «non nota». Una rete conta in ogni provincia "
    "dei suoi aderenti: "
    "le province non si sommano."
)
PARTNERS_NOTE = "Un’impresa seguita da due partner conta per entrambi: i partner non si sommano al totale."


def indicators(sealed: Sealed) -> Section:
    """Every KPI: before, in the period, accumulated, and against its targets."""
    rows = [against_target(sealed, kpi) for kpi in sealed.kpis.values()]
    table = Table("indicatori", "Tutti gli indicatori", target_headings(), rows, targets_note(sealed))
    return Section("indicatori", "Indicatori", [], [table])


def evidence_levels(sealed: Sealed) -> Section:
    """How well each result of the period and of the whole is proved."""
    levels = titles_of("evidence_level")
    tables = []
    for measure in _MEASURES:
        title = words_of("measure")[measure]
        rows: list[list[Cell]] = [
            [
                kpi.label,
                *(sealed.figure(kpi, measure, "level", level) for level in levels),
                sealed.figure(kpi, measure),
            ]
            for kpi in _counted(sealed)
        ]
        tables.append(
            Table(
                f"evidenza_{measure}",
                f"Risultati per livello di evidenza, {title}",
                ["Indicatore", *levels.values(), "Totale"],
                rows,
            )
        )
    paragraphs = [
        "Dichiarata: la riga consegnata non nomina un documento. Documentata: ne nomina uno. "
        "Verificata: la rete o "
        "l’adesione è nel registro delle imprese, oppure una persona ha riscontrato la riga.",
        *_audit_lines(sealed),
    ]
    return Section("evidenza", "Livelli di evidenza", paragraphs, tables)


def provinces(sealed: Sealed) -> Section:
    """KPIs by province, with two maps."""
    kpis = [kpi for kpi in sealed.kpis.values() if not kpi.unit.startswith("€")]
    tables = []
    for measure in _MEASURES:
        title = words_of("measure")[measure]
        rows: list[list[Cell]] = [
            [
                kpi.label,
                *(sealed.figure(kpi, measure, "province_code", code) for code in sealed.provinces),
                sealed.figure(kpi, measure),
            ]
            for kpi in kpis
        ]
        headings = ["Indicatore", *(code if code != "??" else "n.n." for code in sealed.provinces), "Totale"]
        tables.append(
            Table(f"province_{measure}", f"Indicatori per provincia, {title}", headings, rows, NETWORKS_NOTE)
        )
    headlines = [sealed.kpis[code] for code in list_headlines(sealed.kpis)]
    mapped = list({kpi.subject_type: kpi for kpi in reversed(headlines)}.values())[::-1]
    ranking: list[list[Cell]] = [
        [code, name, *(sealed.figure(kpi, "cumulative", "province_code", code) for kpi in mapped)]
        for code, name in sealed.provinces.items()
        if code != "??"
    ]
    maps = Table(
        "province_mappe",
        "Imprese e reti per provincia, cumulato",
        ["Sigla", "Provincia", *(kpi.label for kpi in mapped)],
        ranking,
        NETWORKS_NOTE,
        charts=[Chart("map", kpi.label, value=2 + position) for position, kpi in enumerate(mapped)],
    )
    return Section("province", "Province", [], [maps, *tables])


def partners(sealed: Sealed) -> Section:
    """KPIs by partner; amounts of money have a section of their own."""
    kpis = [kpi for kpi in sealed.kpis.values() if not kpi.is_money and not kpi.is_register]
    tables = []
    for measure in _MEASURES:
        title = words_of("measure")[measure]
        rows: list[list[Cell]] = [
            [
                kpi.label,
                *(sealed.figure(kpi, measure, "partner_code", code) for code in sealed.partners),
                sealed.figure(kpi, measure),
            ]
            for kpi in kpis
        ]
        headings = ["Indicatore", *sealed.partners.values(), "Totale"]
        tables.append(
            Table(f"partner_{measure}", f"Indicatori per partner, {title}", headings, rows, PARTNERS_NOTE)
        )
    return Section("partner", "Partner", [], tables)


def months(sealed: Sealed) -> Section:
    """The period month by month."""
    followed = [sealed.kpis[code] for code in list_followed(sealed.kpis)]
    kpis = [kpi for kpi in followed if not kpi.is_money]
    rows: list[list[Cell]] = [
        [f"{month[5:]}/{month[:4]}", *(sealed.figure(kpi, "in_period", "month", month) for kpi in kpis)]
        for month in sealed.months
    ]
    charts = [
        Chart("columns", kpi.label, value=1 + position, scale=kpi.subject_type)
        for position, kpi in enumerate(kpis)
    ]
    table = Table("mesi", "I mesi del periodo", ["Mese", *(kpi.label for kpi in kpis)], rows, charts=charts)
    return Section("mesi", "Andamento per mese", [], [table, *_notes(sealed)])


def _notes(sealed: Sealed) -> list[Table]:
    """What people noted on the period's months and want the report to say; no table where nobody did."""
    rows: list[list[Cell]] = [
        [
            f"{note['month'][5:]}/{note['month'][:4]}",
            sealed.kpis[note["kpi_code"]].label,
            note["words"],
            note["author"],
        ]
        for note in sorted(sealed.facts.get("notes", []), key=lambda one: (one["month"], one["kpi_code"]))
        if note["kpi_code"] in sealed.kpis
    ]
    headings = ["Mese", "Indicatore", "Nota", "Di"]
    return [Table("note_dei_mesi", "Note sui mesi", headings, rows)] if rows else []


_MEASURES = ("in_period", "cumulative")


def _counted(sealed: Sealed) -> list[Kpi]:
    return [kpi for kpi in sealed.kpis.values() if kpi.way != "ratio"]


def _audit_lines(sealed: Sealed) -> list[str]:
    audits = sealed.facts.get("audits") or []
    if not audits:
        return []
    failed = sum(1 for row in audits if row["result"] != "riscontrato")
    share = Figure(failed / len(audits), "%", 1).text
    return [f"Controlli a campione registrati finora: {len(audits)}; non riscontrati: {failed} ({share})."]
