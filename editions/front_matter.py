"""What a report's front page says of the project: CUP, call, decree, funder, addressee, the grant of each partner.

People write it, signed, in `decisions/project_facts.csv` (`fact,partner,value`): a grant is an amount with its
partner's code, all else a text without one. Logos are pictures beside the texts, `narrative/loghi/`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from decisions.reading import read_rows
from publication.vocabularies import words_of
from storage.errors import WrongUse
from storage.home import Home

GRANT = "grant"
LOGOS = "loghi"
LOGO_ENDINGS = (".png", ".jpg", ".svg")
_THOUSANDS = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")  # 120.000 is a hundred and twenty thousand


@dataclass(frozen=True)
class FrontMatter:
    """The texts by fact, and the grant awarded to each partner, euro."""

    texts: dict[str, str]
    grants: dict[str, float]

    @property
    def lacks(self) -> tuple[str, ...]:
        """What nobody has written down yet, in words."""
        there = {*self.texts, *([GRANT] if self.grants else [])}
        return tuple(word for fact, word in words_of("project_fact").items() if fact not in there)


def read_front_matter(home: Home, partners: set[str]) -> FrontMatter:
    """What is in force; raises WrongUse for a grant that is no amount or of no partner."""
    texts: dict[str, str] = {}
    grants: dict[str, float] = {}
    for row in read_rows(home.decisions, "project_facts"):
        if row["fact"] != GRANT:
            texts[row["fact"]] = row["value"]
        elif row["partner"] not in partners:
            raise WrongUse(
                f"decisions/project_facts.csv: contributo del partner «{row['partner']}», che è sconosciuto; "
                f"è uno di: {', '.join(sorted(partners))}."
            )
        else:
            grants[row["partner"]] = _amount(row["value"])
    return FrontMatter(texts, grants)


def _amount(text: str) -> float:
    plain = text.replace("€", "").replace(" ", "")
    if "," in plain or _THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise WrongUse(
            f"decisions/project_facts.csv: contributo «{text}» non è un importo; scriverlo come 120000 o 120.000,00."
        )
    return float(amount)
