"""The record types, as one table: fields, what is required, and what goes along with what."""

from dataclasses import dataclass

from publication.vocabularies import words_of

FIRM_IDS = ("partner_firm_code", "codice_fiscale", "partita_iva", "company_name")
FIRM_REFERENCE = (*FIRM_IDS, "municipality")
NETWORK_REFERENCE = ("network_code", "network_codice_fiscale", "register_number", "network_name")
COMMON_FIELDS = ("document_ref", "document_kind", "cancelled")
REGISTER_PARTNER = "registro"


@dataclass(frozen=True)
class RecordType:
    """One kind of row that partners deliver.

    `fields` are the canonical fields in order, without the common ones.
    `required` is a conjunction of groups; a group is met by any of its fields.
    What makes two rows the same, and which day dates a row: dbt_project/macros/record_types.sql.
    `along` are the types that a sheet of this type also carries where their required fields are there;
    `shared` says which of their fields may read a column that this type reads as another field.
    """

    name: str
    fields: tuple[str, ...]
    required: tuple[tuple[str, ...], ...]
    along: tuple[str, ...] = ()
    shared: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """What people call it, as everywhere."""
        return words_of("record_type")[self.name]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every canonical field as landed in `raw`, the common ones last."""
        return self.fields + COMMON_FIELDS

    @property
    def own_fields(self) -> tuple[str, ...]:
        """The fields that refer neither to a firm nor to a network nor to a document."""
        references = FIRM_REFERENCE + NETWORK_REFERENCE
        return tuple(field for field in self.fields if field not in references)


_TYPES = (
    RecordType(
        "firms",
        (
            *FIRM_IDS[:1],
            "company_name",
            "partita_iva",
            "codice_fiscale",
            "legal_form",
            "subject_kind",
            "address",
            "postal_code",
            "municipality",
            "province",
            "codice_ateco",
            "employees",
            "turnover_eur",
            "is_associated",
            "seat_date",
        ),
        (("company_name",), ("municipality", "province")),
    ),
    RecordType(
        "contacts",
        (
            "contact_code",
            *FIRM_REFERENCE,
            "contact_date",
            "contact_kind",
            "event_code",
            "desk",
            "topic",
            "hours",
            "outcome",
        ),
        (FIRM_IDS, ("contact_date",), ("contact_kind", "event_code")),
        ("events", "firms"),
        (("event_date", "contact_date"), ("event_kind", "contact_kind"), ("title", "topic")),
    ),
    RecordType(
        "events",
        ("event_code", "title", "event_date", "municipality", "event_kind", "attendees"),
        (("event_code",), ("title",), ("event_date",)),
    ),
    RecordType(
        "networks",
        (
            "network_code",
            "network_name",
            "legal_kind",
            "stage",
            "opened_date",
            "signed_date",
            "register_number",
            "network_codice_fiscale",
            "existed_before",
            "purpose",
            "codice_ateco",
            "dissolved_date",
        ),
        (("network_name",),),
    ),
    RecordType(
        "network_members",
        (*NETWORK_REFERENCE, *FIRM_REFERENCE, "member_role", "joined_date", "left_date"),
        (NETWORK_REFERENCE, FIRM_IDS),
        ("networks", "firms"),
    ),
    RecordType(
        "network_events",
        (*NETWORK_REFERENCE, "event_date", "network_event_kind"),
        (NETWORK_REFERENCE, ("event_date",), ("network_event_kind",)),
    ),
    RecordType(
        "services",
        (
            "service_code",
            "service_date",
            "service_kind",
            *FIRM_REFERENCE,
            *NETWORK_REFERENCE,
            "desk",
            "hours",
            "value_eur",
            "outcome",
            "satisfaction",
        ),
        (("service_date",), ("service_kind",)),
        ("firms",),
    ),
    RecordType(
        "expenses",
        (
            "expense_date",
            "category",
            "incurred_eur",
            "paid_eur",
            "claimed_eur",
            "admitted_eur",
            "cut_reason",
            "supplier",
            "supplier_codice_fiscale",
            "document_number",
            "activity",
        ),
        (("expense_date",), ("category",), ("incurred_eur",)),
    ),
    RecordType(
        "budgets",
        ("category", "budget_eur", "version_date"),
        (("category",), ("budget_eur",)),
    ),
    RecordType(
        "targets",
        ("kpi_code", "value", "period_end", "province", "partner", "version_date", "is_confirmed"),
        (("kpi_code",), ("value",), ("period_end",)),
    ),
    RecordType(
        "register_members",
        (
            "network_name",
            "signed_date",
            "network_codice_fiscale",
            "register_number",
            "network_province",
            "network_municipality",
            "purpose",
            "company_name",
            "codice_fiscale",
            "municipality",
            "province",
            "codice_ateco",
        ),
        (("network_name",), ("signed_date",)),
    ),
)

RECORD_TYPES: dict[str, RecordType] = {record_type.name: record_type for record_type in _TYPES}
REGISTER_TYPE = "register_members"
MAIN_TYPES = ("contacts", "services", "expenses", "budgets", "targets", "network_events", "network_members")
ALONE_TYPES = ("firms", "events", "networks")

REQUIRED_LABELS = {
    FIRM_IDS: "un riferimento all’impresa (codice, codice fiscale, partita IVA o ragione sociale)",
    NETWORK_REFERENCE: "un riferimento alla rete (codice, codice fiscale, repertorio o nome)",
    FIRM_IDS + NETWORK_REFERENCE: "un riferimento all’impresa o alla rete",
    ("company_name",): "la ragione sociale",
    ("municipality", "province"): "il comune o la provincia",
    ("contact_date",): "la data del contatto",
    ("contact_kind", "event_code"): "il tipo di contatto",
    ("event_code",): "il codice dell’evento",
    ("title",): "il titolo dell’evento",
    ("event_date",): "la data dell’evento",
    ("network_name",): "il nome della rete",
    ("network_event_kind",): "il tipo di evento della rete",
    ("service_date",): "la data del servizio",
    ("service_kind",): "il tipo di servizio",
    ("expense_date",): "la data della spesa",
    ("category",): "la categoria di spesa",
    ("incurred_eur",): "l’importo sostenuto",
    ("budget_eur",): "l’importo a budget",
    ("kpi_code",): "il codice dell’indicatore",
    ("value",): "il valore obiettivo",
    ("period_end",): "la fine del periodo",
    ("signed_date",): "la data dell’atto",
}
