"""The files in which people decide, one CSV each in `decisions/`: their columns, and what these may hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SIGNED = ("author", "date", "reason")


@dataclass(frozen=True)
class DecisionFile:
    """The columns of a file, the three that sign a row last.

    `optional` columns may be missing, or empty in a row that is there; of the three that sign, only these
    may. `days` hold days. `allowed` are the only values of a column. `builds`: the warehouse is made from it.
    """

    own: tuple[str, ...]
    optional: frozenset[str] = frozenset()
    days: tuple[str, ...] = ()
    allowed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    builds: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns in their order."""
        return (*self.own, *SIGNED)


_SAME = {"decision": frozenset({"same", "different"})}

FILES: Mapping[str, DecisionFile] = {
    # how a spelling of a coded field is meant
    "values": DecisionFile(("field", "spelling", "code"), builds=True),
    "deliveries": DecisionFile(
        ("delivery_id", "decision"),
        allowed={"decision": frozenset({"complete", "confirm", "withdraw"})},
        builds=True,
    ),
    "corrections": DecisionFile(
        ("partner", "record_type", "key", "field", "old_value", "new_value"), builds=True
    ),
    "firms": DecisionFile(("a", "b", "decision"), allowed=_SAME, builds=True),
    "networks": DecisionFile(("a", "b", "decision"), allowed=_SAME, builds=True),
    # rows that a person has checked
    "checks": DecisionFile(("record_id", "result"), builds=True),
    # the table shipped in data/reference has the same columns, nobody signs it
    "headings": DecisionFile(
        ("heading", "field", "record_type", "partner", "rank", "note"),
        optional=frozenset({"record_type", "partner", "rank", "note", *SIGNED}),
        builds=True,
    ),
    "edition_drafts": DecisionFile(("edition", "title", "since", "until"), days=("since", "until")),
    "edition_states": DecisionFile(
        ("edition", "state", "protocol", "protocol_date", "deadline", "file_sha256"),
        optional=frozenset({"deadline"}),
        days=("protocol_date", "deadline"),
    ),
    # what blocks a sealing and what only warns
    "gate": DecisionFile(("check", "effect"), allowed={"effect": frozenset({"block", "warn"})}),
    # blocks that somebody answers for: one, or (no subject) all of a check
    "waivers": DecisionFile(("edition", "check", "subject")),
    # what the front page of a report says of the project; the newest row of each fact (and partner) holds
    "project_facts": DecisionFile(
        ("fact", "partner", "value"),
        optional=frozenset({"partner"}),
        allowed={"fact": frozenset({"cup", "call", "decree", "funder", "addressee", "grant"})},
    ),
    # a partner confirms its sheet
    "confirmations": DecisionFile(("edition", "partner", "figures_sha256")),
    # what explains a KPI's month: the note is the reason
    "notes": DecisionFile(
        ("kpi_code", "month", "in_report"), allowed={"in_report": frozenset({"yes", "no"})}
    ),
    # who was given the names of natural persons
    "disclosures": DecisionFile(("edition", "kpi_code", "subjects")),
    # persons who asked to be forgotten, and from which deliveries they were taken out
    "erasures": DecisionFile(("deliveries",), optional=frozenset({"deliveries"})),
    # what was found of a case
    "audits": DecisionFile(("edition", "kpi_code", "subject_id", "result")),
}

BUILDING = tuple(name for name, file in FILES.items() if file.builds)
