"""Say in plain words what a proposal holds, for pages and documents alike: reasons, aims, proofs, weeks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal

from survey_app.programmes.model import (
    CityResult,
    Conflict,
    Decision,
    Objective,
    ObjectiveResult,
    Problem,
    Status,
    Unmet,
)
from survey_app.rounds.weeks import friday, monday, spoken

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

REASONS: Mapping[str, str] = {
    "nobody-offers": "No other city in this round offers it.",
    "cannot-host": "No city that offers it can host in this round.",
    "refused": "One of the two cities asked not to be matched with the other.",
    "no-common-language": "The cities have no language in common.",
    "too-far": "The journey is longer than the city is ready to travel.",
    "no-common-week": "There is no week in which one can host and the other can travel.",
    "no-room": "The host has no room for one more visiting city.",
    "no-trips-left": "The city's trips are already used for other visits.",
    "agenda-full": "The agenda of the exchange is already full.",
    "network-limit": "The number of exchanges agreed for the whole network is reached.",
    "forbidden": "A decision of the coordinators excludes it.",
    "not-chosen": "It was possible, but something of more value to the network would have been lost.",
}

NOT_PROVEN = (
    "It was possible. Time ran out before it was known whether something of more value would be lost."
)
"""What “not-chosen” says in a proposal that is not proven."""

STATUSES: Mapping[Status, str] = {
    "optimal": "This programme is proven: no other programme within the rules serves the agreed aims better.",
    "feasible": (
        "This programme keeps every rule. Time ran out before it was proven to be the best; "
        "how much better another one could be is stated with each aim."
    ),
    "infeasible": "No programme can hold all decisions at once. What stands in each other's way is listed.",
    "unknown": "Time ran out before a programme was found or proven impossible.",
}

AIMS: Mapping[Objective, tuple[str, str]] = {
    "served": ("Cities served", "As many cities as possible learn something."),
    "fairness": ("Fairness", "The city that is served least is served as well as possible."),
    "learning": ("Learning", "All cities together come as close as possible to what they seek."),
    "points": ("Points", "As many points of need × offer as possible are earned."),
    "travel": ("Travel", "People travel as few kilometres as possible."),
    "exchanges": ("Number of exchanges", "As few exchanges as possible are organised."),
    "wishes": ("Wishes", "As many visits as possible go to a host that the visitor prefers."),
    "keep": ("Kept agreements", "As many visits agreed before as possible stay as they are."),
}


def listed(names: Iterable[str]) -> str:
    """Join names as one would say them: 'A', 'A and B', 'A, B and C'; nothing for none."""
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def counted(count: int, one: str, many: str) -> str:
    """Say a count with its noun: '1 city', '3 cities'."""
    return f"{count:,} {one if count == 1 else many}".replace(",", "\u202f")


def week_dates(week: str) -> tuple[date, date]:
    """Give Monday and Friday of an ISO week such as '2027-W10'; ValueError when there is no such week."""
    return monday(week), friday(week)


def day(moment: date) -> str:
    """Write a day in words: '8 March 2027'."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def fulfilment_percent(result: CityResult) -> Decimal | None:
    """Give earned of ideal in percent, cut to one decimal as fairness is; None when ideal is 0."""
    return percent(result.earned, result.ideal)


def percent(part: int, whole: int) -> Decimal | None:
    """Give part of whole in percent, cut so that only the whole is 100.0; None when whole is 0."""
    if whole == 0:
        return None
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"), ROUND_DOWN)


def average_fulfilment(results: Iterable[CityResult]) -> Decimal | None:
    """Give the mean fulfilment in percent of the cities with something to learn; None without any."""
    shares = [Decimal(100) * result.earned / result.ideal for result in results if result.ideal]
    return (sum(shares, Decimal(0)) / len(shares)).quantize(Decimal("0.1")) if shares else None


def gap(result: ObjectiveResult) -> Decimal:
    """Give the distance between the value found and its bound, as a share of the bound (0: proven)."""
    return Decimal(abs(result.bound - result.best)) / max(1, abs(result.bound))


def reason(code: str, status: Status = "optimal") -> str:
    """Say why a need stays unmet, in a proposal of this status."""
    if code == "not-chosen" and status != "optimal":
        return NOT_PROVEN
    return REASONS.get(code, f"{code}.")


def reason_sentence(unmet: Unmet, names: Mapping[str, str], status: Status = "optimal") -> str:
    """Say who could have met a need and why it stays unmet; names maps city ids to names."""
    why = reason(unmet.reason, status)
    if not unmet.presenters:
        return why
    return f"Offered by {listed(names.get(city, city) for city in unmet.presenters)}. {why}"


def status_sentence(status: Status) -> str:
    """Say in one or two sentences how far a proposal is proven."""
    return STATUSES[status]


def objective_title(name: Objective) -> str:
    """Name an objective as a heading."""
    return AIMS[name][0]


def objective_aim(name: Objective) -> str:
    """Say what an objective strives for."""
    return AIMS[name][1]


def objective_figure(name: Objective, value: int, cities: int | None = None) -> str:
    """Write an objective's value with its unit; cities: how many have something to learn, for the mean."""
    if name == "fairness":
        return f"{Decimal(value) / 10:.1f} %"
    if name == "learning" and cities:
        return f"{Decimal(value) / 10_000 / cities:.1f} % on average"
    if name == "learning":
        return f"{Decimal(value) / 1_000_000:.3f} cities' worth"
    if name == "travel":
        return counted(value, "person-km", "person-km")
    one, many = {
        "served": ("city", "cities"), "points": ("point", "points"), "exchanges": ("exchange", "exchanges"),
    }.get(name, ("visit", "visits"))  # fmt: skip
    return counted(value, one, many)


def proof_sentence(result: ObjectiveResult, cities: int | None = None) -> str:
    """Say whether a stage is proven, and if not how much better another programme could be at most."""
    if result.best == result.bound:
        return "Proven: within the rules and the aims before it, nothing better is possible."
    bound = objective_figure(result.name, result.bound, cities)
    told = f"Not proven: anything better than {bound} is impossible"
    # A gap of more than the whole says nothing that people can picture.
    return f"{told}; the gap is {100 * gap(result):.1f} %." if gap(result) <= 1 else f"{told}."


def objective_sentence(result: ObjectiveResult, cities: int | None = None) -> str:
    """Say one stage's outcome in words: the aim, the value reached, the proof, and what was given way."""
    found = objective_figure(result.name, result.value, cities)
    sentence = f"{objective_aim(result.name)} Reached: {found}. {proof_sentence(result, cities)}"
    if result.value == result.best:
        return sentence
    best = objective_figure(result.name, result.best, cities)
    return f"{sentence} The best alone is {best}; it gives way to later aims as far as agreed."


def said_week(week: str) -> str:
    """Say a week by its days: "8–12 March 2027"; a name that is no ISO week stays as it is."""
    try:
        return spoken(week)
    except ValueError:
        return week


def with_days(text: str) -> str:
    """Say the weeks in a text by their days too: "2027-W10" becomes "week 10 (8–12 March 2027)"."""
    return re.sub(r"[0-9]{4}-W[0-9]{2}", lambda found: _week_with_days(found[0]), text)


def _week_with_days(week: str) -> str:
    days = said_week(week)
    return week if days == week else f"week {int(week[-2:])} ({days})"


def weekday(on: date) -> str:
    """Write a day with its weekday: "Tuesday 9 March 2027"."""
    return f"{WEEKDAYS[on.weekday()]} {day(on)}"


def conflict_sentence(conflict: Conflict, problem: Problem) -> str:
    """Say one member of a conflict in words: a decision with its names, or a rule with its cities."""
    names = {city.id: city.name for city in problem.cities}
    if conflict.decision is not None and 0 <= conflict.decision < len(problem.decisions):
        decision = decision_sentence(problem.decisions[conflict.decision], problem)
        return f"Decided: {decision}"
    who = listed(names.get(city, city) for city in conflict.cities)
    return with_days(conflict.text) or f"Rule {conflict.rule}{f' for {who}' if who else ''}."


def decision_sentence(decision: Decision, problem: Problem) -> str:
    """Say a decision in words: 'Tartu must visit Turku in week 10 (8–12 March 2027).'"""
    names = {city.id: city.name for city in problem.cities}
    topics = {topic.id: topic.title for topic in problem.topics}
    host, must = names.get(decision.host, decision.host), "must" if decision.kind == "pin" else "must not"
    sentence = f"{host} {must} host an exchange"
    if decision.visitor is not None:
        sentence = f"{names.get(decision.visitor, decision.visitor)} {must} visit {host}"
    if decision.week is not None:
        sentence += f" in {_week_with_days(decision.week)}"
    if decision.topic is not None:
        sentence += f" with a session on {topics.get(decision.topic, decision.topic)}"
    return f"{sentence}."


def weakest_served(results: Mapping[str, CityResult]) -> Sequence[str]:
    """List the ids of the served cities with the smallest fulfilment, in the order given."""
    shares = {city: Decimal(r.earned) / r.ideal for city, r in results.items() if r.ideal and r.earned}
    return [city for city, share in shares.items() if share == min(shares.values())]
