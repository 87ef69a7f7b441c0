"""The list of a round's proposals. Plain data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from survey_app.programmes import wording
from survey_app.programmes.documents import read_proposal
from survey_app.programmes.exploring.asked import KEPT
from survey_app.programmes.model import Proposal
from survey_app.storage.records import Json, ProposalStatus, ProposalSummary

PROVEN = {
    "optimal": ("proven", "good"),
    "feasible": ("not proven", "busy"),
    "infeasible": ("impossible", "bad"),
    "unknown": ("nothing found", "warn"),
}


MOST_NAMES = 12


Stale = Callable[[ProposalSummary], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one proposal of the list: what it is called, where it stands, its main figures.

    `outdated` names whose answers have changed since, or the settings.
    """

    summary: ProposalSummary
    title: str
    state: str
    tone: str
    figures: str
    comparable: bool
    outdated: tuple[str, ...]


def is_listed(one: ProposalSummary) -> bool:
    """Say whether a proposal is one of a round's own, and not the answer to what was asked of another."""
    return one.asked is None or one.asked["kind"] in KEPT


def titles_of(made: Sequence[ProposalSummary]) -> dict[int, str]:
    """Return what proposals are called, by their ids: their names, or their numbers in the round."""
    numbered = enumerate(sorted(filter(is_listed, made), key=lambda one: one.id), 1)
    titles = {one.id: one.asked["words"] for one in made if one.asked is not None}
    return titles | {one.id: one.name or f"Proposal {number}" for number, one in numbered}


def lines_of(
    made: Sequence[ProposalSummary],
    results: Mapping[int, Json],
    stale: Stale,
) -> list[Line]:
    """Return the proposals' lines, in the order given; stale names who has changed answers since."""
    titles = titles_of(made)
    return [_line(one, results.get(one.id), titles[one.id], stale) for one in made if is_listed(one)]


def _line(
    summary: ProposalSummary,
    result: Json | None,
    title: str,
    stale: Stale,
) -> Line:
    outdated = stale(summary) if summary.status is ProposalStatus.DONE else ()
    if result is None:
        tone = "busy" if summary.status in (ProposalStatus.QUEUED, ProposalStatus.RUNNING) else "bad"
        state = "done" if summary.status is ProposalStatus.DONE else summary.status.value
        return Line(summary, title, state, tone, "", False, outdated)
    proposal = read_proposal(dict(result))
    state, tone = PROVEN[proposal.status]
    return Line(summary, title, state, tone, main_figures(proposal), bool(proposal.exchanges), outdated)


def main_figures(proposal: Proposal) -> str:
    """Say in a line how much a proposal brings."""
    if not proposal.exchanges:
        return "No exchange"
    served = sum(1 for result in proposal.cities.values() if result.earned)
    average = wording.average_fulfilment(proposal.cities.values())
    words = [
        wording.counted(len(proposal.exchanges), "exchange", "exchanges"),
        f"{served} of {wording.counted(len(proposal.cities), 'city', 'cities')} served",
    ]
    return ", ".join([*words, *([f"{average} % fulfilment on average"] if average is not None else [])])


def shortened(names: Sequence[str]) -> list[str]:
    """Return names for a sentence: of very many the first, and how many more."""
    some, more = list(names[:MOST_NAMES]), len(names) - MOST_NAMES
    return [*some, f"and {more} more"] if more > 0 else some
