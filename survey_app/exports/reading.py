"""Read a proposal beside its problem: names, needs, offers and the sessions that count."""

from functools import cached_property

from survey_app.exports.story import ProgrammeWords
from survey_app.exports.texts import contained, with_texts
from survey_app.programmes.model import Exchange, Problem, Proposal, Session


class Reading:
    """Look up names, needs and the counted sessions of one proposal."""

    def __init__(self, problem: Problem, proposal: Proposal, words: ProgrammeWords) -> None:
        inputs = (problem, proposal, words)
        self.problem, self.proposal, self.words = with_texts(inputs, contained)
        self.cities = {city.id: city for city in self.problem.cities}
        self.names = {city.id: city.name for city in self.problem.cities}
        self.topics = {topic.id: topic.title for topic in self.problem.topics}
        self.exchanges = tuple(
            sorted(self.proposal.exchanges, key=lambda e: (e.week, self.name(e.host), e.host))
        )

    def name(self, city: str) -> str:
        """Give a city's name, or its id when the problem does not know it."""
        return self.names.get(city, city)

    def topic(self, topic: str) -> str:
        """Give a topic's title, or its id when the problem does not know it."""
        return self.topics.get(topic, topic)

    def need(self, city: str, topic: str) -> int:
        """Give how much a city wants to learn about a topic, 0-5."""
        return self.cities[city].needs.get(topic, 0) if city in self.cities else 0

    def offer(self, city: str, topic: str) -> int:
        """Give how well a city can show a topic, 0-5."""
        return self.cities[city].offers.get(topic, 0) if city in self.cities else 0

    def best_offer(self, city: str, topic: str) -> int:
        """Give the best offer of any other city on a topic, 0-5."""
        return max((c.offers.get(topic, 0) for c in self.problem.cities if c.id != city), default=0)

    def counts(self, city: str, session: Session, exchange: Exchange) -> bool:
        """Tell whether this session counts for a city: the best on its topic, the first of equals."""
        found = self._counted.get((city, session.topic))
        return found is not None and found[1:] == (exchange, session)

    @cached_property
    def _counted(self) -> dict[tuple[str, str], tuple[int, Exchange, Session]]:
        return self.counted()

    def counted(self) -> dict[tuple[str, str], tuple[int, Exchange, Session]]:
        """Give for each (city id, topic id) its best session: the only one that counts."""
        best: dict[tuple[str, str], tuple[int, Exchange, Session]] = {}
        for exchange in self.exchanges:
            for session in exchange.sessions:
                for city, points in session.learners.items():
                    if points > best.get((city, session.topic), (0,))[0]:
                        best[city, session.topic] = (points, exchange, session)
        return best
