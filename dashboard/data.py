"""All SQL of the dashboard: it calls the published macros and reads the published tables, nothing else.

Answers are cached by build and arguments, so a page that is drawn again asks nothing twice and a new
publication is never answered from an old one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from dashboard.kpis import Kpi
from dashboard.targets import Target
from warehouse.reader import Publication

SHOWN_ROWS = 1000


@dataclass(frozen=True)
class Filters:
    """What the reader chose; None means no filter. Days are included at both ends."""

    since: date | None = None
    until: date | None = None
    partner: str | None = None
    province: str | None = None


@dataclass(frozen=True)
class Province:
    """A province by its sigla."""

    code: str
    name: str
    is_lombardy: bool


WINDOW = """since := $since::date, until := $until::date, partner := $partner::varchar,
    province := $province::varchar"""


def load_kpis(publication: Publication) -> dict[str, Kpi]:
    """The registry in its order, by code."""
    sql = """select kpi_code as code, kpi_label as label, definition_it as definition,
            counting_note_it as counting_note, way, subject_type, unit, decimals, is_confirmed
        from dim_kpis order by sort_order"""
    return {str(row["code"]): Kpi(**row) for row in records(ask(publication, sql))}


def load_partners(publication: Publication) -> dict[str, str]:
    """Partner code -> name, in the project's order."""
    frame = ask(publication, "select partner_code, partner_name from dim_partners order by sort_order")
    return dict(zip(frame["partner_code"], frame["partner_name"], strict=True))


def load_provinces(publication: Publication) -> dict[str, Province]:
    """Every province of Italy by its sigla."""
    sql = """select province_code as code, province_name as name, is_lombardy from dim_provinces
        where province_code <> '??'"""
    return {str(row["code"]): Province(**row) for row in records(ask(publication, sql))}


def load_partners_in(publication: Publication) -> int:
    """How many of the project's partners have a delivery that landed or waits."""
    sql = """select count(distinct partner_code) as partners from dim_deliveries
        where status in ('landed', 'waiting') and partner_code in (select partner_code from dim_partners)"""
    return int(ask(publication, sql)["partners"].iloc[0])


def find_moment(publication: Publication, key: str) -> datetime | None:
    """A moment that the publication tells about itself (newest_received_at, built_at; UTC), if it does."""
    text = publication.meta.get(key)
    return datetime.fromisoformat(text) if text else None


def find_day(publication: Publication, key: str) -> date | None:
    """A day that the publication tells about itself (project_start, project_end), if it does."""
    text = publication.meta.get(key)
    return date.fromisoformat(text[:10]) if text else None


def load_values(publication: Publication, filters: Filters) -> dict[str, float | None]:
    """Every KPI's value by code, from the macro `kpi`."""
    frame = ask(publication, f"from kpi({WINDOW})", **parameters(filters))
    return {code: as_float(value) for code, value in zip(frame["kpi_code"], frame["value"], strict=True)}


def load_by_province(publication: Publication, code: str, filters: Filters) -> pd.DataFrame:
    """province_code and value of one KPI; the region's own count has no province_code (None)."""
    sql = f"select province_code, value from kpi_by_province(code := $code, {WINDOW})"
    frame = ask(publication, sql, code=code, **parameters(filters))
    frame["province_code"] = frame["province_code"].astype(object).where(frame["province_code"].notna(), None)
    return frame


def load_by_month(publication: Publication, code: str, filters: Filters) -> pd.DataFrame:
    """month (`YYYY-MM`) and value of one KPI, in order, without the total."""
    sql = f"""select month, value from kpi_by_month(code := $code, {WINDOW})
        where month is not null order by month"""
    return ask(publication, sql, code=code, **parameters(filters))


def load_targets(publication: Publication) -> list[Target]:
    """The targets that hold."""
    sql = """select kpi_code, value, period_end, province_code, partner_code, is_confirmed
        from fct_targets where is_current"""
    return [
        Target(
            kpi_code=row["kpi_code"],
            value=float(row["value"]),
            period_end=pd.Timestamp(row["period_end"]).date(),
            province_code=as_code(row["province_code"]),
            partner_code=as_code(row["partner_code"]),
            is_confirmed=bool(row["is_confirmed"]),
        )
        for row in records(ask(publication, sql))
    ]


EVIDENCE = f"""
select e.kpi_code, e.subject_type, e.subject_id, f.firm_name, n.network_name,
    case e.subject_type
        when 'event' then v.title when 'desk' then k.desk_name when 'model_service' then e.subject_id
    end as subject_name,
    e.province_code, p.province_name, e.partner_code, e.happened_on, e.ended_on, e.amount, e.evidence_level,
    d.file_name, s.sheet, try_cast(split_part(e.record_id, '/', 3) as integer) as row_number, e.record_id
from kpi_evidence(code := $code, {WINDOW}) as e
left join dim_firms as f on f.firm_id = e.firm_id
left join dim_networks as n on n.network_id = e.network_id
left join fct_events as v on e.subject_type = 'event' and v.event_id = e.subject_id
left join dim_desks as k on e.subject_type = 'desk' and k.desk_code = e.subject_id
left join dim_provinces as p on p.province_code = e.province_code
left join dim_deliveries as d on d.delivery_id = split_part(e.record_id, '/', 1)
left join dim_sheets as s on s.delivery_id = d.delivery_id
    and s.sheet_index = try_cast(split_part(e.record_id, '/', 2) as integer)
order by e.kpi_code, e.happened_on, e.record_id, e.province_code
"""


def load_evidence(publication: Publication, code: str, filters: Filters) -> pd.DataFrame:
    """The first SHOWN_ROWS rows behind a value: subject, province, partner, day, file, sheet, row."""
    return ask(publication, f"{EVIDENCE} limit {SHOWN_ROWS}", code=code, **parameters(filters))


def load_all_evidence(publication: Publication, code: str, filters: Filters) -> pd.DataFrame:
    """Every row behind a value, for a download; not cached, it may be long."""
    return run(publication, EVIDENCE, {"code": code, **parameters(filters)})


def count_evidence(publication: Publication, code: str, filters: Filters) -> pd.DataFrame:
    """Per KPI code (two for a ratio): evidence_rows, subjects, and amount with each record once."""
    sql = f"""
        with evidence as (from kpi_evidence(code := $code, {WINDOW})),
        amounts as (
            select kpi_code, sum(amount) as amount
            from (select distinct kpi_code, record_id, amount from evidence) group by kpi_code
        )
        select kpi_code, count(*) as evidence_rows, count(distinct subject_id) as subjects,
            any_value(a.amount) as amount
        from evidence left join amounts as a using (kpi_code) group by kpi_code"""
    return ask(publication, sql, code=code, **parameters(filters))


def parameters(filters: Filters) -> dict[str, object]:
    """The macros' arguments by name."""
    return {
        "since": filters.since,
        "until": filters.until,
        "partner": filters.partner,
        "province": filters.province,
    }


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dicts by column."""
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def as_code(value: object) -> str | None:
    """A cell as a code, None where the database had NULL."""
    return value if isinstance(value, str) and value else None


def as_float(value: float | None) -> float | None:
    """A cell as a float, None where the database had NULL."""
    return None if value is None or value != value else float(value)


def ask(publication: Publication, sql: str, **arguments: object) -> pd.DataFrame:
    """Run a query, or give the answer that the same build gave before."""
    return _remembered(publication, publication.build_id, sql, tuple(sorted(arguments.items())))


@st.cache_data(max_entries=400, show_spinner=False)
def _remembered(
    _publication: Publication, build_id: str, sql: str, arguments: tuple[tuple[str, object], ...]
) -> pd.DataFrame:
    return run(_publication, sql, dict(arguments))


def run(publication: Publication, sql: str, arguments: Mapping[str, object]) -> pd.DataFrame:
    """Run a query on the publication, now."""
    cursor: duckdb.DuckDBPyConnection = publication.connection.cursor()
    return cursor.execute(sql, dict(arguments)).df()
