"""An answer's columns as Python, pandas and files can have them; a value that these have not, as DuckDB writes it.

DuckDB knows days after the year 9999, infinite ones, lists, unions, intervals: whoever asks for them sees them.
"""

import duckdb
import pyarrow as pa
import pyarrow.compute as pc


def for_python(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column whose values Python can have."""
    return column if _python_has(column) else _written(column)


def for_pandas(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column whose values stand in a cell each: amounts as floats, moments without their zone, in UTC, no lists."""
    kind = column.type
    if pa.types.is_decimal(kind):
        return column.cast(pa.float64())
    if pa.types.is_nested(kind) or not _file_has(kind) or not _python_has(column):
        return _written(column)
    return column.cast(pa.timestamp(kind.unit)) if pa.types.is_timestamp(kind) else column


def for_parquet(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column that a Parquet file can have."""
    return column if _file_has(column.type) else _written(column)


def _file_has(kind: pa.DataType) -> bool:
    """Whether there is such a type in Parquet and pandas; an interval or a union may also stand within another."""
    if pa.types.is_interval(kind) or pa.types.is_union(kind):
        return False
    inner = [kind.field(place).type for place in range(kind.num_fields)]
    return all(map(_file_has, inner))


def _python_has(column: pa.ChunkedArray) -> bool:
    kind = column.type
    is_moment = pa.types.is_date(kind) or pa.types.is_timestamp(kind)
    if not is_moment and not pa.types.is_nested(kind):
        return True
    looked_at = [pc.min_max(column)] if is_moment else column.chunks
    try:
        for one in looked_at:
            _ = one.as_py() if is_moment else one.to_pylist()
    except (OverflowError, ValueError):
        return False
    return True


def _written(column: pa.ChunkedArray) -> pa.ChunkedArray:
    with duckdb.connect() as connection:
        values = connection.from_arrow(pa.table({"value": column}))
        return values.project("value::varchar as value").to_arrow_table()["value"]
