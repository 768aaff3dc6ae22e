"""The report of a sealed edition, from nothing else: `report.json`, `report.xlsx`, `report.pdf`."""

from pathlib import Path

from editions.folder import Edition
from editions.report import grounds, lists, results
from editions.report.as_json import write_json_report
from editions.report.as_pdf import write_pdf
from editions.report.as_workbook import write_workbook
from editions.report.figures import Report
from editions.report.sealed_figures import Sealed
from editions.sealed import open_edition
from publication.figures import format_date
from publication.kpis import list_headlines

_SECTIONS = (
    results.summary,
    results.indicators,
    results.evidence_levels,
    results.provinces,
    results.partners,
    results.months,
    lists.networks,
    lists.services,
    lists.expenses,
    grounds.narrative,
    grounds.differences,
    grounds.quality,
    grounds.waivers,
    grounds.method,
)


def write_reports(edition: Edition, folder: Path, manifest_hash: str) -> list[str]:
    """Write the three reports of an edition into a new folder and give their names.

    One content is made and written three times: so the figures cannot differ.
    """
    folder.mkdir()
    with open_edition(edition) as publication:
        sealed = Sealed(edition, publication)
        report = make_report(sealed, manifest_hash)
        write_json_report(report, folder / "report.json")
        write_pdf(report, folder / "report.pdf")
        write_workbook(report, sealed, folder / "report.xlsx")
    return ["report.json", "report.pdf", "report.xlsx"]


def make_report(sealed: Sealed, manifest_hash: str) -> Report:
    """The report's content."""
    facts = sealed.facts
    headlines = [
        (kpi.label, sealed.figure(kpi, "cumulative"), f"nel periodo {sealed.figure(kpi, 'in_period').text}")
        for kpi in (sealed.kpis[code] for code in list_headlines(sealed.kpis))
    ]
    written = {
        "edition": facts["id"],
        "version": str(facts["version"]),
        "title": facts["title"],
        "since": format_date(facts["since"]),
        "until": format_date(facts["until"]),
        "sealed_by": facts["sealed_by"],
        "sealed_at": facts["sealed_at"],
        "why": facts["why"] or "",
        "manifest_sha256": manifest_hash,
    }
    return Report(written, headlines, [make(sealed) for make in _SECTIONS])
