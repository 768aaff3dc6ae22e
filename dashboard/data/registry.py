"""What the codes mean: KPIs, partners, desks, provinces, sectors, services, rules."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.data.asking import as_code, ask, find_day, records, remembered
from publication.kpis import Kpi, read_kpis
from publication.reader import Publication

DEFAULT_START, DEFAULT_END = date(2012, 1, 1), date(2013, 6, 30)


@dataclass(frozen=True)
class Partner:
    """A partner; an association has the province of its territory."""

    code: str
    name: str
    short_name: str
    territory: str | None


@dataclass(frozen=True)
class Province:
    """A province by its sigla."""

    code: str
    name: str
    is_lombardy: bool
    is_pal_territory: bool


@remembered
def project_dates(publication: Publication) -> tuple[date, date]:
    """The project's first and last day, as published."""
    start, end = (find_day(publication, key) for key in ("project_start", "project_end"))
    return start or DEFAULT_START, end or DEFAULT_END


@remembered
def load_kpis(publication: Publication) -> dict[str, Kpi]:
    """The registry in its order, by code."""
    return read_kpis(publication)


@remembered
def load_partners(publication: Publication) -> dict[str, Partner]:
    """The partners by code, in the project's order."""
    sql = """select partner_code as code, partner_name as name, short_name,
            territory_province_code as territory
        from dim_partners order by sort_order"""
    rows = records(ask(publication, sql))
    return {str(row["code"]): Partner(**row | {"territory": as_code(row["territory"])}) for row in rows}


@remembered
def load_provinces(publication: Publication) -> dict[str, Province]:
    """Every province of Italy by its sigla."""
    sql = """select province_code as code, province_name as name, is_lombardy, is_pal_territory
        from dim_provinces where province_code <> '??' order by province_code"""
    return {str(row["code"]): Province(**row) for row in records(ask(publication, sql))}


@remembered
def load_sectors(publication: Publication) -> dict[str, str]:
    """ATECO division -> its name, of the divisions that some firm has."""
    sql = """select sector_code, sector_name from dim_sectors
        where sector_code in (select sector_code from dim_firms) order by sector_code"""
    return as_dict(ask(publication, sql))


@remembered
def load_desks(publication: Publication) -> dict[str, str]:
    """Desk code -> name."""
    return as_dict(ask(publication, "select desk_code, desk_name from dim_desks"))


@remembered
def load_desk_partners(publication: Publication) -> dict[str, str]:
    """Desk code -> its partner's code."""
    return as_dict(ask(publication, "select desk_code, partner_code from dim_desks"))


@remembered
def load_rules(publication: Publication) -> dict[str, str]:
    """Rule code -> what is wrong and how to mend it, in Italian."""
    return as_dict(ask(publication, "select rule_code, message_it from dim_rules"))


def load_services(publication: Publication) -> pd.DataFrame:
    """The catalogue, its base level first: service_code, service_name, service_kind, service_level, is_confirmed."""
    return ask(
        publication,
        """select service_code, service_name, service_kind, service_level, is_confirmed
        from dim_services order by service_level = 'aggiuntivo', service_name""",
    )


@remembered
def load_lineage(publication: Publication, code: str) -> dict[str, list[str]]:
    """Layer -> the models of it that a KPI is made from, the KPI's own first."""
    sql = """select layer, list(model_name order by step) as models
        from (select layer, model_name, min(step) as step from dim_kpi_models where kpi_code = $code group by all)
        group by layer"""
    frame = ask(publication, sql, code=code)
    return {layer: list(models) for layer, models in zip(frame["layer"], frame["models"], strict=True)}


def as_dict(frame: pd.DataFrame) -> dict[str, str]:
    """A frame of two columns as a dict."""
    return dict(zip(frame.iloc[:, 0], frame.iloc[:, 1], strict=True))


def load_reporting(publication: Publication) -> tuple[int, bool]:
    """The day of the next month by which a month is due, and whether a source settles it."""
    sql = "select report_due_day, reporting_is_confirmed as is_confirmed from dim_project"
    row = records(ask(publication, sql))[0]
    return int(row["report_due_day"]), bool(row["is_confirmed"])
