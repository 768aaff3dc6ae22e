"""For the auditor: cases drawn from a sealed figure, a control file (fascicolo) each, and what was found."""

import csv
import random
from dataclasses import dataclass
from pathlib import Path

from decisions.writing import append
from editions.audit.dossier import evidence_of, write_dossier
from editions.folder import Edition
from editions.report.sealed_figures import Sealed
from editions.sealed import open_edition
from publication.kpis import Kpi
from publication.reader import open_twin
from storage.errors import PalError, WrongUse
from storage.home import Home
from storage.literals import sql_literal

FOUND, NOT_FOUND, COUNTS = "riscontrato", "non_riscontrato", "conta"
"""What was found of a case; and that what was not found counts on, by the decision of who signs."""


@dataclass(frozen=True)
class Sample:
    """Cases drawn: where their files are, the subjects in the order drawn, how many there were to draw
    from."""

    folder: Path
    subjects: list[str]
    population: int


def draw_sample(
    home: Home, edition: Edition, kpi_code: str, size: int, seed: int, reserved_for: str | None
) -> Sample:
    """Draw `size` of the subjects that a figure of the period counts and write a PDF each.

    The same edition, KPI, size and seed give the same cases. With `reserved_for` (who asks), the names of
    natural
    persons are shown: then the files go to `private/`, mode 0600, and the disclosure is written down.
    """
    build_id = edition.facts["build_id"]
    with open_edition(edition) as publication, open_twin(home, build_id) as twin:
        if twin is None:
            raise PalError(
                f"{home.private}: manca la copia riservata di {build_id}; i fascicoli si fanno "
                "dove l’edizione è stata sigillata."
            )
        sealed = Sealed(edition, publication)
        kpi = sealed.kpis[kpi_code]
        if kpi.way == "ratio":
            raise WrongUse(f"{kpi_code} è un rapporto: estrarre il campione da uno dei suoi due indicatori.")
        counted = _counted(sealed, kpi)
        drawn = random.Random(seed).sample(counted, min(size, len(counted)))  # noqa: S311
        name = f"{edition.name}-{kpi_code}-{seed}"
        folder = (home.private if reserved_for else home.root) / "audits" / name
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if reserved_for is not None:
            row = {"edition": edition.name, "kpi_code": kpi_code, "subjects": " ".join(drawn)}
            reason = "allegato riservato con i nomi delle persone fisiche"
            append(home.decisions, "disclosures", [row], reserved_for, reason)
        for number, subject in enumerate(drawn, start=1):
            target = folder / f"fascicolo-{number:03d}.pdf"
            write_dossier(home, sealed, twin, kpi, subject, number, target, bool(reserved_for))
        _write_list(folder / "campione.csv", edition, kpi_code, drawn)
    return Sample(folder, drawn, len(counted))


def record_result(
    home: Home, edition: Edition, kpi_code: str, subject: str, result: str, author: str, why: str
) -> int:
    """Write down what was found of a case; gives how many delivered rows are now checked. Raises WrongUse.

    A case that was found makes its rows *verified* from the next build on; one that was not, with a reason,
    takes them out of every figure until somebody decides that they count on.
    """
    if result not in (FOUND, NOT_FOUND, COUNTS):
        raise WrongUse(f"--result: è {FOUND}, {NOT_FOUND} oppure {COUNTS}.")
    if result != FOUND and not why.strip():
        raise WrongUse(f"--result {result}: serve --why, che cosa si è visto o deciso.")
    with open_edition(edition) as publication:
        sealed = Sealed(edition, publication)
        kpi = sealed.kpis[kpi_code]
        if subject not in _counted(sealed, kpi):
            raise WrongUse(f"Soggetto «{subject}»: {kpi_code} non lo conta in questa edizione.")
        records = list(dict.fromkeys(row["record_id"] for row in evidence_of(sealed, kpi, subject)))
    row = {"edition": edition.name, "kpi_code": kpi_code, "subject_id": subject, "result": result}
    about = f"controllo a campione, edizione {edition.name}"
    append(home.decisions, "audits", [row], author, why or about)
    checked = [{"record_id": record, "result": result} for record in records]
    append(home.decisions, "checks", checked, author, f"{about}: {why}" if why else about)
    return len(records)


def _counted(sealed: Sealed, kpi: Kpi) -> list[str]:
    days = f"since := date '{sealed.facts['since']}', until := date '{sealed.facts['until']}'"
    query = (
        f"select distinct counted_id from kpi_subjects(code := {sql_literal(kpi.code)}, {days}) order by 1"
    )
    return [str(value) for value in sealed.publication.values(query)]


def _write_list(target: Path, edition: Edition, kpi_code: str, drawn: list[str]) -> None:
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["fascicolo", "edition", "kpi_code", "subject_id", "result"])
        writer.writerows(
            [f"{number:03d}", edition.name, kpi_code, one, ""] for number, one in enumerate(drawn, 1)
        )
