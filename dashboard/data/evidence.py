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

# What narrows the delivered rows beyond the macros' filters: a condition on them (`e`), with $a and $b.
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
        group by network_id having bool_or(province_code = $a) and bool_or(province_code = $b))""",
    **{
        meeting: f"""$b = '' and e.subject_id in (
            select subject_id from ({MEETINGS}) where partner_code = $a and meeting = '{meeting}')"""
        for meeting in ("own_alone", "own_shared", "others_alone", "elsewhere")
    },
}


# Networks that were active and are dissolved within the window: at its end, when a stock is taken, they are gone.
DISSOLVED = """e.ended_on = (select dissolved_date from dim_networks where network_id = e.network_id)
    and $a = '' and $b = ''"""


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

    def select(self, macro: str = "kpi_delivered") -> str:
        """The delivered rows, each once; of the macro `kpi_trace` with names, file, sheet and row."""
        which, part = ("ended", DISSOLVED) if self.part == "dissolved" else ("counted", PARTS[self.part])
        return f"select e.* from {macro}(code := $code, {WINDOW}, which := '{which}') as e where {part}"


ORDER = "order by kpi_code, happened_on, record_id, subject_id"

COUNTS = """
select kpi_code, count(*) as evidence_rows, count(distinct subject_id) as subjects, sum(amount) as amount
from ({delivered}) group by kpi_code
"""


def count_subjects(publication: Publication, rows: Rows) -> float:
    """The figure of a part of a KPI that counts subjects."""
    counts = count_evidence(publication, rows)
    return 0.0 if counts.empty else float(counts["subjects"].iloc[0])


def load_evidence(publication: Publication, rows: Rows) -> pd.DataFrame:
    """The first SHOWN_ROWS rows behind a value, as `kpi_trace` gives them."""
    sql = f"{rows.select('kpi_trace')} {ORDER} limit {SHOWN_ROWS}"
    return ask(publication, sql, **rows.parameters())


def load_all_evidence(publication: Publication, rows: Rows) -> pd.DataFrame:
    """Every row behind a value, for a download; not cached, it may be long."""
    return run(publication, f"{rows.select('kpi_trace')} {ORDER}", rows.parameters())


def count_evidence(publication: Publication, rows: Rows) -> pd.DataFrame:
    """Per KPI code (two for a ratio): evidence_rows, subjects, amount."""
    return ask(publication, COUNTS.format(delivered=rows.select()), **rows.parameters())
