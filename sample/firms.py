"""Each firm of the world as a pure function of the seed and its number: a million need no memory."""

from __future__ import annotations

from sample.dice import Dice
from sample.identifiers import company_code, person_code
from sample.model import Firm
from sample.name_lists import ATECO_CODES, STREETS
from sample.names import company_name, person
from sample.places import ALTO_MILANESE, MUNICIPALITIES, POSTAL_CODES, PROVINCE_OF_PLACE

LARGEST = 1_000_000
REGISTER_ONLY = 2_000_000
"""Firms from this number on stand in the Chambers' register only."""

_FORMS = ("S.r.l.",) * 11 + ("S.p.A.",) * 3 + ("S.n.c.",) * 2 + ("S.a.s.", "Società Cooperativa")
_HOMONYM_EVERY = 37
_SOLE_TRADER_EVERY = 16
_SOLE_TRADER_PLACE = 3
_OTHER_CODE_EVERY = 61
"""One company in so many has a codice fiscale unlike its partita IVA."""
_SHARED_EVERY = 25
_HOME = {"LC": "lecco", "CO": "como", "MB": "monza_brianza", "PV": "pavia", "LO": "assolombarda"}
_WANDERERS = ("polimi_tto", "acf")
_OTHERS = ("polimi_tto", "acf", "lecco", "assolombarda", "como")


def firm_at(seed: int, index: int) -> Firm:
    """The firm with this number."""
    rng = Dice(seed, "firm", index)
    province = PROVINCE_OF_PLACE[index % 100]
    towns = MUNICIPALITIES[province]
    municipality = towns[rng.below(len(towns))]
    if _is_sole_trader(index):
        ordinal = index // _SOLE_TRADER_EVERY
        surname, first_name, trade = person(ordinal)
        name = f"{trade} di {surname} {first_name}" if ordinal % 3 else f"{surname} {first_name} {trade}"
        codice_fiscale = person_code(surname, first_name, ordinal)
    else:
        twin = index - 1 if _is_homonym(index) else index
        name = f"{company_name(twin)} {_form(twin)}"
        if twin != index:
            municipality = _town_elsewhere(seed, index, twin)
        has_other_code = index % _OTHER_CODE_EVERY == 20
        codice_fiscale = company_code(index + 1_000_000 if has_other_code else index, province)
    is_company = not _is_sole_trader(index)
    is_homonym = is_company and (_is_homonym(index) or _is_homonym(index + 1))
    is_unshared = not is_company or index % _OTHER_CODE_EVERY == 20 or is_homonym
    home = _home(rng, province, municipality)
    partners: tuple[str, ...] = (home,)
    if index % _SHARED_EVERY == 7 and not is_unshared:
        partners = (home, rng.pick([other for other in _OTHERS if other != home]))
    employees = int(rng.lognormvariate(2.3, 1.1)) + 1
    return Firm(
        index=index,
        name=name,
        municipality=municipality,
        province=province,
        written_province=province,
        ateco=None if index % 23 == 4 else ATECO_CODES[rng.below(len(ATECO_CODES))],
        codice_fiscale=codice_fiscale,
        partita_iva=company_code(index, province),
        partners=() if index >= REGISTER_ONLY else partners,
        address=f"{STREETS[rng.below(len(STREETS))]} {1 + rng.below(180)}",
        postal_code=POSTAL_CODES[province],
        employees=employees,
        turnover=employees * (60_000 + rng.below(180_000)),
        is_homonym=is_homonym,
        is_unshared=is_unshared,
    )


def _form(index: int) -> str:
    return _FORMS[index * 7 % len(_FORMS)]


def _is_sole_trader(index: int) -> bool:
    return index % _SOLE_TRADER_EVERY == _SOLE_TRADER_PLACE


def _is_homonym(index: int) -> bool:
    """Whether it has the name of the firm before it, in another municipality."""
    is_its_turn = index % _HOMONYM_EVERY == _HOMONYM_EVERY - 1
    return is_its_turn and not _is_sole_trader(index) and not _is_sole_trader(index - 1)


def _town_elsewhere(seed: int, index: int, twin: int) -> str:
    taken = firm_at(seed, twin).municipality
    towns = [town for town in MUNICIPALITIES[PROVINCE_OF_PLACE[index % 100]] if town != taken]
    return towns[index % len(towns)]


def _home(rng: Dice, province: str, municipality: str) -> str:
    if municipality in ALTO_MILANESE:
        return "alto_milanese"
    if province == "MI":
        return rng.pick(("assolombarda", "assolombarda", "assolombarda", "polimi_tto"))
    if rng.random() < 0.92 and province in _HOME:
        return _HOME[province]
    return rng.pick(_WANDERERS if province in _HOME else _OTHERS)
