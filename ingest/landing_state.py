"""What `raw` was landed with and from: the code, the headings, the deliveries; whatever differs lands again."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import duckdb

from ingest.archive import Delivery, naive
from ingest.happening_words import done_stems, undone_stems, yes_words
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.partners import known_partners
from ingest.raw_tables import create_tables, delete_delivery
from storage.literals import sql_literal, sql_row


@cache
def code_hash(limits: Limits = DEFAULT_LIMITS) -> str:
    """Changes with the sources of this package, the readers' versions, the limits, the known partners and words."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    readers = (duckdb.__version__, version("python-calamine"), limits, known_partners())
    words = (undone_stems(), done_stems(), yes_words())
    digest.update(repr((readers, words)).encode())
    return digest.hexdigest()


def prepare(con: duckdb.DuckDBPyConnection, code: str) -> None:
    """Tables as this code makes them; what other code landed is dropped, since all of it lands again."""
    con.begin()
    try:
        if _stored_code(con) != code:
            con.execute("drop schema if exists raw cascade")
            create_tables(con)
            con.execute(f"insert into raw.landing_inputs values {sql_row([code, None])}")
        con.commit()
    except BaseException:
        con.rollback()
        raise


def headings_hash(con: duckdb.DuckDBPyConnection) -> str | None:
    """The hash of the headings that all of `raw` was landed with."""
    rows = con.execute("select headings_hash from raw.landing_inputs").fetchall()
    return rows[0][0] if rows else None


def remember_headings(con: duckdb.DuckDBPyConnection, fingerprint: str) -> None:
    """Say that all of `raw` is landed with these headings."""
    con.execute(f"update raw.landing_inputs set headings_hash = {sql_literal(fingerprint)}")


def known_hashes(con: duckdb.DuckDBPyConnection, wanted: Iterable[Delivery]) -> dict[str, str]:
    """Layout hashes of the deliveries in `raw`; what the archive does not have (so) is removed first."""
    identities = {
        one.delivery_id: (one.arrival_order, one.file_name, one.sha256, naive(one.received_at))
        for one in wanted
    }
    known = {}
    columns = "delivery_id, layout_hash, arrival_order, file_name, sha256, received_at"
    for delivery_id, layout, *identity in con.execute(f"select {columns} from raw.deliveries").fetchall():
        if identities.get(delivery_id) == tuple(identity):
            known[delivery_id] = layout
        else:
            con.begin()
            delete_delivery(con, delivery_id)
            con.commit()
    return known


def _stored_code(con: duckdb.DuckDBPyConnection) -> str | None:
    exists = con.execute(
        "select 1 from duckdb_tables() where database_name = current_database() and schema_name = 'raw'"
        " and table_name = 'landing_inputs'"
    ).fetchall()
    rows = con.execute("select code_hash from raw.landing_inputs").fetchall() if exists else []
    return rows[0][0] if rows else None
