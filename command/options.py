"""Options that several commands share, and how their values are read."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Annotated

import typer

from storage.errors import WrongUse


class Format(Enum):
    """How a listing is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class Split(Enum):
    """What `pal kpi` tells apart."""

    PROVINCE = "province"
    PARTNER = "partner"
    MONTH = "month"
    LEVEL = "level"
    SECTOR = "sector"


FormatOption = Annotated[Format, typer.Option("--format", help="Come scrivere l’elenco.")]
CodeArgument = Annotated[str | None, typer.Argument(metavar="KPI", help="Codice del KPI; senza, tutti.")]
ByOption = Annotated[Split | None, typer.Option("--by", help="Che cosa distinguere.")]
ProvinceOption = Annotated[str | None, typer.Option("--province", help="Una provincia o più (sigle: LC,CO).")]
PartnerOption = Annotated[str | None, typer.Option("--partner", help="Un partner o più (codici).")]
DeskOption = Annotated[str | None, typer.Option("--desk", help="Un desk o più (codici).")]
SectorOption = Annotated[str | None, typer.Option("--sector", help="Una divisione ATECO o più (due cifre).")]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="AAAA-MM-GG", help="Dal giorno, incluso.")
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="AAAA-MM-GG", help="Fino al giorno, incluso.")
]
PrivateOption = Annotated[bool, typer.Option("--private", help="Con i nomi, dalla copia riservata.")]


@dataclass(frozen=True)
class Filters:
    """What `pal kpi` and `pal trace` may be asked about, as given."""

    code: str | None
    province: str | None
    partner: str | None
    desk: str | None
    sector: str | None
    since: str | None
    until: str | None


def read_day(text: str, option: str) -> date:
    """A day given as AAAA-MM-GG; raises WrongUse."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUse(
            f"{option}: «{text}» non è una data; scriverla AAAA-MM-GG (per esempio 2013-06-30)."
        ) from None


def read_moment(text: str, option: str) -> datetime:
    """A moment in ISO form, UTC where it names no zone; raises WrongUse."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUse(
            f"{option}: «{text}» non è un momento; scriverlo AAAA-MM-GG o AAAA-MM-GGTHH:MM."
        ) from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
