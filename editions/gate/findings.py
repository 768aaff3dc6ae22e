"""What a sealing is checked for, one finder each: looked at in the publication that is to be sealed."""

from collections.abc import Callable, Iterator

from editions.gate.finding import Finding, Grounds
from editions.gate.in_deliveries import (
    find_expenses_claimed_twice,
    find_failed_audits,
    find_files_not_read,
    find_identity_reviews,
    find_networks_of_one,
    find_no_delivery,
    find_partners_behind,
    find_rejections,
    find_rules_broken,
)
from editions.gate.in_figures import (
    find_broken_arithmetic,
    find_declared_shares,
    find_fallen_figures,
    find_outliers,
)


def _front_matter(grounds: Grounds) -> Iterator[Finding]:
    if grounds.lacks:
        message = f"Il frontespizio non ha: {', '.join(grounds.lacks)} (decisions/project_facts.csv)."
        yield Finding("front_matter_missing", "", message)


def _narrative(grounds: Grounds) -> Iterator[Finding]:
    if not grounds.has_narrative:
        message = (
            "Mancano i testi su attività svolte, scostamenti e criticità: scriverli in narrative/, per esempio "
            "attivita.md, scostamenti.md, criticita.md."
        )
        yield Finding("narrative_missing", "", message)


FINDERS: tuple[Callable[[Grounds], Iterator[Finding]], ...] = (
    find_no_delivery,
    find_partners_behind,
    find_rejections,
    find_files_not_read,
    find_identity_reviews,
    find_fallen_figures,
    find_outliers,
    find_expenses_claimed_twice,
    find_networks_of_one,
    find_failed_audits,
    find_rules_broken,
    find_declared_shares,
    find_broken_arithmetic,
    _front_matter,
    _narrative,
)
