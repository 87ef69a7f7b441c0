"""What can be asked of a proposal: the lists to choose from. Plain data."""

from dataclasses import dataclass

from survey_app.programmes import wording
from survey_app.programmes.exploring.telling import in_words
from survey_app.programmes.model import Problem, Proposal

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AskingPage:
    """Hold the options of each question as (value, words): cities, needs that stay unmet, what may fall."""

    cities: Options
    needs: Options
    falls: Options
    visits: int


def asking_page(problem: Problem, proposal: Proposal) -> AskingPage:
    """Return what can be asked of a proposal."""
    names = {city.id: city.name for city in problem.cities}
    topics = {topic.id: topic.title for topic in problem.topics}
    ordered = sorted(names.items(), key=lambda item: item[1])
    needs = tuple(
        (
            f"{city} {one.topic}",
            f"{name}: {topics[one.topic]} – {wording.reason(one.reason, proposal.status).rstrip('.')}",
        )
        for city, name in ordered
        for one in proposal.cities[city].unmet
    )
    dates = tuple(
        (f"{one.host} {one.week}", f"{names[one.host]} cannot host in {in_words(one.week)}")
        for one in proposal.exchanges
    )
    withdrawn = tuple((city, f"{name} withdraws") for city, name in ordered)
    visits = sum(len(one.visitors) for one in proposal.exchanges)
    return AskingPage(tuple(ordered), needs, (*dates, *withdrawn), visits)
