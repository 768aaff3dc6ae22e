"""The window of rows in the address: `righe=firms_reached;province=LC`, `consegnate=outcome;a=rejected`.

What is as in the view's own filters is left out; the words that a link's reader sees are ours, not the link's.
"""

from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, unquote

from dashboard import text
from dashboard.address import asked, find_codes, is_asked, note_unknown, put
from dashboard.data.asking import Filters
from dashboard.data.delivered import KINDS, Delivered
from dashboard.data.deliveries import OUTCOMES
from dashboard.data.evidence import PARTS, Rows
from dashboard.data.registry import load_desks, load_partners, load_provinces, load_sectors
from dashboard.view import View

COUNTED, DELIVERED = "righe", "consegnate"
DATED = ("new", "late", "alive", "facts", "arrival")  # parts and kinds whose `a` is a day or a moment


def put_window(view: View, rows: Rows | Delivered) -> None:
    """Have the address open this window."""
    if isinstance(rows, Delivered):
        told = {"partner": rows.partner or "", "a": rows.a, "b": rows.b}
        put(DELIVERED, write(rows.kind, {name: value for name, value in told.items() if value}))
        return
    chosen, own = rows.filters.parameters(), view.filters.parameters()
    told = {name: str(value or "") for name, value in chosen.items() if value != own[name]}
    if rows.part != "everything":
        told |= {name: value for name, value in (("part", rows.part), ("a", rows.a), ("b", rows.b)) if value}
    put(COUNTED, write(rows.code, told))


def take_window(view: View) -> Rows | Delivered | None:
    """The window that a link opens, if it opens one that there is; else it is told."""
    for name, read in ((COUNTED, read_rows), (DELIVERED, read_delivered)):
        if is_asked(name) and asked(name):
            first, told = split(asked(name))
            try:
                return read(view, first, told)
            except ValueError:
                note_unknown(name, asked(name), "")
    return None


def read_rows(view: View, code: str, told: dict[str, str]) -> Rows:
    """Rows of a KPI; raises ValueError where something is not known."""
    part = told.pop("part", "everything")
    a, b = told.pop("a", ""), told.pop("b", "")
    if code not in view.kpis or part not in (*PARTS, "dissolved"):
        raise ValueError(code)
    check_day(part, a)
    given: dict[str, Any] = {name: read_filter(view, name, value) for name, value in told.items()}
    filters = replace(view.filters, **given)
    if (filters.since or view.start) > (filters.until or view.end):
        raise ValueError(told)
    return Rows(code, filters, part, a, b, "" if part == "everything" else text.PART_OF_ROWS)


def read_delivered(view: View, kind: str, told: dict[str, str]) -> Delivered:
    """Delivered rows of a kind; raises ValueError where something is not known."""
    if kind not in KINDS or not set(told) <= {"partner", "a", "b"}:
        raise ValueError(kind)
    check_day(kind, told.get("a", ""))
    check_code(view, kind, told.get("a", ""))
    partner = told.get("partner")
    if partner is not None:
        read_filter(view, "partner", partner)
    return Delivered(kind, text.DELIVERED_ROWS, partner, told.get("a", ""), told.get("b", ""))


def read_filter(view: View, name: str, value: str) -> str | date | None:
    """A filter's value; raises ValueError where it has none such."""
    known = {
        "province": [*load_provinces(view.publication), "??"],
        "partner": [*load_partners(view.publication), "registro"],
        "desk": [*load_desks(view.publication), "??"],
        "sector": [*load_sectors(view.publication), "??"],
    }
    if name not in {field.name for field in fields(Filters)}:
        raise ValueError(name)
    if not value:
        return None
    if name not in known:
        return date.fromisoformat(value)
    codes, unknown = find_codes(value, known[name])
    if unknown or not codes:
        raise ValueError(value)
    return " ".join(codes)


def check_day(part: str, a: str) -> None:
    """Raise ValueError where a part is told by a day and `a` is none."""
    if part in DATED:
        datetime.fromisoformat(a)


def check_code(view: View, kind: str, a: str) -> None:
    """Raise ValueError where a kind is told by a code and `a` is none of those there are."""
    known = {
        "counted": ("accepted", "received"),
        "outcome": set(OUTCOMES) - {"accepted"},
        "rule": view.publication.values("select rule_code from dim_rules") if kind == "rule" else (),
    }
    if kind in known and a not in known[kind]:
        raise ValueError(a)


def write(first: str, told: dict[str, str]) -> str:
    """A code and what is told of it as one value."""
    return ";".join([first, *(f"{name}={quote(value, safe=' :')}" for name, value in told.items())])


def split(value: str) -> tuple[str, dict[str, str]]:
    """What `write` wrote."""
    first, *told = value.split(";")
    return first, {name: unquote(rest) for name, _, rest in (one.partition("=") for one in told)}
