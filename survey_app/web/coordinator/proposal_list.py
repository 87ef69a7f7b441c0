"""The list of a round's proposals. Plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey_app.programmes import wording
from survey_app.programmes.documents import read_proposal
from survey_app.programmes.exploring.asked import KEPT
from survey_app.programmes.model import Proposal
from survey_app.storage.records import Event, Json, ProposalStatus, ProposalSummary

PROVEN = {
    "optimal": ("proven", "good"),
    "feasible": ("not proven", "busy"),
    "infeasible": ("impossible", "bad"),
    "unknown": ("nothing found", "warn"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one proposal of the list: where it stands, its main figures, its remark."""

    summary: ProposalSummary
    state: str
    tone: str
    figures: str
    remark: str
    outdated: bool


def lines_of(
    made: Sequence[ProposalSummary], results: Mapping[int, Json], told: Sequence[Event], mark: str
) -> list[Line]:
    """Return the proposals' lines, in the order given; mark is the fingerprint of the answers as they are."""
    remarks = {one.detail.get("proposal"): str(one.detail.get("remark", "")) for one in told}
    listed = [one for one in made if one.asked is None or one.asked["kind"] in KEPT]
    return [_line(one, results.get(one.id), remarks.get(one.id, "") or one.name, mark) for one in listed]


def _line(summary: ProposalSummary, result: Json | None, remark: str, mark: str) -> Line:
    outdated = summary.status is ProposalStatus.DONE and summary.sheets_fingerprint != mark
    if result is None:
        tone = "busy" if summary.status in (ProposalStatus.QUEUED, ProposalStatus.RUNNING) else "bad"
        state = "done" if summary.status is ProposalStatus.DONE else summary.status.value
        return Line(summary, state, tone, "", remark, outdated)
    proposal = read_proposal(dict(result))
    state, tone = PROVEN[proposal.status]
    return Line(summary, state, tone, main_figures(proposal), remark, outdated)


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
