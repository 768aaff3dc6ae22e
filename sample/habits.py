"""What each partner writes down and how: the columns it has, its codes, its way with names and numbers."""

from __future__ import annotations

from dataclasses import dataclass

DESKS = {
    "assolombarda": ("Desk Milano", "Desk Lodi"),
    "lecco": ("Desk Lecco",),
    "alto_milanese": ("Desk Alto Milanese",),
    "como": ("Desk Como",),
    "monza_brianza": ("Desk Monza e Brianza",),
    "pavia": ("Desk Pavia",),
    "polimi_tto": ("Desk TTO",),
    "acf": ("Desk ACF",),
}


@dataclass(frozen=True, slots=True)
class Habits:
    """How a partner keeps its list of firms and its contacts."""

    prefix: str
    firm_code: str
    """A format for the firm's number."""
    name_style: str
    has_partita_iva: bool = True
    has_codice_fiscale: bool = True
    is_partita_iva_number: bool = False
    """P.IVA as an Excel number: leading zeros are lost."""
    has_it_prefix: bool = False
    ateco_style: str | None = "dotted"
    """dotted 25.62.00, short 25.62, plain 256200; None: the partner has no such column."""
    has_contact_codes: bool = True
    has_service_codes: bool = True
    has_network_codes: bool = True
    writes_desk: bool = True
    province_style: str = "sigla"
    has_subject_kind: bool = False


HABITS: dict[str, Habits] = {
    "assolombarda": Habits("AL", "AL{:07d}", "as_is", has_it_prefix=True, has_subject_kind=True),
    "lecco": Habits("LC", "LC-{:06d}", "shouted", ateco_style="short", has_subject_kind=True),
    "alto_milanese": Habits(
        "AM", "{:d}", "shouted_plain", has_codice_fiscale=False, is_partita_iva_number=True,
        ateco_style="plain", has_contact_codes=False,
    ),
    "como": Habits(
        "CO", "CO/{:d}", "plain_form", ateco_style=None, has_contact_codes=False, province_style="name",
        writes_desk=False,
    ),
    "monza_brianza": Habits("MB", "{:d}", "as_is", is_partita_iva_number=True),
    "pavia": Habits(
        "PV", "P{:07d}", "as_is", has_codice_fiscale=False, has_it_prefix=True, has_contact_codes=False
    ),
    "polimi_tto": Habits(
        "TTO", "tto{:07d}", "lower_form", has_partita_iva=False, ateco_style=None, province_style="lower"
    ),
    "acf": Habits(
        "ACF", "A{:07d}", "shouted_plain", ateco_style=None, has_contact_codes=False, has_service_codes=False,
        has_network_codes=False, writes_desk=False,
    ),
}  # fmt: skip

ATTENDANCE_LISTS = ("como", "polimi_tto", "acf")
"""Partners that deliver who came to an event on a sheet of its own, firms by name and municipality."""
