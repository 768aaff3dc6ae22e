"""Whatever goes wrong with one delivery becomes its refusal."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from ingest.refusals import RefusalError

_LENGTH = 200


@contextmanager
def refusing() -> Iterator[None]:
    """Whatever is thrown while one delivery is read or landed is that delivery's refusal, and stops no other.

    But for what concerns the machine and every delivery alike: a full disk, a database that another holds.
    """
    try:
        yield
    except (RefusalError, OSError, duckdb.IOException, duckdb.FatalException, duckdb.InternalException):
        raise
    except Exception as error:
        first = " ".join((str(error).splitlines() or [""])[0].split())[:_LENGTH]
        raise RefusalError(
            f"il file non si legge ({type(error).__name__}: {first}): aprirlo, salvarlo di nuovo come XLSX e "
            "riconsegnarlo; se succede ancora, mandarlo a chi segue il programma"
        ) from error
