"""What was asked of a proposal and what came out, as pages tell it. Plain data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from survey_app.programmes import wording
from survey_app.programmes.conflict_words import conflict_sentences
from survey_app.programmes.drafting.comparing import Programme, compared
from survey_app.programmes.drafting.comparing import Row as CityRow
from survey_app.programmes.exploring.alternatives import differing_visits
from survey_app.programmes.exploring.difference import Difference, differences
from survey_app.programmes.exploring.replanning import visit_changes
from survey_app.programmes.exploring.telling import (
    KINDS,
    difference_sentence,
    verdict,
    visit_sentence,
)
from survey_app.programmes.model import Objective, Problem, Proposal
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import values
from survey_app.programmes.rules import can_host
from survey_app.storage.records import Json

NO_WEEK = {None, "host-week", "visitor-week"}  # the visit itself, and the weeks of both


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one aim: before, after, and how far the two are apart; tone is good, bad or empty."""

    title: str
    before: str
    after: str
    difference: str
    tone: str


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """Hold an answer: a sentence to read aloud, what supports it, what becomes of cities and visits."""

    sentence: str
    support: tuple[str, ...]
    rows: tuple[Row, ...]
    cities: tuple[CityRow, ...]
    changes: tuple[tuple[str, tuple[str, ...]], ...]
    programme: bool

    @property
    def short(self) -> str:
        """Return the answer in a line; where nothing can be, with the first reason."""
        return self.sentence if self.programme else " ".join((self.sentence, *self.support[:1]))


Case = tuple[Problem, Proposal]


def answer_page(asked: Json, answer: Json | None, basis: Case, found: Case) -> AnswerPage:
    """Return the page of an answer; `basis` is the proposal that was asked, `found` what came out."""
    proposal = found[1]
    sentence, *support = _SENTENCES[asked["kind"]](answer or {}, basis, found)
    programme = proposal.status in ("optimal", "feasible")
    return AnswerPage(
        sentence,
        tuple(support),
        tuple(_rows(asked["kind"], basis, found)) if programme else (),
        tuple(_cities(basis, found)) if programme else (),
        tuple(_changes(basis, found)) if programme else (),
        programme,
    )


def _what_if(answer: Json, basis: Case, found: Case) -> Iterator[str]:
    problem, proposal = found
    if proposal.status == "infeasible":
        rules = {one.rule for one in proposal.conflict}
        yield "It cannot be: they have no week in common." if rules == NO_WEEK else "It cannot be."
        asked = len(basis[0].decisions)  # the visit itself was added behind these
        against = [one for one in proposal.conflict if one.decision is None or one.decision < asked]
        yield from conflict_sentences(against, problem)
    elif proposal.status == "unknown":
        yield "The time was too short to say. Ask again with more."
    else:
        yield f"It can be. {verdict(differences(basis[1], proposal))}"


def _remedy(answer: Json, basis: Case, found: Case) -> Iterator[str]:
    if answer.get("change"):
        yield answer["change"]
        cost = verdict(differences(basis[1], found[1]))
        yield f"Verified: the best programme with this one change meets the need in full. {cost}"
    elif answer.get("open"):
        yield "No single change was found in the time. Ask again with more."
        yield f"Not decided: {' '.join(answer['open'])}"
    elif answer.get("refuted"):
        yield "No single change of a figure or a decision meets this need in full."
    else:
        yield "There is nothing to change in this round: nobody else could show it better."
    if answer.get("refuted"):
        yield f"Tried, and not enough by itself: {' '.join(answer['refuted'])}"


def _alternative(answer: Json, basis: Case, found: Case) -> Iterator[str]:
    if found[1].status in ("optimal", "feasible"):
        differing = differing_visits(basis[1].exchanges, found[1].exchanges)
        yield f"There is one, with {wording.counted(differing, 'other visit', 'other visits')}."
    elif answer.get("impossible"):
        yield "There is none; that is proven. Allow it to be a little less good, or fewer other visits."
    else:
        yield "None was found in the time. Ask again with more."


def _scenario(answer: Json, basis: Case, found: Case) -> Iterator[str]:
    changes = visit_changes(basis[1].exchanges, found[1].exchanges)
    if all(one.kind == "kept" for one in changes) and found[1].exchanges:
        yield "The same visits: these aims lead to the programme that you have."
    elif found[1].exchanges:
        differing = sum(one.kind != "kept" for one in changes)
        yield f"Another programme: {wording.counted(differing, 'visit differs', 'visits differ')}."
    yield wording.status_sentence(found[1].status)


def _replanning(answer: Json, basis: Case, found: Case) -> Iterator[str]:
    changes = visit_changes(basis[1].exchanges, found[1].exchanges)
    kept = sum(one.kind == "kept" for one in changes)
    before = sum(one.kind != "new" for one in changes)
    lost = _fallen(basis[1], found[0])
    fell = f"; {lost} fell away with what happened" if lost else ""
    yield f"{kept} of {wording.counted(before, 'visit stays', 'visits stay')} as agreed{fell}."
    yield wording.status_sentence(found[1].status)


def _fallen(basis: Proposal, problem: Problem) -> int:
    """Count the visits that no programme could keep: their host, week or visitor is not there any more."""
    cities = {city.id: city for city in problem.cities}
    return sum(
        visitor not in cities or one.host not in cities or not can_host(cities[one.host], one.week)
        for one in basis.exchanges
        for visitor in one.visitors
    )


_SENTENCES = {
    "what-if": _what_if,
    "remedy": _remedy,
    "alternative": _alternative,
    "scenario": _scenario,
    "replanning": _replanning,
}


def _rows(kind: str, basis: Case, found: Case) -> Iterator[Row]:
    """Yield every aim of either proposal; where both have the same aims, the difference of the optima."""
    before, after = (values(Network(problem), one.exchanges) for problem, one in (basis, found))
    before |= {"keep": sum(len(one.visitors) for one in basis[1].exchanges)} if kind == "replanning" else {}
    optima: Mapping[Objective, Difference] = {}
    if kind in ("what-if", "remedy"):
        optima = {one.objective: one for one in differences(basis[1], found[1])}
    earlier, cities = (sum(1 for one in case[1].cities.values() if one.ideal) for case in (basis, found))
    if earlier and earlier != cities:  # a mean over other cities: told, and compared, as a mean
        before["learning"] = before["learning"] * cities // earlier
    names = dict.fromkeys([one.name for case in (basis, found) for one in case[1].objectives])
    for name in names:
        plain = Difference(name, after[name] - before[name], after[name] - before[name])
        difference = optima.get(name, plain)
        yield Row(
            wording.objective_title(name),
            wording.objective_figure(name, before[name], cities),
            wording.objective_figure(name, after[name], cities),
            difference_sentence(difference, cities),
            {True: "good", False: "bad", None: ""}[difference.better],
        )


def _cities(basis: Case, found: Case) -> Iterator[CityRow]:
    """Yield the cities whose fulfilment is another one."""
    both = [Programme("", *basis), Programme("", *found)]
    yield from (row for row in compared(both).cities if row.figures[0].text != row.figures[1].text)


def _changes(basis: Case, found: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    names = {city.id: city.name for problem, _ in (basis, found) for city in problem.cities}
    changes = visit_changes(basis[1].exchanges, found[1].exchanges)
    for kind, title in KINDS.items():
        if of_kind := tuple(visit_sentence(one, names) for one in changes if one.kind == kind):
            yield title, of_kind
