"""Put the remedies that were found for a proposal's unmet needs where they belong. Plain data."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from survey_app.programmes.model import CityResult, Proposal
from survey_app.storage.records import ProposalSummary

Remedies = Mapping[tuple[str, str], str]
"""City and topic to the change in words."""


def remedies_of(answers: Iterable[ProposalSummary]) -> Remedies:
    """Return the verified remedies among the answers to what was asked of a proposal; the newest counts."""
    found: dict[tuple[str, str], str] = {}
    for one in answers:
        change = (one.answer or {}).get("change")
        if one.asked is not None and one.asked["kind"] == "remedy" and change:
            found.setdefault((one.asked["city"], one.asked["topic"]), change)
    return found


def with_remedies(proposal: Proposal, remedies: Remedies) -> Proposal:
    """Return a proposal with the remedies of its unmet needs."""
    if not remedies:
        return proposal
    cities = {city: _remedied(city, result, remedies) for city, result in proposal.cities.items()}
    return replace(proposal, cities=cities)


def _remedied(city: str, result: CityResult, remedies: Remedies) -> CityResult:
    unmet = tuple(replace(one, remedy=remedies.get((city, one.topic), one.remedy)) for one in result.unmet)
    return replace(result, unmet=unmet)
