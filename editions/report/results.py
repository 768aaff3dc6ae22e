"""The sections with KPIs: summary, indicators, levels of evidence, provinces, partners, months."""

from editions.report.figures import Cell, Chart, Figure, Section, Table, write_day
from editions.report.sealed_figures import Kpi, Sealed
from editions.report.words import LEVELS
from publication.figures import MISSING

HEADLINES = ("firms_reached", "firms_assisted", "networks_formed", "networks_strengthened")
_BY_MONTH = (
    "firms_reached", "firms_assisted", "contacts_held", "events_held", "services_delivered",
    "networks_formed",
)  # fmt: skip

NETWORKS_NOTE = (
    "Le imprese per provincia sommano al totale, con «non nota». Una rete conta in ogni provincia "
    "dei suoi aderenti: "
    "le province non si sommano."
)
PARTNERS_NOTE = "Un'impresa seguita da due partner conta per entrambi: i partner non si sommano al totale."


def summary(sealed: Sealed) -> Section:
    """What a reader with one minute reads."""
    rows: list[list[Cell]] = [
        _against_target(sealed, sealed.kpis[code]) for code in HEADLINES if code in sealed.kpis
    ]
    facts = sealed.facts
    period = f"dal {write_day(facts['since'])} al {write_day(facts['until'])}"
    confirmed = [sealed.partners.get(row["partner"], row["partner"]) for row in facts["confirmations"]]
    paragraphs = [
        f"Il rapporto riguarda il periodo {period}; il cumulato parte dal "
        f"{write_day(facts['project_start'])}.",
        f"Schede confermate dai partner: {', '.join(confirmed) if confirmed else 'nessuna'}.",
        "Gli obiettivi segnati «da confermare» sono mostrati senza percentuale.",
    ]
    charts = [Chart("bullets", "Cumulato e obiettivo", value=2, target=3)]
    return Section("sintesi", "Sintesi", paragraphs, [Table("sintesi", "", _HEADINGS, rows, charts=charts)])


def indicators(sealed: Sealed) -> Section:
    """Every KPI: in the period, accumulated, and against its target."""
    rows = [_against_target(sealed, kpi) for kpi in sealed.kpis.values()]
    return Section("indicatori", "Indicatori", [], [Table("indicatori", "", _HEADINGS, rows)])


def evidence_levels(sealed: Sealed) -> Section:
    """How well each result of the period and of the whole is proved."""
    tables = []
    for measure, title in _MEASURES:
        rows: list[list[Cell]] = [
            [
                kpi.label,
                *(sealed.figure(kpi, measure, "level", level) for level in LEVELS),
                sealed.figure(kpi, measure),
            ]
            for kpi in _counted(sealed)
        ]
        tables.append(Table(f"evidenza_{measure}", title, ["Indicatore", *LEVELS.values(), "Totale"], rows))
    paragraphs = [
        "Dichiarata: la riga consegnata non nomina un documento. Documentata: ne nomina uno. "
        "Verificata: la rete o "
        "l'adesione è nel registro delle imprese, oppure una persona ha riscontrato la riga.",
        *_audit_lines(sealed),
    ]
    return Section("evidenza", "Livelli di evidenza", paragraphs, tables)


def provinces(sealed: Sealed) -> Section:
    """KPIs by province, with two maps."""
    kpis = [kpi for kpi in sealed.kpis.values() if not kpi.unit.startswith("€")]
    tables = []
    for measure, title in _MEASURES:
        rows: list[list[Cell]] = [
            [
                kpi.label,
                *(sealed.figure(kpi, measure, "province_code", code) for code in sealed.provinces),
                sealed.figure(kpi, measure),
            ]
            for kpi in kpis
        ]
        headings = ["Indicatore", *(code if code != "??" else "n.n." for code in sealed.provinces), "Totale"]
        tables.append(Table(f"province_{measure}", title, headings, rows, NETWORKS_NOTE))
    mapped = [sealed.kpis[code] for code in ("firms_reached", "networks_formed") if code in sealed.kpis]
    ranking: list[list[Cell]] = [
        [code, name, *(sealed.figure(kpi, "cumulative", "province_code", code) for kpi in mapped)]
        for code, name in sealed.provinces.items()
        if code != "??"
    ]
    maps = Table(
        "province_mappe",
        "Cumulato per provincia",
        ["Sigla", "Provincia", *(kpi.label for kpi in mapped)],
        ranking,
        NETWORKS_NOTE,
        charts=[Chart("map", kpi.label, value=2 + position) for position, kpi in enumerate(mapped)],
    )
    return Section("province", "Province", [], [maps, *tables])


def partners(sealed: Sealed) -> Section:
    """KPIs by partner; amounts of money have a section of their own."""
    kpis = [kpi for kpi in sealed.kpis.values() if not kpi.unit.startswith("€") and not kpi.is_register]
    tables = []
    for measure, title in _MEASURES:
        rows: list[list[Cell]] = [
            [
                kpi.label,
                *(sealed.figure(kpi, measure, "partner_code", code) for code in sealed.partners),
                sealed.figure(kpi, measure),
            ]
            for kpi in kpis
        ]
        headings = ["Indicatore", *sealed.partners.values(), "Totale"]
        tables.append(Table(f"partner_{measure}", title, headings, rows, PARTNERS_NOTE))
    return Section("partner", "Partner", [], tables)


def months(sealed: Sealed) -> Section:
    """The period month by month."""
    kpis = [sealed.kpis[code] for code in _BY_MONTH if code in sealed.kpis]
    rows: list[list[Cell]] = [
        [f"{month[5:]}/{month[:4]}", *(sealed.figure(kpi, "in_period", "month", month) for kpi in kpis)]
        for month in sealed.months
    ]
    charts = [Chart("columns", kpi.label, value=1 + position) for position, kpi in enumerate(kpis[:2])]
    table = Table("mesi", "", ["Mese", *(kpi.label for kpi in kpis)], rows, charts=charts)
    return Section("mesi", "Andamento per mese", [], [table])


_HEADINGS = ["Indicatore", "Nel periodo", "Cumulato", "Obiettivo", "Scadenza", "Raggiunto"]
_MEASURES = (("in_period", "Nel periodo"), ("cumulative", "Cumulato"))


def _counted(sealed: Sealed) -> list[Kpi]:
    return [kpi for kpi in sealed.kpis.values() if kpi.way != "ratio"]


def _against_target(sealed: Sealed, kpi: Kpi) -> list[Cell]:
    row = sealed.figures.get((kpi.code, "total", None), {})
    target, cumulative = row.get("target"), row.get("cumulative")
    reached: Cell = MISSING
    if target and not row["target_is_confirmed"]:
        reached = "da confermare"
    elif target and cumulative is not None:
        reached = Figure(cumulative / target, "%", 1)
    return [
        kpi.label,
        sealed.figure(kpi, "in_period"),
        sealed.figure(kpi, "cumulative"),
        kpi.figure(target),
        write_day(row["target_date"]) if target else MISSING,
        reached,
    ]


def _audit_lines(sealed: Sealed) -> list[str]:
    audits = sealed.facts.get("audits") or []
    if not audits:
        return []
    failed = sum(1 for row in audits if row["result"] != "riscontrato")
    share = Figure(failed / len(audits), "%", 1).text
    return [f"Controlli a campione registrati finora: {len(audits)}; non riscontrati: {failed} ({share})."]
