"""Another programme as good as the best, with other visits, where there is one."""

import pytest

from survey_app.programmes.checker import verify
from survey_app.programmes.documents import read_problem
from survey_app.programmes.exploring.alternatives import alternative, differing_visits, nearly
from survey_app.programmes.solver import propose
from tests.programmes.exhaustive import Exhaustive
from tests.programmes.tiny import tiny_problem

AIMS = ["served", "learning"]


def elsewhere(data, proposal, differing, tolerance=0):
    """Say by trying all programmes whether one as good as the best differs in so many visits."""
    visits = {(one.host, visitor) for one in proposal.exchanges for visitor in one.visitors}
    search = Exhaustive(data)
    for programme in search.programmes():
        again = {(host, name) for host, _, visitors, _ in programme for name in visitors}
        measured = search.measure(programme)
        least = {one.name: one.value - one.value * tolerance // 1000 for one in proposal.objectives}
        least["served"] = max(one.value for one in proposal.objectives if one.name == "served")
        as_good = all(measured[name] >= value for name, value in least.items())
        if as_good and len(visits - again) >= differing:
            return True
    return False


@pytest.mark.parametrize("seed", range(24))
def test_an_alternative_is_found_where_there_is_one_and_refuted_where_not(seed):
    tolerance = (0, 100)[seed % 2]
    data = {**tiny_problem(seed), "decisions": [], "slack": {}, "objectives": AIMS}
    asked = read_problem(data)
    proposal = propose(asked)
    found = alternative(nearly(asked, tolerance), [proposal], differing=1)
    assert (found.proposal is not None) == elsewhere(data, proposal, 1, tolerance)
    assert found.impossible == (found.proposal is None)
    if found.proposal is not None:
        assert verify(nearly(asked, tolerance), found.proposal) == []
        assert differing_visits(proposal.exchanges, found.proposal.exchanges) >= 1


def test_served_never_gives_way():
    asked = read_problem({**tiny_problem(1), "slack": {}, "objectives": ["served", "learning", "travel"]})
    assert nearly(asked, 30).slack == {"learning": 30, "travel": 30}
    assert nearly(asked, 0).slack == {}
