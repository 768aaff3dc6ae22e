"""The report of a sealed edition, from nothing else: `report.json`, `report.xlsx`, `report.pdf`; beside it the rows
behind every figure (`evidence.xlsx`) and what is not sent (`internal.pdf`).
"""

from collections.abc import Callable
from pathlib import Path

from editions.folder import Edition
from editions.report import grounds, internal, lists, results
from editions.report.as_json import write_json_report
from editions.report.as_pdf import write_internal_pdf, write_pdf
from editions.report.as_workbook import write_workbook
from editions.report.evidence_sheets import write_evidence_workbook
from editions.report.figures import Report, Section
from editions.report.narrative import read_logos
from editions.report.project import LACKING, front_matter, project
from editions.report.sealed_figures import Sealed
from editions.report.spending import spending
from editions.report.summary import summary
from editions.sealed import open_edition
from publication.figures import format_date
from publication.kpis import list_headlines
from publication.vocabularies import words_of

Maker = Callable[[Sealed], Section]

_SECTIONS: tuple[Maker, ...] = (
    summary,
    project,
    results.indicators,
    results.provinces,
    results.partners,
    results.months,
    lists.networks,
    lists.services,
    spending,
    grounds.narrative,
    grounds.differences,
    results.evidence_levels,
    grounds.waivers,
    grounds.method,
)
_INTERNAL: tuple[Maker, ...] = (internal.checks, internal.rows, internal.sources)


def write_reports(edition: Edition, folder: Path, manifest_hash: str) -> list[str]:
    """Write the reports of an edition into a new folder and give their names.

    One content is made and written three times: so the figures cannot differ.
    """
    folder.mkdir()
    with open_edition(edition) as publication:
        sealed = Sealed(edition, publication)
        report = make_report(sealed, manifest_hash)
        write_json_report(report, folder / "report.json")
        write_pdf(report, read_logos(edition), folder / "report.pdf")
        write_workbook(report, folder / "report.xlsx")
        write_evidence_workbook(sealed, folder / "evidence.xlsx")
        write_internal_pdf(make_report(sealed, manifest_hash, _INTERNAL), folder / "internal.pdf")
    return ["report.json", "report.pdf", "report.xlsx", "evidence.xlsx", "internal.pdf"]


def make_report(sealed: Sealed, manifest_hash: str, makers: tuple[Maker, ...] = _SECTIONS) -> Report:
    """The report's content, in these sections."""
    facts = sealed.facts
    headlines = [
        (kpi.label, sealed.figure(kpi, "cumulative"), f"nel periodo {sealed.figure(kpi, 'in_period').text}")
        for kpi in (sealed.kpis[code] for code in list_headlines(sealed.kpis))
    ]
    said = front_matter(sealed)
    written = {
        "edition": facts["id"],
        "version": str(facts["version"]),
        "title": facts["title"],
        "since": format_date(facts["since"]),
        "until": format_date(facts["until"]),
        "sealed_by": facts["sealed_by"],
        "sealed_at": facts["sealed_at"],
        "sealed_on": format_date(facts["sealed_at"]),
        "why": facts["why"] or "",
        "manifest_sha256": manifest_hash,
        **{fact: said.texts.get(fact, LACKING) for fact in words_of("project_fact") if fact != "grant"},
    }
    return Report(written, headlines, [make(sealed) for make in makers])
