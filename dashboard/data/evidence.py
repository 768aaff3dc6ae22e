"""The rows behind a value, from the same macro that counted it; of a value counted in part, that part of them."""

from dataclasses import dataclass

import pandas as pd

from dashboard.data.asking import WINDOW, Filters, ask, run
from warehouse.reader import Publication

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

# What narrows evidence beyond the macros' filters: a condition on its rows `e`, with $a and $b.
PARTS = {
    "everything": "$a = '' and $b = ''",
    "size": """e.firm_id in (select firm_id from dim_firms where coalesce(size_class, '??') = $a)
        and $b = ''""",
    "network": "e.network_id = $a and $b = ''",
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


@dataclass(frozen=True)
class Rows:
    """What a number opens: the rows of a KPI under these filters, of them a part (PARTS) of `a` and `b`."""

    code: str
    filters: Filters
    part: str = "everything"
    a: str = ""
    b: str = ""
    words: str = ""

    def parameters(self) -> dict[str, object]:
        """The query's arguments."""
        return {"code": self.code, "a": self.a, "b": self.b, **self.filters.parameters()}

    def select(self) -> str:
        """The evidence itself, without names."""
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
left join fct_events as v on e.subject_type = 'event' and v.event_id = e.subject_id
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
