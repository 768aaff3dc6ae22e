"""The rows behind a value, from the same macro that counted it; of a value counted in part, that part of them."""

from dataclasses import dataclass

import pandas as pd

from dashboard.data.asking import WINDOW, Filters, ask, run, write, written
from publication.reader import Publication

SHOWN_ROWS = 1000

MEETINGS = f"""
    select p.partner_code, p.territory_province_code as province_code, met.subject_id,
        case
            when met.province_code <> p.territory_province_code then 'elsewhere'
            when not bool_or(met.partner_code = p.partner_code) then 'others_alone'
            when bool_or(met.partner_code <> p.partner_code) then 'own_shared'
            else 'own_alone'
        end as meeting
    from dim_partners as p
    cross join (
        select distinct subject_id, province_code, partner_code
        from kpi_evidence(code := 'firms_active', {WINDOW})
    ) as met
    where p.territory_province_code is not null
    group by p.partner_code, p.territory_province_code, met.subject_id, met.province_code
    having bool_or(met.partner_code = p.partner_code) or met.province_code = p.territory_province_code"""

COUNTED = """case (select way from dim_kpis where kpi_code = $code) when 'sum' then e.record_id else e.subject_id end"""
KNOWN = f"kpi_subjects(code := $code, {WINDOW}, known_by := $a::timestamp)"
KNOWN_WITH_LATE = f"kpi_subjects(code := $code, {WINDOW}, known_by := $a::timestamp, with_late := true)"

# What narrows evidence beyond the macros' filters: a condition on its rows `e`, with $a and $b.
PARTS = {
    "everything": "$a = '' and $b = ''",
    "size": """e.firm_id in (select firm_id from dim_firms where coalesce(size_class, '??') = $a)
        and $b = ''""",
    "desk": "coalesce(e.desk_code, '??') = $a and $b = ''",
    "firm": "e.firm_id = $a and $b = ''",
    "network": "e.network_id = $a and $b = ''",
    "subject": "e.subject_id = $a and $b = ''",
    # A network of those formed that the register has, or that is not dissolved by a day.
    "in_register": "$a = '' and $b = '' and e.network_id in (select network_id from dim_networks where is_in_register)",
    "alive": """$b = '' and e.network_id in (
        select network_id from dim_networks where dissolved_date is null or dissolved_date > $a::date)""",
    # A contact at an event.
    "event": """$b = '' and e.record_id in (
        select c.record_id from fct_contacts as c inner join fct_events as v using (partner_code, event_code)
        where v.event_id = $a)""",
    # What counts now and did not by a moment: as what happened later, or as what came late.
    "new": f"$b = '' and {COUNTED} not in (select counted_id from {KNOWN_WITH_LATE})",
    "late": f"""$b = '' and {COUNTED} in (select counted_id from {KNOWN_WITH_LATE})
        and {COUNTED} not in (select counted_id from {KNOWN})""",
    "service": """e.partner_code = $a and e.record_id in (
        select s.record_id from fct_services as s left join dim_services as c using (service_kind)
        where coalesce(c.service_code, '') = $b)""",
    "satisfaction": """$a in ('', e.partner_code) and $b = '' and e.record_id in (
        select record_id from fct_services where satisfaction is not null)""",
    "pair": """e.network_id in (
        select network_id from kpi_evidence(code := 'networks_formed_interprovincial', since := $since::date,
            until := $until::date, partner := $partner::varchar, sector := $sector::varchar)
        group by network_id having bool_or(province_code = $a) and bool_or(province_code = $b))
        and e.province_code in ($a, $b)""",
    **{
        meeting: f"""$b = '' and e.subject_id in (
            select subject_id from ({MEETINGS}) where partner_code = $a and meeting = '{meeting}')"""
        for meeting in ("own_alone", "own_shared", "others_alone", "elsewhere")
    },
}


# Networks that were active and are dissolved within the window: at its end, when a stock is taken, they are gone.
DISSOLVED = """
    select e.* exclude (way, sector_code, size_class, known_at, subject_number, is_in_scope)
    from kpi_filtered(code := $code, province := $province::varchar, partner := $partner::varchar,
        desk := $desk::varchar, sector := $sector::varchar) as e
    inner join dim_networks as n on n.network_id = e.subject_id and n.dissolved_date = e.ended_on
    where e.is_in_scope and $a = '' and $b = ''
        and ($since::date is null or n.dissolved_date >= $since)
        and ($until::date is null or n.dissolved_date <= $until)"""


@dataclass(frozen=True)
class Rows:
    """What a number opens: the rows of a KPI under these filters; of them a part of `a` and `b`.

    The part is one of PARTS, or `dissolved`, for which the KPI is `networks_active`.
    """

    code: str
    filters: Filters
    part: str = "everything"
    a: str = ""
    b: str = ""
    words: str = ""

    def parameters(self) -> dict[str, object]:
        """The query's arguments."""
        return {"code": self.code, "a": self.a, "b": self.b, **self.filters.parameters()}

    def as_sql(self) -> str:
        """The question that gives the number: its value, or of a part of its rows, the rows."""
        if self.part != "everything":
            return written(self.select(), self.parameters())
        given = [f"code := {write(self.code)}"]
        for name, value in self.filters.parameters().items():
            if value is not None:
                given.append(f"{name} := {write(value)}")
        return f"from kpi({', '.join(given)})"

    def select(self) -> str:
        """The evidence itself, without names."""
        if self.part == "dissolved":
            return DISSOLVED
        return f"select e.* from kpi_evidence(code := $code, {WINDOW}) as e where {PARTS[self.part]}"


EVIDENCE = """
with evidence as ({evidence})
select e.kpi_code, e.subject_type, e.subject_id, f.firm_name, n.network_name,
    case e.subject_type
        when 'event' then v.title when 'desk' then k.desk_name when 'model_service' then e.subject_id
    end as subject_name,
    e.province_code, e.partner_code, e.happened_on, e.ended_on, e.amount, e.evidence_level,
    d.file_name, s.sheet, try_cast(split_part(e.record_id, '/', 3) as integer) as row_number, e.record_id
from evidence as e
left join dim_firms as f on f.firm_id = e.firm_id
left join dim_networks as n on n.network_id = e.network_id
left join (select event_id, min(title) as title from fct_events group by event_id) as v
    on e.subject_type = 'event' and v.event_id = e.subject_id
left join dim_desks as k on e.subject_type = 'desk' and k.desk_code = e.subject_id
left join dim_deliveries as d on d.delivery_id = split_part(e.record_id, '/', 1)
left join dim_sheets as s on s.delivery_id = d.delivery_id
    and s.sheet_index = try_cast(split_part(e.record_id, '/', 2) as integer)
order by e.kpi_code, e.happened_on, e.record_id, e.province_code
"""

COUNTS = """
with evidence as ({evidence}),
amounts as (
    select kpi_code, sum(amount) as amount
    from (select distinct kpi_code, record_id, amount from evidence) group by kpi_code
)
select kpi_code, count(*) as evidence_rows, count(distinct subject_id) as subjects, any_value(a.amount) as amount
from evidence left join amounts as a using (kpi_code) group by kpi_code
"""


def count_subjects(publication: Publication, rows: Rows) -> float:
    """The figure of a part of a KPI that counts subjects."""
    counts = count_evidence(publication, rows)
    return 0.0 if counts.empty else float(counts["subjects"].iloc[0])


def load_evidence(publication: Publication, rows: Rows) -> pd.DataFrame:
    """The first SHOWN_ROWS rows behind a value: subject, province, partner, day, file, sheet, row."""
    sql = f"{EVIDENCE.format(evidence=rows.select())} limit {SHOWN_ROWS}"
    return ask(publication, sql, **rows.parameters())


def load_all_evidence(publication: Publication, rows: Rows) -> pd.DataFrame:
    """Every row behind a value, for a download; not cached, it may be long."""
    return run(publication, EVIDENCE.format(evidence=rows.select()), rows.parameters())


def count_evidence(publication: Publication, rows: Rows) -> pd.DataFrame:
    """Per KPI code (two for a ratio): evidence_rows, subjects, and amount with each record once."""
    return ask(publication, COUNTS.format(evidence=rows.select()), **rows.parameters())
