"""What makes a firm hard to recognise: names misspelt, shortened or turned round, seats that moved."""

from __future__ import annotations

from sample.dice import Dice
from sample.model import Firm
from sample.name_lists import STREETS
from sample.places import MUNICIPALITIES

_SHORTENED = (
    ("Officina Meccanica", "Off. Mecc."), ("F.lli", "Fratelli"), ("Costruzioni", "Costr."),
    ("Autotrasporti", "Autotrasp."), ("Carpenteria", "Carp."), ("International", "Int."), (" & ", " e "),
    ("Srl", "Società a responsabilità limitata"), ("S.r.l.", "SOCIETA' A RESPONSABILITA' LIMITATA"),
    ("S.p.A.", "Società per azioni"), ("SPA", "S.P.A. unipersonale"),
)  # fmt: skip
_STREET_FORMS = (("Via ", "V. "), ("Viale ", "V.le "), ("Corso ", "C.so "))


def disguised(rng: Dice, firm: Firm, name: str) -> tuple[str, str | None, str]:
    """Name, municipality and kind of difficulty of a mention that has no identifier."""
    draw = rng.random()
    if draw < 0.4:
        return misspelt(rng, name), firm.municipality, "spelling"
    if draw < 0.6:
        return _rephrased(rng, name), firm.municipality, "spelling"
    towns = [town for town in MUNICIPALITIES.get(firm.province, ()) if town != firm.municipality]
    if draw < 0.8 and towns:
        return name, rng.choice(towns), "moved_seat"
    return name, firm.municipality, "missing_identifier"


def misspelt(rng: Dice, name: str) -> str:
    """One letter of the first word is lost, doubled, or changes places with the next."""
    place = rng.randrange(2, max(3, len(name.split(" ")[0]) - 1))
    return rng.choice(
        (
            name[:place] + name[place + 1 :],
            name[: place + 1] + name[place:],
            name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :],
        )
    )


def rewritten_address(rng: Dice, address: str) -> str:
    """The address with the street's kind shortened, now and then that of another office."""
    draw = rng.random()
    if draw < 0.05:
        return f"{rng.choice(STREETS)} {rng.randint(1, 180)}"
    street, _, number = address.rpartition(" ")
    if draw < 0.35:
        return f"{street}, {number}"
    if draw < 0.55:
        long, short = _STREET_FORMS[rng.below(3)]
        return address.replace(long, short)
    return address


def _rephrased(rng: Dice, name: str) -> str:
    """Words in another order, abbreviated or written out, or without the legal form."""
    words = name.split(" ")
    draw = rng.random()
    if draw < 0.5:
        return " ".join([*words[1:-1], words[0], words[-1]])
    if draw < 0.7 and len(words) > 2:
        return " ".join(words[:-1])
    shortened = name
    for long, short in _SHORTENED:
        shortened = shortened.replace(long, short)
    return shortened if shortened != name else " ".join([*words[1:-1], words[0], words[-1]])
