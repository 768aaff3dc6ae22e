"""Values as programs read them."""

import math
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

_LARGEST_EXACT = 2**53


def plain_value(value: Any) -> Any:
    """A value as JSON has it: numbers (24 and not 24.0), ISO dates, text; None where there is none."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float | Decimal):
        return _plain_number(value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain_value(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain_value(item) for key, item in value.items()}
    return value.hex() if isinstance(value, bytes) else str(value)


def _plain_number(value: float | Decimal) -> int | float | None:
    if not math.isfinite(value):
        return None
    whole = int(value)
    return whole if whole == value and abs(whole) < _LARGEST_EXACT else float(value)
