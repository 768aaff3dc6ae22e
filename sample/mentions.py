"""How a partner's own list writes a firm: spelling, identifiers, and the difficulty in them."""

from __future__ import annotations

from dataclasses import dataclass

from sample.dice import Dice
from sample.difficulties import disguised, rewritten_address
from sample.habits import HABITS
from sample.identifiers import company_code, with_wrong_check
from sample.model import Firm
from sample.places import PROVINCE_NAMES, PROVINCE_OF_PLACE
from sample.subjects import FIRST_SUBJECT

_MISSING = 0.08
_WRONG_CHECK = 0.02
_HARD_MISSING = 0.15
_HARD_WRONG = 0.05
_ACCENTS = {"à": "a'", "è": "e'", "é": "e'", "ì": "i'", "ò": "o'", "ù": "u'"}
_NAMES = {code: name.replace("Monza e della", "Monza e") for code, name in PROVINCE_NAMES.items()}


@dataclass(frozen=True, slots=True)
class Mention:
    """One firm in one partner's list; `partita_iva` may be a number that has lost its zeros."""

    partner: str
    firm: int
    code: str
    name: str
    address: str
    municipality: str | None
    province: str | None
    partita_iva: str | int | None
    codice_fiscale: str | None
    kind: str


def mention_of(firm: Firm, partner: str, seed: int, hard_identity: bool) -> Mention:
    """What `partner` writes of the firm, the same each time it is asked."""
    rng = Dice(seed, "mention", firm.index, partner)
    habits = HABITS[partner]
    name = spelled(firm.name, habits.name_style)
    municipality = firm.municipality
    partita_iva: str | None = firm.partita_iva
    codice_fiscale: str | None = firm.codice_fiscale
    kind = "homonym" if firm.is_homonym else "plain" if name == firm.name else "spelling"
    draw = rng.random()
    missing, wrong = (_HARD_MISSING, _HARD_WRONG) if hard_identity else (_MISSING, _WRONG_CHECK)
    may_be_hard = firm.index < FIRST_SUBJECT
    if may_be_hard and draw < missing:
        partita_iva = codice_fiscale = None
        kind = "missing_identifier" if kind != "homonym" else kind
        if hard_identity and not firm.is_homonym:
            name, municipality, kind = disguised(rng, firm, name)
    elif may_be_hard and draw < missing + wrong:
        kind = "wrong_check_digit"
        if hard_identity and rng.random() < 0.5:
            kind = "wrong_identifier"
            neighbour = firm.index - 2 if firm.index > 1 else firm.index + 2  # never its homonym
            partita_iva = codice_fiscale = company_code(neighbour, PROVINCE_OF_PLACE[neighbour % 100])
        else:
            partita_iva = with_wrong_check(firm.partita_iva)
            codice_fiscale = with_wrong_check(firm.codice_fiscale)
    elif habits.is_partita_iva_number and partita_iva and partita_iva.startswith("0") and kind != "homonym":
        kind = "lost_zeros"
    written: str | int | None = partita_iva
    if partita_iva and habits.is_partita_iva_number:
        written = int(partita_iva)
    elif partita_iva and habits.has_it_prefix and firm.index % 3 == 0:
        written = f"IT{partita_iva}"
    return Mention(
        partner=partner,
        firm=firm.index,
        code=habits.firm_code.format(_own_number(firm.index)),
        name=name,
        address=rewritten_address(rng, firm.address) if hard_identity else firm.address,
        municipality=municipality,
        province=_province(firm.written_province, habits.province_style),
        partita_iva=written if habits.has_partita_iva else None,
        codice_fiscale=codice_fiscale if habits.has_codice_fiscale else None,
        kind=kind,
    )


def spelled(name: str, style: str) -> str:
    """The name in a partner's way: other case, accents and punctuation, never other letters."""
    if style == "as_is":
        return name
    if style in ("shouted", "shouted_plain"):
        text = "".join(_ACCENTS.get(letter, letter) for letter in name).upper()
        return text if style == "shouted" else text.replace(".", "")
    for form in ("S.r.l.", "S.p.A.", "S.n.c.", "S.a.s."):
        plain = form.replace(".", "").capitalize() if style == "plain_form" else form.lower()
        name = name.replace(form, plain)
    return name


def _own_number(index: int) -> int:
    """The number a partner knows the firm by: no partner starts from zero."""
    return index + 1001


def _province(code: str | None, style: str) -> str | None:
    if code is None or style == "sigla":
        return code
    return _NAMES.get(code, code) if style == "name" else code.lower()
