"""Whether a programme still rests on the answers as they are, and what has changed if not."""

from collections.abc import Mapping
from typing import Any

from survey_app.programmes.documents import read_problem
from survey_app.programmes.drafting.outdated import Change, changes
from survey_app.storage import proposals
from survey_app.storage.records import StoredProposal
from survey_app.web.access import this_round
from survey_app.web.coordinator.gathering import fingerprint, problem_of
from survey_app.web.coordinator.profiles import gathered
from survey_app.web.unit import session


def basis_of(one: StoredProposal) -> Mapping[str, Any]:
    """Return the problem whose answers a proposal rests on: of an answer, that of the proposal asked.

    What was asked itself changes a problem (other aims, a city that withdrew), and makes nothing outdated.
    """
    asked = proposals.proposal_by_id(session(), one.summary.based_on) if one.summary.based_on else None
    return one.problem if asked is None else basis_of(asked)


def changes_since(problem: Mapping[str, Any], mark: str) -> tuple[Change, ...]:
    """Return what changed since a problem was made from answers with this mark; nothing when all is so."""
    if mark == fingerprint(session(), this_round()):
        return ()
    return changes(read_problem(dict(problem)), problem_of(this_round(), gathered()))
