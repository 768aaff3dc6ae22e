"""What changed since a day: values as they could be known then, rows replaced since, and what was published then."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import duckdb
import pandas as pd

from dashboard.data.asking import WINDOW, Filters, ask, remembered, run, written
from dashboard.data.values import as_values, known_question, load_values, load_values_known
from publication.figures import ROME
from publication.reader import Publication, open_old
from storage.errors import PalError


@dataclass(frozen=True)
class Change:
    """How one KPI moved since a day.

    `before` counts what had been received by then, by today's rules and corrections; `late` came later but had
    happened by then, `new` happened later: before + late + new = now. `published` is what was shown on that day,
    where that publication is still kept: before - published is what corrections did.
    """

    code: str
    before: float
    late: float
    new: float
    published: float | None

    @property
    def now(self) -> float:
        """Today's value."""
        return self.before + self.late + self.new

    @property
    def corrected(self) -> float | None:
        """What corrections, decisions and rules did to what was shown then."""
        return None if self.published is None else self.before - self.published

    @property
    def moved(self) -> bool:
        """Whether anything changed."""
        return bool(self.late or self.new or self.corrected)


def end_of(day: date) -> datetime:
    """The last moment of a day in Rome, as UTC without a zone, as the publication keeps moments."""
    local = datetime.combine(day + timedelta(days=1), time.min, tzinfo=ROME) - timedelta(microseconds=1)
    return local.astimezone(UTC).replace(tzinfo=None)


@remembered
def load_changes(publication: Publication, filters: Filters, day: date) -> list[Change]:
    """How each KPI that is no ratio moved since the end of a day, in the registry's order."""
    moment = end_of(day)
    if not has_deliveries_after(publication, moment):
        return []
    now = load_values(publication, filters)
    known = load_values_known(publication, filters, moment, with_late=False)
    # A window that had ended by the day holds nothing that happened later.
    ended = filters.until is not None and filters.until <= day
    with_late = now if ended else load_values_known(publication, filters, moment, with_late=True)
    published = load_published_then(publication, filters, moment)
    counted = ask(publication, "select kpi_code from dim_kpis where way <> 'ratio' order by sort_order")
    changes = []
    for code in counted["kpi_code"]:
        before, middle, last = (values.get(code) or 0.0 for values in (known, with_late, now))
        changes.append(Change(code, before, middle - before, last - middle, published.get(code)))
    return changes


def changes_question(filters: Filters, day: date) -> str:
    """The SQL for how each KPI moved since the end of a day: what `load_changes` asks part by part, in one."""
    moment = end_of(day)
    return f"""select kpi_code, coalesce(before.value, 0) as before,
    coalesce(middle.value, 0) - coalesce(before.value, 0) as late,
    coalesce(current.value, 0) - coalesce(middle.value, 0) as new, coalesce(current.value, 0) as now
from ({written(f"from kpi({WINDOW})", filters.parameters())}) as current
inner join ({known_question(filters, moment, with_late=False)}) as before using (kpi_code)
inner join ({known_question(filters, moment, with_late=True)}) as middle using (kpi_code)
inner join dim_kpis using (kpi_code)
where way <> 'ratio' order by sort_order"""


def has_deliveries_after(publication: Publication, moment: datetime) -> bool:
    """Whether anything was received after a moment; else nothing can have changed."""
    sql = "select count(*) as deliveries from dim_deliveries where received_at > $moment::timestamp"
    return bool(ask(publication, sql, moment=moment)["deliveries"].iloc[0])


@remembered
def load_published_then(
    publication: Publication, filters: Filters, moment: datetime
) -> dict[str, float | None]:
    """What readers saw at that moment, if its publication is kept and had all that was received by then."""
    sql = "select max(received_at)::varchar as newest from dim_deliveries where received_at <= $moment::timestamp"
    newest = ask(publication, sql, moment=moment)["newest"].iloc[0]
    for path in sorted(publication.path.parent.glob("pal-*.duckdb"), reverse=True):
        if path != publication.path and (values := _read_old(path, filters, moment, newest)) is not None:
            return values
    return {}


def _read_old(
    path: Path, filters: Filters, moment: datetime, newest: str | None
) -> dict[str, float | None] | None:
    """The values of an older publication that was built by a moment and holds the same newest delivery.

    None where it was not, or cannot be read. It is the main database of its own connection: a macro of an
    attached file would answer from this one.
    """
    try:
        with open_old(path) as old:
            built = datetime.fromisoformat(old.meta["built_at"])
            built = built.astimezone(UTC).replace(tzinfo=None) if built.tzinfo else built
            if built > moment or old.meta.get("newest_received_at") != newest:
                return None
            return as_values(run(old, f"from kpi({WINDOW})", filters.parameters()))
    except (OSError, duckdb.Error, KeyError, PalError):
        return None


@remembered
def load_delivery_days(publication: Publication) -> list[date]:
    """The days (in Rome) on which deliveries were received, newest first."""
    frame = ask(publication, "select distinct received_at from dim_deliveries where received_at is not null")
    moments = pd.to_datetime(frame["received_at"]).dt.tz_localize("UTC").dt.tz_convert("Europe/Rome")
    return sorted({moment.date() for moment in moments}, reverse=True)


def load_replaced(publication: Publication, day: date, partner: str | None) -> pd.DataFrame:
    """Rows replaced or taken away since the end of a day, of those received before: what, where, by which."""
    sql = """select r.record_type, r.partner_code, r.is_gone, r.settled_at, d.file_name, d.sheet,
            row_of(r.record_id) as row_number, n.file_name as new_file_name,
            row_of(r.settled_by_record_id) as new_row_number
        from fct_excluded_rows as r
        inner join delivered_sheets as d on d.sheet_ref = sheet_of(r.record_id)
        left join dim_deliveries as n on n.delivery_id = r.settled_by_delivery_id
        where r.outcome = 'superseded' and r.settled_at > $moment::timestamp and d.received_at <= $moment::timestamp
            and ($partner::varchar is null or list_contains(as_partners($partner), r.partner_code))
        order by r.settled_at desc, d.file_name, row_number"""
    return ask(publication, sql, moment=end_of(day), partner=partner)
