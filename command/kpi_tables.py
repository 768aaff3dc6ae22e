"""KPI values as people read them: a line a KPI, a column a cell, the total last."""

from collections.abc import Iterator, Sequence
from typing import Any

from command.options import Split
from command.saying import say
from command.tables import print_table
from publication.figures import format_date, format_value
from publication.reader import Publication
from publication.vocabularies import words_of

_COLUMNS_AT_ONCE = 14
_TOTAL = "totale"


def print_values(publication: Publication, rows: Sequence[tuple[Any, ...]], by: Split | None) -> None:
    """Print KPI rows (in the columns of `pal kpi`) with labels, Italian numbers, and what adds up."""
    registry = {
        row["kpi_code"]: row
        for row in publication.rows(
            "select kpi_code, kpi_label, subject_type, unit, decimals, counting_note_it from dim_kpis"
        )
    }
    values = {(row[0], _cell(row, by)): row[-1] for row in rows}
    codes = list(dict.fromkeys(code for code, _ in values))
    cells = list(dict.fromkeys(cell for _, cell in values))
    levels = words_of("evidence_level")
    for chosen in _columns(publication, cells, by):
        lines = [
            (
                code,
                registry[code]["kpi_label"],
                *(
                    format_value(
                        values.get((code, cell), 0), registry[code]["unit"], registry[code]["decimals"] or 0
                    )
                    for cell in chosen
                ),
            )
            for code in codes
        ]
        headings = [_name_month(cell) if by is Split.MONTH else levels.get(cell, cell) for cell in chosen]
        print_table(["KPI", "descrizione", *headings], lines, numbers_from=2)
    if by in (Split.PROVINCE, Split.PARTNER):
        for note in dict.fromkeys(registry[code]["counting_note_it"] for code in codes):
            say(f"· {note}")
    if any(registry[code]["subject_type"] == "firm" for code in codes):
        share = format_value(float(publication.meta.get("firms_by_model_share") or 0), "%", 1)
        say(f"Imprese la cui identità poggia sul modello: {share} (dubbi da decidere: pal review).")
    say(f"Pubblicazione {publication.build_id}, dati al {format_date(publication.meta['build_date'])}.")


def _columns(publication: Publication, cells: Sequence[str], by: Split | None) -> Iterator[Sequence[str]]:
    """The cells in groups that fit a page; provinces outside Lombardy, in no total, after all others."""
    outside: set[str] = set()
    if by is Split.PROVINCE:
        query = "select province_code from dim_provinces where not is_lombardy and region_name is not null"
        outside = {code for (code,) in publication.query(query).rows}
    for group in (
        [cell for cell in cells if cell not in outside],
        [cell for cell in cells if cell in outside],
    ):
        for start in range(0, len(group), _COLUMNS_AT_ONCE):
            yield group[start : start + _COLUMNS_AT_ONCE]


def _name_month(cell: str) -> str:
    """`2013-06` -> `06/2013`; the total as it is."""
    return cell if cell == _TOTAL else f"{cell[5:]}/{cell[:4]}"


def _cell(row: tuple[Any, ...], by: Split | None) -> str:
    return "valore" if by is None else next((value for value in row[1:-1] if value is not None), _TOTAL)
