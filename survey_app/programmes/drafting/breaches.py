"""Find what is wrong with a programme by the labelled rules, and tell it in words, each with its remedy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from survey_app.programmes.drafting import breach_words as said
from survey_app.programmes.model import Exchange
from survey_app.programmes.network import Network
from survey_app.programmes.rules import RULES, Placed, Rule

OF_PAIRS = ("visitor-week", "language", "distance", "refusal", "worthwhile")
OF_EXCHANGES = ("host-week", "host-room", "agenda", "guest-sessions")


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one breach: which rule, which cities, what would have to change.

    `exchange` is the (host, week) of the exchange at fault, None where it is about a city or all.
    `decision` is the index of a decision that does not hold.
    """

    label: str
    text: str
    remedy: str
    cities: tuple[str, ...] = ()
    exchange: tuple[str, str] | None = None
    decision: int | None = None


def findings(network: Network, exchanges: Sequence[Exchange]) -> list[Finding]:
    """Return every breach of a rule; all names in the exchanges must be known."""
    return [found for rule in RULES for found in _of_rule(rule, network, exchanges)]


def _of_rule(rule: Rule, network: Network, exchanges: Sequence[Exchange]) -> Iterator[Finding]:
    placed = [(f"exchanges[{i}]", one) for i, one in enumerate(exchanges)]
    if not any(True for _ in rule.breaches(network, placed)):
        return
    if rule.label in OF_PAIRS:
        yield from _pairs(rule, network, exchanges)
    elif rule.label in OF_EXCHANGES:
        yield from _exchanges(rule, network, exchanges)
    elif rule.label == "decision":
        yield from _decisions(rule, network, placed)
    elif rule.label == "network-limit":
        yield Finding(rule.label, *said.network_limit(network, exchanges))
    else:
        yield from _cities(rule, network, placed)


def _pairs(rule: Rule, network: Network, exchanges: Sequence[Exchange]) -> Iterator[Finding]:
    for one in exchanges:
        for visitor in one.visitors:
            alone: Placed = ("", replace(one, visitors=(visitor,)))
            if any(True for _ in rule.breaches(network, [alone])):
                words = said.OF_PAIRS[rule.label](network, one, visitor)
                yield Finding(rule.label, *words, (one.host, visitor), (one.host, one.week))


def _exchanges(rule: Rule, network: Network, exchanges: Sequence[Exchange]) -> Iterator[Finding]:
    for i, one in enumerate(exchanges):
        before: list[Placed] = [("", other) for other in exchanges[:i] if _same(other, one)]
        if sum(1 for _ in rule.breaches(network, [*before, ("", one)])) > sum(
            1 for _ in rule.breaches(network, before)
        ):
            words = said.OF_EXCHANGES[rule.label](network, one)
            yield Finding(rule.label, *words, (one.host,), (one.host, one.week))


def _same(one: Exchange, other: Exchange) -> bool:
    return (one.host, one.week) == (other.host, other.week)


def _cities(rule: Rule, network: Network, placed: Sequence[Placed]) -> Iterator[Finding]:
    cities = dict.fromkeys(place.removeprefix("cities.") for place, _ in rule.breaches(network, placed))
    for city in cities:
        words = said.OF_CITIES[rule.label](network, [one for _, one in placed], city)
        yield Finding(rule.label, *words, (city,))


def _decisions(rule: Rule, network: Network, placed: Sequence[Placed]) -> Iterator[Finding]:
    places = dict.fromkeys(place for place, _ in rule.breaches(network, placed))
    for place in places:
        number = int(place.removeprefix("decisions[").removesuffix("]"))
        decision = network.problem.decisions[number]
        cities = (decision.host, *([decision.visitor] if decision.visitor else []))
        yield Finding(rule.label, *said.decision(network, decision), cities, None, number)
