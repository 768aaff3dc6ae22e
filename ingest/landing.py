"""Landing: archived deliveries become rows of schema `raw`, each in one transaction."""

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path

import duckdb

from ingest.analysis import LEFT_OUT, WITHDRAWN, Analysis, analyse
from ingest.archive import Archive, as_utc
from ingest.delivery_landing import DeliveryLanding, Landed
from ingest.headings import load_headings
from ingest.landing_state import code_hash, headings_hash, known_hashes, prepare, remember_headings
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.together import Together

__all__ = ["Landed", "land"]


def land(
    con: duckdb.DuckDBPyConnection,
    archive: Archive,
    extra_headings: Path | None,
    received_until: datetime | None = None,
    on_landed: Callable[[Landed], None] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    withdrawn: Collection[str] = (),
    left_out: Collection[str] | None = None,
) -> list[Landed]:
    """Bring `raw` to what archive, headings and code say; returns what landed or was refused in this run.

    New deliveries land in order of arrival. When the heading tables changed, every delivery is looked at
    again: those whose layout differs land again. When code, limits or partners changed, all do.
    Only deliveries and heading rows dated by `received_until` are used, where it is given.
    Deliveries that are `withdrawn` are not read at all; those `left_out` are refused, because no build succeeds
    with them, and stay so until code or headings change (None) or they are in a set that is given no more.
    """
    until = None if received_until is None else as_utc(received_until).date()
    table = load_headings(extra_headings, until)
    code = code_hash(limits)
    prepare(con, code)
    wanted = archive.deliveries(received_until)
    known = known_hashes(con, wanted)
    headings_changed = headings_hash(con) != table.fingerprint
    landed = []
    together = Together(archive, [one for one in wanted if one.delivery_id not in withdrawn], limits)
    for delivery in wanted:
        landed_as = known.get(delivery.delivery_id)
        unread = _unread(delivery.delivery_id, withdrawn, left_out)
        if unread is None and landed_as is not None and not headings_changed:
            is_settled = landed_as != WITHDRAWN.hash and (left_out is None or landed_as != LEFT_OUT.hash)
            if is_settled:
                continue
        analysis = unread or analyse(con, archive, delivery, table, limits, code, together)
        if landed_as == analysis.hash:
            continue
        outcome = DeliveryLanding(con, archive, delivery, table, limits).land(
            analysis, delivery.delivery_id in known
        )
        if analysis is WITHDRAWN:
            continue
        landed.append(outcome)
        if on_landed is not None:
            on_landed(outcome)
    if headings_changed:
        remember_headings(con, table.fingerprint)
    return landed


def _unread(
    delivery_id: str, withdrawn: Collection[str], left_out: Collection[str] | None
) -> Analysis | None:
    if delivery_id in withdrawn:
        return WITHDRAWN
    return LEFT_OUT if delivery_id in (left_out or ()) else None
