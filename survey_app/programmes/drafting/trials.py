"""Try a step before it is taken: what it would break, and what it would bring the city that it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from survey_app.programmes.canonical import canonical
from survey_app.programmes.drafting.agendas import topics_open_to
from survey_app.programmes.drafting.breaches import findings
from survey_app.programmes.drafting.folding import apply
from survey_app.programmes.drafting.steps import Step
from survey_app.programmes.model import Exchange
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import earned_points
from survey_app.programmes.wording import percent, said_week


@dataclass(frozen=True, slots=True)
class Trial:
    """Hold one choice: its key, its words, and what it would break in words, nothing where it fits."""

    key: str
    words: str
    breaks: str


class Trials:
    """Try steps on one programme."""

    def __init__(self, network: Network, exchanges: Sequence[Exchange]) -> None:
        self.network, self.exchanges = network, exchanges
        self._broken = {(found.label, found.text) for found in findings(network, exchanges)}

    def joining(self, one: Exchange) -> list[Trial]:
        """Try every other city as a visitor of an exchange."""
        before, trials = earned_points(self.network, self.exchanges), []
        for city in self.network.problem.cities:
            if city.id not in (one.host, *one.visitors):
                after, breaks = self.tried(Step("join", one.host, one.week, visitor=city.id))
                earned = earned_points(self.network, after)
                gain = _gain(self.network, city.id, before[city.id], earned[city.id])
                trials.append(Trial(city.id, f"{city.name}{gain}", breaks))
        return sorted(trials, key=lambda trial: trial.words.casefold())

    def moving(self, one: Exchange) -> list[Trial]:
        """Try every other week for an exchange; a week in which its host has another is no choice."""
        taken = {other.week for other in self.exchanges if other.host == one.host}
        return [
            Trial(week, said_week(week), self.tried(Step("move", one.host, one.week, to=week))[1])
            for week in self.network.problem.weeks
            if week not in taken
        ]

    def teaching(self, one: Exchange) -> list[Trial]:
        """Try every topic that somebody present could show to others; keys are topic and presenter."""
        titles = {topic.id: topic.title for topic in self.network.problem.topics}
        trials = []
        for topic, presenter in topics_open_to(self.network, one):
            step = Step("teach", one.host, one.week, topic=topic, presenter=presenter)
            words = f"{titles[topic]}, presented by {self.network.cities[presenter].name}"
            trials.append(Trial(f"{topic} {presenter}", words, self.tried(step)[1]))
        return trials

    def tried(self, step: Step) -> tuple[tuple[Exchange, ...], str]:
        """Return the exchanges after a step, and the first thing that it would break besides decisions."""
        programme = {(one.host, one.week): one for one in self.exchanges}
        apply(self.network, programme, step)
        after = canonical(self.network, programme.values())
        new = (
            found.text
            for found in findings(self.network, after)
            if found.label != "decision" and (found.label, found.text) not in self._broken
        )
        return after, next(new, "")


def _gain(network: Network, city: str, before: int, after: int) -> str:
    one, other = (percent(points, network.ideals[city]) or Decimal(0) for points in (before, after))
    return f": {one} % → {other} %" if one != other else ": learns nothing new"
