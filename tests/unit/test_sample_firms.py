"""The sample's firms: valid identifiers, distinct names, and mentions that stay recognisable."""

import re
import unicodedata
from collections import Counter, defaultdict

import pytest
from stdnum.it import codicefiscale, iva

from sample.firms import REGISTER_ONLY, firm_at
from sample.mentions import mention_of
from sample.names import company_name
from sample.subjects import made_by_hand
from sample.world import build_world

SEED = 5


def key(text: str | None) -> str:
    plain = unicodedata.normalize("NFKD", (text or "").lower())
    return re.sub(r"[^a-z0-9]", "", plain)


def usable(code: str | int | None) -> bool:
    text = str(code or "").removeprefix("IT").zfill(11)
    return iva.is_valid(text) or codicefiscale.is_valid(text)


def test_identifiers_are_valid_and_nobody_shares_one() -> None:
    firms = [firm_at(SEED, index) for index in (*range(3000), *range(REGISTER_ONLY, REGISTER_ONLY + 500))]
    firms += made_by_hand().values()
    assert all(iva.is_valid(firm.partita_iva) for firm in firms)
    assert all(codicefiscale.is_valid(firm.codice_fiscale) for firm in firms)
    codes = [code for firm in firms for code in {firm.codice_fiscale, firm.partita_iva}]
    assert max(Counter(codes).values()) == 1


def test_no_two_firms_share_name_and_municipality_but_homonyms_exist() -> None:
    firms = [firm_at(SEED, index) for index in range(20_000)] + list(made_by_hand().values())
    places = Counter((key(firm.name), key(firm.municipality)) for firm in firms)
    assert max(places.values()) == 1
    towns: dict[str, set[str]] = defaultdict(set)
    for firm in firms:
        towns[key(firm.name)].add(key(firm.municipality))
    assert sum(len(found) > 1 for found in towns.values()) > 100
    assert max(map(len, towns.values())) == 2


def test_names_of_far_apart_numbers_differ() -> None:
    ordinals = [*range(60_000), *range(900_000, 940_000), *range(2_000_000, 2_020_000)]
    assert len({key(company_name(ordinal)) for ordinal in ordinals}) == len(ordinals)


def test_a_firm_is_the_same_each_time_and_another_with_another_seed() -> None:
    assert firm_at(SEED, 17) == firm_at(SEED, 17)
    assert firm_at(SEED, 17) != firm_at(SEED + 1, 17)


def test_a_mention_without_usable_identifier_keeps_name_and_municipality() -> None:
    world = build_world(600, SEED)
    kinds: Counter[str] = Counter()
    for firm in world.reported_firms():
        for partner in world.partners_of(firm):
            mention = world.mention(firm, partner)
            kinds[mention.kind] += 1
            assert key(mention.name) == key(firm.name)
            assert mention.municipality == firm.municipality
            if not usable(mention.partita_iva) and not usable(mention.codice_fiscale):
                assert mention.municipality is not None
    expected = {"plain", "lost_zeros", "missing_identifier", "spelling", "homonym", "wrong_check_digit"}
    assert set(kinds) == expected


def test_a_lost_zero_is_restored_by_the_check_digit() -> None:
    world = build_world(600, SEED)
    mentions = [world.mention(firm, "alto_milanese") for firm in world.reported_firms()]
    lost = [mention for mention in mentions if mention.kind == "lost_zeros"]
    assert lost
    assert all(isinstance(m.partita_iva, int) and len(str(m.partita_iva)) < 11 for m in lost)
    assert all(iva.is_valid(str(mention.partita_iva).zfill(11)) for mention in lost)


def test_hard_identity_misspells_moves_and_exchanges() -> None:
    firms = [firm_at(SEED, index) for index in range(4000)]
    mentions = [mention_of(firm, firm.partners[0], SEED, True) for firm in firms]
    kinds = Counter(mention.kind for mention in mentions)
    without = sum(m.partita_iva is None and m.codice_fiscale is None for m in mentions)
    assert 0.12 < without / len(mentions) < 0.18
    assert 0.02 < kinds["wrong_check_digit"] / len(mentions) < 0.03
    assert 0.02 < kinds["wrong_identifier"] / len(mentions) < 0.03
    assert kinds["moved_seat"] > 50
    names = [key(mention.name) == key(firm.name) for firm, mention in zip(firms, mentions, strict=True)]
    assert 0.02 < names.count(False) / len(names) < 0.15


def test_some_firms_are_shared_by_partners() -> None:
    world = build_world(5000, SEED)
    shared = sum(len(world.partners_of(firm)) > 1 for firm in world.reported_firms())
    assert 0.05 < shared / 5000 < 0.20


@pytest.mark.parametrize("firms", [0, 1_000_001])
def test_sizes_out_of_range_are_refused(firms: int) -> None:
    with pytest.raises(ValueError, match="firms must lie between"):
        build_world(firms, SEED)
