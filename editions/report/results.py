"""The sections with KPIs: summary, indicators, levels of evidence, provinces, partners, months."""

from datetime import date

from editions.report.figures import Cell, Chart, Figure, Section, Table
from editions.report.sealed_figures import Sealed
from publication.figures import MISSING, format_date
from publication.kpis import Kpi, list_followed, list_headlines
from publication.targets import NOT_MEASURED
from publication.vocabularies import titles_of, words_of

NETWORKS_NOTE = (
    "Le imprese per provincia sommano al totale, con «non nota». Una rete conta in ogni provincia "
    "dei suoi aderenti: "
    "le province non si sommano."
)
PARTNERS_NOTE = "Un'impresa seguita da due partner conta per entrambi: i partner non si sommano al totale."


def summary(sealed: Sealed) -> Section:
    """What a reader with one minute reads."""
    rows: list[list[Cell]] = [
        _against_target(sealed, sealed.kpis[code]) for code in list_headlines(sealed.kpis)
    ]
    facts = sealed.facts
    period = f"dal {format_date(facts['since'])} al {format_date(facts['until'])}"
    confirmed = [sealed.partners.get(row["partner"], row["partner"]) for row in facts["confirmations"]]
    paragraphs = [
        f"Il rapporto riguarda il periodo {period}; il cumulato parte dal "
        f"{format_date(facts['project_start'])}.",
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
    levels = titles_of("evidence_level")
    tables = []
    for measure, title in _MEASURES:
        rows: list[list[Cell]] = [
            [
                kpi.label,
                *(sealed.figure(kpi, measure, "level", level) for level in levels),
                sealed.figure(kpi, measure),
            ]
            for kpi in _counted(sealed)
        ]
        tables.append(Table(f"evidenza_{measure}", title, ["Indicatore", *levels.values(), "Totale"], rows))
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
    headlines = [sealed.kpis[code] for code in list_headlines(sealed.kpis)]
    mapped = list({kpi.subject_type: kpi for kpi in reversed(headlines)}.values())[::-1]
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
    kpis = [kpi for kpi in sealed.kpis.values() if not kpi.is_money and not kpi.is_register]
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
    followed = [sealed.kpis[code] for code in list_followed(sealed.kpis)]
    kpis = [kpi for kpi in followed if not kpi.is_money]
    rows: list[list[Cell]] = [
        [f"{month[5:]}/{month[:4]}", *(sealed.figure(kpi, "in_period", "month", month) for kpi in kpis)]
        for month in sealed.months
    ]
    charts = [Chart("columns", kpi.label, value=1 + position) for position, kpi in enumerate(kpis[:2])]
    table = Table("mesi", "", ["Mese", *(kpi.label for kpi in kpis)], rows, charts=charts)
    return Section("mesi", "Andamento per mese", [], [table])


_HEADINGS = [
    "Indicatore",
    "Nel periodo",
    "Cumulato",
    "Obiettivo",
    "Scadenza",
    "Raggiunto",
    "Come va",
    "Misurato al",
]
_MEASURES = (("in_period", "Nel periodo"), ("cumulative", "Cumulato"))


def _counted(sealed: Sealed) -> list[Kpi]:
    return [kpi for kpi in sealed.kpis.values() if kpi.way != "ratio"]


def _against_target(sealed: Sealed, kpi: Kpi) -> list[Cell]:
    row = sealed.figures.get((kpi.code, "total", None), {})
    target, share, standing = row.get("target"), row.get("target_share"), row.get("target_standing")
    if "target_share" not in row and target and row["target_is_confirmed"]:  # sealed before it was measured
        share = None if row["cumulative"] is None else row["cumulative"] / target
    measured: date | None = row.get("target_measured_on")
    reached: Cell = MISSING if share is None else Figure(share, "%", 1)
    words = words_of("standing").get(standing, standing) if standing else MISSING
    if target is not None and not row["target_is_confirmed"]:
        words = "da confermare"
    elif target is not None and not standing and "target_standing" in row:
        words = NOT_MEASURED
    return [
        kpi.label,
        sealed.figure(kpi, "in_period"),
        sealed.figure(kpi, "cumulative"),
        Figure.of(kpi, target),
        MISSING if target is None else format_date(row["target_date"]),
        reached,
        words,
        MISSING if target is None or measured is None else format_date(measured),
    ]


def _audit_lines(sealed: Sealed) -> list[str]:
    audits = sealed.facts.get("audits") or []
    if not audits:
        return []
    failed = sum(1 for row in audits if row["result"] != "riscontrato")
    share = Figure(failed / len(audits), "%", 1).text
    return [f"Controlli a campione registrati finora: {len(audits)}; non riscontrati: {failed} ({share})."]
