"""What the pages of a draft show besides its programme. Plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from survey_app.programmes.conflict_words import members_in_words
from survey_app.programmes.drafting.breach_words import decision_words
from survey_app.programmes.drafting.breaches import Finding
from survey_app.programmes.drafting.comparing import Row, compared
from survey_app.programmes.drafting.step_words import step_words
from survey_app.programmes.drafting.steps import Step, decisions_of, read_step
from survey_app.programmes.model import Decision, Problem, Proposal
from survey_app.programmes.wording import with_days
from survey_app.storage.records import DraftStep, Event
from survey_app.web.coordinator.bench import Bench

CHANGES = ("add", "move", "join", "leave", "teach", "skip", "take-over")
MOST_TRIED = 8  # each trial puts the draft together once more


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one step of the history: its words, who took it and when, what has become of it."""

    number: int
    words: str
    by: str
    at: datetime
    undone_by: str
    undone_at: datetime | None
    remark: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """Hold what one step fixes, in words and decision by decision; step is None for what was there before.

    about holds the exchanges (host, week) that the decisions name.
    """

    words: str
    decisions: tuple[str, ...]
    step: int | None
    about: frozenset[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Flaw:
    """Hold one finding with the step to take back, if a step brought it about directly."""

    label: str
    text: str
    remedy: str
    exchange: tuple[str, str] | None
    step: int | None
    taking_back: str


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """Hold one member of a conflict: its words, and the steps to take back; gone when it was taken back."""

    words: str
    is_decision: bool
    steps: tuple[int, ...] = ()


def history(bench: Bench) -> list[Entry]:
    """Return a draft's steps, the newest first."""
    origins, idle = set(bench.folded.origins), bench.folded.idle
    return [_entry(one, bench, one.id in origins, idle.get(one.id, "")) for one in reversed(bench.steps)]


def recorded(events: Sequence[Event], draft_id: int) -> list[Event]:
    """Return what else was done about a draft: begun, named, brought up to date, sent."""
    steps = ("decided", "took a decision back", "let a decision stand again")
    return [one for one in events if one.detail.get("draft") == draft_id and one.what not in steps]


def _entry(one: DraftStep, bench: Bench, in_force: bool, idle: str) -> Entry:
    step = read_step(one.what)
    remark = idle if one.undone_at is None else ""
    if not remark and one.undone_at is None and not in_force and decisions_of(step):
        remark = "A later decision has taken its place."
    words = step_words(bench.answers, step)
    return Entry(one.id, words, one.by, one.at, one.undone_by or "", one.undone_at, remark)


def fixed(bench: Bench) -> list[Fixed]:
    """Return the decisions in force, those of one step together."""
    by_step: dict[int | None, list[Decision]] = {}
    for one, origin in zip(bench.folded.decisions, bench.folded.origins, strict=True):
        by_step.setdefault(origin, []).append(one)
    steps = {one.id: read_step(one.what) for one in bench.steps}
    return [_fixed(bench.answers, number, found, steps.get(number or 0)) for number, found in by_step.items()]


def _fixed(problem: Problem, number: int | None, found: Sequence[Decision], step: Step | None) -> Fixed:
    words = step_words(problem, step) if step else "Decided before this draft began"
    told = tuple(decision_words(problem, one) for one in found)
    alone = step is not None and step.act in ("pin", "forbid", "join", "leave", "drop")
    about = frozenset((one.host, one.week) for one in found)
    return Fixed(words, () if alone else told, number, about)


def flaws(bench: Bench) -> list[Flaw]:
    """Return what is wrong with a draft, each with the latest step that a way out leads back to."""
    return [_flaw(one, bench) for one in bench.findings]


def _flaw(one: Finding, bench: Bench) -> Flaw:
    number = _behind(one, bench)
    words = {entry.id: step_words(bench.answers, read_step(entry.what)) for entry in bench.steps}
    return Flaw(one.label, one.text, one.remedy, one.exchange, number, words.get(number or 0, ""))


def _behind(one: Finding, bench: Bench) -> int | None:
    """Return the number of the step that a finding follows from: its decision's, or the one it hangs on."""
    if one.decision is not None:
        return bench.folded.origins[one.decision]
    tried = 0
    for number, step in reversed(bench.standing):
        if step.act in CHANGES and {step.host, step.visitor, *step.visitors} & set(one.cities):
            tried += 1
            if (one.label, one.text) not in bench.without(number):
                return number
        if tried == MOST_TRIED:
            break
    return None


def cities_since(bench: Bench) -> dict[str, Row]:
    """Return every city's fulfilment at the beginning and now, by its id."""
    return {row.id: row for row in compared([bench.beginning, bench.programme]).cities}


def aims_since(bench: Bench) -> tuple[Row, ...]:
    """Return what the aims reach at the beginning and now."""
    return compared([bench.beginning, bench.programme]).aims


def conflict_lines(problem: Problem, found: Proposal, bench: Bench | None) -> list[ConflictLine]:
    """Return a conflict in words, each decision with the steps of its draft that it follows from."""
    names = {city.id: city.name for city in problem.cities}
    lines = []
    for words, number in members_in_words(found.conflict, names):
        if number is None or number >= len(problem.decisions):
            lines.append(ConflictLine(with_days(words), False))
        else:
            one = problem.decisions[number]
            lines.append(ConflictLine(f"{decision_words(problem, one)}.", True, _steps_of(one, bench)))
    return lines


def _steps_of(decision: Decision, bench: Bench | None) -> tuple[int, ...]:
    if bench is None:
        return ()
    pairs = zip(bench.folded.decisions, bench.folded.origins, strict=True)
    return tuple(dict.fromkeys(origin for one, origin in pairs if one == decision and origin is not None))


def fixed_exchanges(decisions: Sequence[Decision]) -> set[tuple[str, str]]:
    """Return the exchanges (host, week) about which something is pinned."""
    return {(one.host, one.week) for one in decisions if one.kind == "pin" and one.week is not None}
