"""A draft as it stands, put together from what is stored: its programme, its decisions, what they break."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from survey_app.programmes.documents import problem_to_json, read_problem
from survey_app.programmes.drafting.breaches import Finding, findings
from survey_app.programmes.drafting.comparing import Programme
from survey_app.programmes.drafting.folding import Folded, folded, judged, known
from survey_app.programmes.drafting.steps import Step, read_exchanges, read_step
from survey_app.programmes.model import Exchange, Problem, Proposal
from survey_app.programmes.network import Network
from survey_app.storage import drafts as stored
from survey_app.storage.records import Draft, DraftStep
from survey_app.web.access import this_draft
from survey_app.web.unit import session


@dataclass(frozen=True)
class Bench:
    """Hold a draft with its steps."""

    draft: Draft
    steps: Sequence[DraftStep]

    @cached_property
    def answers(self) -> Problem:
        """The problem that the draft rests on, with the decisions that it began with."""
        return read_problem(dict(self.draft.problem))

    @cached_property
    def network(self) -> Network:
        """The same, indexed."""
        return Network(self.answers)

    @cached_property
    def folded(self) -> Folded:
        """What the steps that stand have made of it."""
        return self.after(self.standing)

    @property
    def standing(self) -> list[tuple[int, Step]]:
        """The steps that stand, with their numbers."""
        return [(one.id, read_step(one.what)) for one in self.steps if one.undone_at is None]

    def after(self, steps: Sequence[tuple[int, Step]]) -> Folded:
        """Return what other steps would make of it."""
        return folded(self.network, read_exchanges(self.draft.exchanges), steps)

    @cached_property
    def problem(self) -> Problem:
        """The problem with all decisions in force."""
        return replace(self.answers, decisions=self.folded.decisions)

    @cached_property
    def proposal(self) -> Proposal:
        """The programme as it stands, with its figures."""
        return judged(self.problem, self.folded.exchanges)

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong with it."""
        return findings(Network(self.problem), self.folded.exchanges)

    def without(self, number: int) -> set[tuple[str, str]]:
        """Return what would be wrong without one step, as (rule, words)."""
        if number not in self._without:
            left = self.after([one for one in self.standing if one[0] != number])
            network = Network(replace(self.answers, decisions=left.decisions))
            self._without[number] = {(one.label, one.text) for one in findings(network, left.exchanges)}
        return self._without[number]

    @cached_property
    def _without(self) -> dict[int, set[tuple[str, str]]]:
        return {}

    @property
    def programme(self) -> Programme:
        """The programme for comparisons."""
        return Programme(self.draft.name, self.problem, self.proposal)

    @cached_property
    def beginning(self) -> Programme:
        """The programme that it began with, under the answers as they are known to the draft."""
        start = known(self.network, read_exchanges(self.draft.exchanges))
        return Programme("The beginning", self.answers, judged(self.answers, start))

    def exchange(self, host: str, week: str) -> Exchange | None:
        """Return one exchange, None when it is not there."""
        return next((one for one in self.proposal.exchanges if (one.host, one.week) == (host, week)), None)

    def document(self) -> dict[str, object]:
        """Return the problem with all decisions in force, as JSON."""
        return problem_to_json(self.problem)


def bench() -> Bench:
    """Return the draft that the request is about, as it stands."""
    return bench_of(this_draft())


def bench_of(draft: Draft) -> Bench:
    """Return a draft as it stands."""
    return Bench(draft, stored.steps(session(), draft.id))
