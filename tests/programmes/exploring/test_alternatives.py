"""Another programme as good as the best, with other visits, where there is one."""

import pytest

from survey_app.programmes.documents import read_problem
from survey_app.programmes.exploring.alternatives import alternative, differing_visits
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import values
from survey_app.programmes.solver import propose
from tests.programmes.exhaustive import Exhaustive
from tests.programmes.tiny import tiny_problem

AIMS = ["served", "learning"]


def elsewhere(data, proposal, differing):
    """Say by trying all programmes whether one as good as the best differs in so many visits."""
    visits = {(one.host, visitor) for one in proposal.exchanges for visitor in one.visitors}
    search = Exhaustive(data)
    for programme in search.programmes():
        again = {(host, name) for host, _, visitors, _ in programme for name in visitors}
        measured = search.measure(programme)
        as_good = all(measured[one.name] >= one.value for one in proposal.objectives)
        if as_good and len(visits - again) >= differing:
            return True
    return False


@pytest.mark.parametrize("seed", range(24))
def test_an_alternative_is_found_where_there_is_one_and_refuted_where_not(seed):
    data = {**tiny_problem(seed), "decisions": [], "slack": {}, "objectives": AIMS}
    asked = read_problem(data)
    proposal = propose(asked)
    found = alternative(asked, [proposal], differing=1)
    assert (found.proposal is not None) == elsewhere(data, proposal, 1)
    assert found.impossible == (found.proposal is None)
    if found.proposal is not None:
        reached = values(Network(asked), found.proposal.exchanges)
        assert all(reached[one.name] >= one.value for one in proposal.objectives)
        assert differing_visits(proposal.exchanges, found.proposal.exchanges) >= 1
