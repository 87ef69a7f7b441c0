"""What has changed in an exchange since its cities were asked before, in sentences for them. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_app.programmes.agreement import is_same, read_agreed
from survey_app.programmes.model import Exchange
from survey_app.questionnaire.phrases import Phrase

BEFORE = "before"
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Planned:
    """Hold one exchange that is to be sent: it is "new", "changed", or the "same" as one that stands."""

    content: Mapping[str, Any]
    state: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold what sending a programme comes to; `gone` stands now and has no successor."""

    sent: tuple[Planned, ...]
    gone: tuple[Content, ...]


def planned(new: Sequence[Content], standing: Sequence[Content]) -> Plan:
    """Say what sending exchanges does to those that stand: the same stay, others get successors or go."""
    gone = [one for one in standing if not any(is_same(one, other) for other in new)]
    sent = []
    for content in new:
        if any(is_same(content, other) for other in standing):
            sent.append(Planned(content, "same"))
        elif (before := _predecessor(content, gone)) is not None:
            gone.remove(before)  # it has one successor only
            sent.append(Planned(asked_anew(content, before), "changed"))
        else:
            sent.append(Planned(content, "new"))
    return Plan(tuple(sent), tuple(gone))


def _predecessor(content: Content, gone: Sequence[Content]) -> Content | None:
    """Return the exchange whose place this one takes: the same host's, best of the same week."""
    (one,) = read_agreed(content)[1].exchanges
    found = []
    for other in gone:
        (before,) = read_agreed(other)[1].exchanges
        if before.host == one.host:
            common = len(set(before.visitors) & set(one.visitors))
            found.append((before.week == one.week, common, other))
    return max(found, key=lambda entry: entry[:2])[2] if found else None


def asked_anew(content: Content, before: Content) -> dict[str, Any]:
    """Return an exchange to send, with what its cities were asked before beside it."""
    return {**content, BEFORE: {"problem": before["problem"], "proposal": before["proposal"]}}


def is_asked_anew(content: Content, city: str) -> bool:
    """Tell whether a city was asked about an earlier form of this exchange."""
    if BEFORE not in content:
        return False
    (before,) = read_agreed(content[BEFORE])[1].exchanges
    return city in (before.host, *before.visitors)


def changes_since_asked(content: Content, week: Callable[[str], str]) -> tuple[Phrase, ...]:
    """Return what differs from what was asked before, nothing where this was not; week says a week."""
    if BEFORE not in content:
        return ()
    problem, proposal = read_agreed(content)
    earlier, asked = read_agreed(content[BEFORE])
    (after,), (before,) = proposal.exchanges, asked.exchanges
    names = {city.id: city.name for city in (*earlier.cities, *problem.cities)}
    topics = {topic.id: topic.title for topic in (*earlier.topics, *problem.topics)}
    return (*_who_and_when(before, after, names, week), *_sessions(before, after, names, topics))


def _who_and_when(
    before: Exchange, after: Exchange, names: Mapping[str, str], week: Callable[[str], str]
) -> Iterator[Phrase]:
    if before.week != after.week:
        yield Phrase(
            "It takes place {after} instead of {before}.", after=week(after.week), before=week(before.week)
        )
    for city in after.visitors:
        if city not in before.visitors:
            yield Phrase("{city} takes part too.", city=names[city])
    for city in before.visitors:
        if city not in after.visitors:
            yield Phrase("{city} takes part no more.", city=names[city])


def _sessions(
    before: Exchange, after: Exchange, names: Mapping[str, str], topics: Mapping[str, str]
) -> Iterator[Phrase]:
    old = {one.topic: one.presenter for one in before.sessions}
    new = {one.topic: one.presenter for one in after.sessions}
    for topic, presenter in new.items():
        if topic not in old:
            yield Phrase(
                "New session: {topic}, presented by {city}.", topic=topics[topic], city=names[presenter]
            )
        elif old[topic] != presenter:
            yield Phrase("{topic} is presented by {city} now.", topic=topics[topic], city=names[presenter])
    for topic in old:
        if topic not in new:
            yield Phrase("No session any more: {topic}.", topic=topics[topic])
