"""Compare programmes: what each city gains or loses, which exchanges differ, what the aims reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from survey_app.programmes import wording
from survey_app.programmes.exploring.telling import amount
from survey_app.programmes.model import Exchange, Objective, Problem, Proposal
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import LESS_IS_BETTER, values

MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Programme:
    """Hold one programme of a comparison: its name, and the problem and proposal behind it."""

    name: str
    problem: Problem
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold a figure in words beside those of other programmes.

    change is the difference to the first programme in words, "" where there is none; better says whether it
    is one for the better, None where it is neither.
    """

    text: str
    change: str = ""
    better: bool | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one aim or one city with its figure in each programme."""

    id: str
    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Hold one exchange of a comparison: (name, whether all programmes have it) pairs."""

    days: str
    visitors: tuple[tuple[str, bool], ...]
    topics: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class HostRow:
    """Hold what a host does in each programme."""

    host: str
    meetings: tuple[tuple[Meeting, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold programmes side by side; same lists the exchanges that all of them have alike."""

    names: tuple[str, ...]
    aims: tuple[Row, ...]
    cities: tuple[Row, ...]
    hosts: tuple[HostRow, ...]
    same: tuple[str, ...]


def compared(programmes: Sequence[Programme]) -> Comparison:
    """Put programmes side by side; differences are to the first."""
    hosts = _host_rows(programmes)
    return Comparison(tuple(one.name for one in programmes), _aims(programmes), _cities(programmes), *hosts)


def _aims(programmes: Sequence[Programme]) -> tuple[Row, ...]:
    wanted = dict.fromkeys(aim for one in programmes for aim in one.problem.objectives)
    found = [values(Network(one.problem), one.proposal.exchanges) for one in programmes]
    learning = [sum(1 for city in one.proposal.cities.values() if city.ideal) for one in programmes]
    rows = []
    for aim in (*wanted, *(extra for extra in ("exchanges", "travel") if extra not in wanted)):
        # The aims are of the objectives that are measured, which their plain text does not tell.
        figures = [
            _aim_figure(aim, reached[aim], _first(aim, found[0][aim], learning[0], cities), cities)  # type: ignore[index, arg-type]
            for reached, cities in zip(found, learning, strict=True)
        ]
        rows.append(Row(aim, wording.objective_title(aim), tuple(figures)))  # type: ignore[arg-type]
    return tuple(rows)


def _first(aim: str, value: int, cities: int, others: int) -> int:
    """Return what a figure of the first programme is to be held against: a mean over as many cities."""
    return value * others // cities if aim == "learning" and cities else value


def _aim_figure(aim: Objective, value: int, first: int, cities: int) -> Figure:
    text = wording.objective_figure(aim, value, cities)
    if value == first:
        return Figure(text)
    less = amount(aim, abs(value - first), cities)
    change = f"{'+' if value > first else '−'}{less}"
    return Figure(text, change, (value < first) is (aim in LESS_IS_BETTER))


def _cities(programmes: Sequence[Programme]) -> tuple[Row, ...]:
    names = {city.id: city.name for one in programmes for city in one.problem.cities}
    rows = []
    for city, name in sorted(names.items(), key=lambda pair: pair[1].casefold()):
        shares = [_share(one, city) for one in programmes]
        rows.append(Row(city, name, tuple(_city_figure(share, shares[0]) for share in shares)))
    return tuple(rows)


def _share(programme: Programme, city: str) -> Decimal | None:
    result = programme.proposal.cities.get(city)
    return None if result is None else wording.fulfilment_percent(result)


def _city_figure(share: Decimal | None, first: Decimal | None) -> Figure:
    if share is None:
        return Figure("–")
    if first is None or share == first:
        return Figure(f"{share} %", percent=share)
    return Figure(f"{share} %", f"{'+' if share > first else '−'}{abs(share - first)}", share > first, share)


def _host_rows(programmes: Sequence[Programme]) -> tuple[tuple[HostRow, ...], tuple[str, ...]]:
    names = {city.id: city.name for one in programmes for city in one.problem.cities}
    hosts = {exchange.host for one in programmes for exchange in one.proposal.exchanges}
    rows, same = [], []
    for host in sorted(hosts, key=lambda city: str(names.get(city, city)).casefold()):
        held = [[one for one in each.proposal.exchanges if one.host == host] for each in programmes]
        if all(_outline(one) == _outline(held[0]) for one in held):
            same += [_sentence(one, names) for one in held[0]]
        else:
            rows.append(
                HostRow(
                    names.get(host, host),
                    tuple(_meetings(held, i, programmes[i], names) for i in range(len(held))),
                )
            )
    return tuple(rows), tuple(same)


def _outline(exchanges: Sequence[Exchange]) -> set[tuple[str, frozenset[str], frozenset[tuple[str, str]]]]:
    return {
        (one.week, frozenset(one.visitors), frozenset((s.topic, s.presenter) for s in one.sessions))
        for one in exchanges
    }


def _sentence(one: Exchange, names: dict[str, str]) -> str:
    visitors = wording.listed(names.get(city, city) for city in one.visitors)
    return f"{names.get(one.host, one.host)} hosts {visitors}, {wording.said_week(one.week)}"


def _meetings(
    held: Sequence[Sequence[Exchange]], number: int, programme: Programme, names: dict[str, str]
) -> tuple[Meeting, ...]:
    titles = {topic.id: topic.title for topic in programme.problem.topics}
    everywhere = [{(one.week, city) for one in each for city in one.visitors} for each in held]
    taught = [{(one.week, session.topic) for one in each for session in one.sessions} for each in held]
    return tuple(
        Meeting(
            wording.said_week(one.week),
            tuple(
                (names.get(city, city), all((one.week, city) in each for each in everywhere))
                for city in one.visitors
            ),
            tuple(
                (
                    titles.get(session.topic, session.topic),
                    all((one.week, session.topic) in each for each in taught),
                )
                for session in one.sessions
            ),
        )
        for one in held[number]
    )


def effect(before: Programme, after: Programme) -> str:
    """Say what a change means for the cities: "Tartu 40.0 % → 52.5 %", who changes most first."""
    changed = []
    for city in after.problem.cities:
        one, other = _share(before, city.id), _share(after, city.id)
        if one is not None and other is not None and one != other:
            changed.append((-abs(other - one), city.name, f"{city.name} {one} % → {other} %"))
    if not changed:
        return "No city’s fulfilment changes."
    told = [text for _, _, text in sorted(changed)]
    more = f", and {len(told) - MOST_NAMED} more" if len(told) > MOST_NAMED else ""
    return f"Fulfilment: {', '.join(told[:MOST_NAMED])}{more}."
