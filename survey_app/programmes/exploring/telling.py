"""Say differences, remedies and re-plannings in words."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from survey_app.programmes.exploring.difference import Difference
from survey_app.programmes.exploring.replanning import VisitChange
from survey_app.programmes.model import Objective
from survey_app.programmes.wording import objective_figure
from survey_app.rounds.weeks import spoken

KINDS = {"dropped": "No longer", "moved": "Moved", "new": "New", "kept": "Kept"}


def amount(name: Objective, value: int, cities: int | None = None) -> str:
    """Write how far two values of an objective are apart; shares in percentage points."""
    if name == "fairness":
        return _points(Decimal(value) / 10)
    if name == "learning" and cities:
        return _points(Decimal(value) / 10_000 / cities)
    return objective_figure(name, value, cities)


def _points(value: Decimal) -> str:
    return "1.0 percentage point" if f"{value:.1f}" == "1.0" else f"{value:.1f} percentage points"


def difference_sentence(one: Difference, cities: int | None = None) -> str:
    """Say a difference: "the same", "2.0 percentage points less", "between 1 city less and 2 cities more"."""
    if one.exact:
        return _signed(one.objective, one.least, cities)
    return (
        f"between {_signed(one.objective, one.least, cities)} and {_signed(one.objective, one.most, cities)}"
    )


def _signed(name: Objective, value: int, cities: int | None) -> str:
    if value == 0:
        return "the same"
    return f"{amount(name, abs(value), cities)} {'more' if value > 0 else 'less'}"


def verdict(differences: Sequence[Difference]) -> str:
    """Say in one sentence what a change does to the aims: the first that is certainly affected decides."""
    for one in differences:
        if one.better is not None:
            wins = "wins" if one.better else "loses"
            return f"The network {wins} by it."
        if not one.exact:
            return "Whether the network wins or loses by it is not proven; the bounds say how much at most."
    return "It costs the network nothing."


def in_words(week: str) -> str:
    """Write a week as "week 10 (8–12 March 2027)"."""
    return f"week {int(week[-2:])} ({spoken(week)})"


def visit_sentence(one: VisitChange, names: Mapping[str, str]) -> str:
    """Say what became of a visit; names maps city ids to names."""
    who = f"{names.get(one.visitor, one.visitor)} visits {names.get(one.host, one.host)}"
    before, after = (in_words(week) if week else "" for week in (one.before, one.after))
    if one.kind == "moved":
        return f"{who} in {after} instead of {before}"
    return f"{who} in {after or before}"
