"""Codes given by a person, checked against those that are known; the nearest one is named."""

from collections.abc import Mapping
from datetime import date
from difflib import SequenceMatcher

from command.options import Filters, read_day
from publication.reader import Publication
from storage.errors import WrongUse
from storage.literals import sql_literal

MacroArguments = dict[str, str | date]


def known_code(what: str, given: str, known: Mapping[str, str]) -> str:
    """The code meant by `given`, a code or its name in any case; raises WrongUse naming the nearest.

    `known` gives each code its name.
    """
    if given in known:
        return given
    sought = given.casefold()
    for code, name in known.items():
        if sought in (code.casefold(), name.casefold()):
            return code
    if not known:
        raise WrongUse(f"{what} «{given}»: non ce n’è nessuno in questa pubblicazione.")
    nearest = max(known, key=lambda code: max(_likeness(sought, code), _likeness(sought, known[code])))
    name = f" ({known[nearest]})" if known[nearest] != nearest else ""
    raise WrongUse(f"{what} «{given}»: codice sconosciuto; il più vicino è {nearest}{name}.")


def macro_arguments(publication: Publication, filters: Filters) -> MacroArguments:
    """The arguments of the KPI macros for these filters; raises WrongUse."""
    arguments: MacroArguments = {}
    for what, query, given in (
        ("code", "select kpi_code, kpi_label from dim_kpis order by sort_order", filters.code),
        (
            "province",
            "select province_code, province_name from dim_provinces order by not is_lombardy",
            filters.province,
        ),
        (
            "partner",
            "select partner_code, partner_name from dim_partners order by sort_order",
            filters.partner,
        ),
        ("desk", "select desk_code, desk_name from dim_desks", filters.desk),
        (
            "sector",
            "select sector_code, sector_name from dim_sectors union all select '??', '??'",
            filters.sector,
        ),
    ):
        if given is not None:
            label = {"code": "KPI", "province": "Provincia", "partner": "Partner", "desk": "Desk"}.get(what)
            known = dict(publication.query(query).rows)
            arguments[what] = known_code(label or "Settore", given, known)
    for option, given in (("since", filters.since), ("until", filters.until)):
        if given is not None:
            arguments[option] = read_day(given, f"--{option}")
    since, until = arguments.get("since"), arguments.get("until")
    if filters.since and filters.until and str(since) > str(until):
        raise WrongUse(f"--since {since} è dopo --until {until}: scambiarli.")
    return arguments


def macro_call(macro: str, arguments: MacroArguments) -> str:
    """A call of a macro with named arguments: `macro(province := 'LC', …)`."""
    named = (f"{name} := {sql_literal(value)}" for name, value in arguments.items())
    return f"{macro}({', '.join(named)})"


def _likeness(sought: str, known: str) -> float:
    return SequenceMatcher(None, sought, known.casefold()).ratio()
