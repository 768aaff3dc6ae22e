"""The networks behind the brief's figures: those formed, strengthened and in incubation, the newest first."""

from dataclasses import dataclass
from datetime import date

from publication.figures import format_date
from publication.reader import Publication
from storage.literals import sql_literal

_COUNTED = {
    "networks_formed": "costituita il",
    "networks_strengthened": "rafforzata il",
    "networks_in_incubation": "in incubazione dal",
}


@dataclass(frozen=True)
class Network:
    """A network: its name, its members' provinces, and what it counts as since when."""

    name: str
    provinces: str
    state: str


def list_networks(publication: Publication, since: date, until: date, partner: str | None) -> list[Network]:
    """Of all partners, or of one."""
    if until < since:
        return []
    return [
        Network(name, provinces or "", f"{_COUNTED[code]} {format_date(day)}")
        for name, provinces, code, day in publication.query(
            f"""
            with counted as (
                select kpi_code, subject_id as network_id, min(happened_on) as day,
                    string_agg(distinct province_code, ', ' order by province_code) as provinces
                from kpi_evidence(
                    code := {sql_literal(" ".join(_COUNTED))}, since := {sql_literal(since)},
                    until := {sql_literal(until)}, partner := {sql_literal(partner)}
                )
                group by all
            )
            select network_name, provinces, kpi_code, day
            from counted inner join dim_networks using (network_id)
            order by day desc, network_name, kpi_code
            """
        ).rows
    ]
