"""The mentions that make up each subject of a KPI, with the decision behind each link."""

from command.listing import Listing
from publication.reader import Publication

COLUMNS = (
    "subject_type", "subject_id", "partner_code", "record_id", "file_name", "sheet", "row_number",
    "linked_by", "weight", "reason",
)  # fmt: skip
_PRIVATE = ("mention_id", "name", "codice_fiscale", "partita_iva", "municipality_name", "with_mention_id")

_REASONS = """
    case linked_by
        when 'identifier' then 'Stesso codice, e nome o comune concordi.'
        when 'name' then {name_reason}
        when 'model'
            then 'Nome e sede concordano per il modello, peso ' || replace(weight::varchar, '.', ',') || '.'
        when 'person' then 'Decisione di una persona' || {decided} || '.'
        else 'È la sola menzione.'
    end
"""
_DECIDED = "coalesce(': ' || author || ', ' || decided_on || ', ' || reason, '')"

_QUERY = """
with subjects as (
    select distinct subject_type, subject_id from {evidence}
    where subject_type in ('firm', 'network', 'event')
),

mentions as (
    select
        'firm' as subject_type, firm_id as subject_id, partner_code, record_id, linked_by,
        weight, {firm_reason} as reason, {firm_private}
    from {firms}
    union all
    select
        'network' as subject_type, network_id as subject_id, partner_code, record_id, linked_by,
        null as weight, {network_reason} as reason, {network_private}
    from {networks}
    union all
    select
        'event' as subject_type, event_id as subject_id, partner_code, record_id, 'name' as linked_by,
        null as weight, 'Stesso giorno, stesso comune, titolo quasi uguale.' as reason, {event_private}
    from fct_events
)

select
    mentions.* exclude (subject_type, subject_id, linked_by, weight, reason),
    subjects.subject_type,
    subjects.subject_id,
    mentions.linked_by,
    mentions.weight,
    mentions.reason,
    sheets.file_name,
    sheets.sheet,
    row_of(mentions.record_id) as row_number
from subjects
inner join mentions using (subject_type, subject_id)
left join delivered_sheets as sheets on sheet_of(mentions.record_id) = sheets.sheet_ref
order by subjects.subject_type, subjects.subject_id, mentions.partner_code, mentions.record_id
"""


def list_mentions(publication: Publication, evidence: str, private: bool) -> Listing:
    """The mentions of the subjects of `evidence`, a call of the macro; with names where `private`."""
    decided = _DECIDED if private else "''"
    query = _QUERY.format(
        evidence=evidence,
        firms="private_firm_mentions" if private else "bridge_firm_mentions",
        networks="private_network_mentions" if private else "bridge_network_mentions",
        firm_reason=_REASONS.format(name_reason="'Stesso nome e stesso comune.'", decided=decided),
        network_reason=_REASONS.format(
            name_reason="'Stesso nome, aderenti in comune, date non discordi.'", decided=decided
        ).replace(
            "Stesso codice, e nome o comune concordi.", "Stesso codice, o stesso atto con la sua data."
        ),
        firm_private=_columns(
            private, "mention_id, firm_name, codice_fiscale, partita_iva, municipality_name, with_mention_id"
        ),
        network_private=_columns(
            private, "mention_id, network_name, network_codice_fiscale, null, null, with_mention_id"
        ),
        event_private=_columns(private, "event_code, title, null, null, municipality_name, null"),
    )
    columns = (*COLUMNS, *_PRIVATE) if private else COLUMNS
    return Listing(columns, publication.query(f"select {', '.join(columns)} from ({query})").rows)


def _columns(private: bool, expressions: str) -> str:
    """The private columns of a kind of mention, named alike; a placeholder where they are not shown."""
    given = expressions.split(", ") if private else ["null"] * len(_PRIVATE)
    return ", ".join(f"{one} as {name}" for one, name in zip(given, _PRIVATE, strict=True))
