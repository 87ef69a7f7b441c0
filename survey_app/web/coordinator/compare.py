"""Comparing two to five programmes, proposals and drafts alike."""

import re

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from survey_app.programmes.documents import read_problem, read_proposal
from survey_app.programmes.drafting.comparing import Programme, compared
from survey_app.programmes.drafting.outdated import AIMS, changes
from survey_app.programmes.wording import listed
from survey_app.storage import drafts, proposals
from survey_app.web.access import ROUND, allow, this_round
from survey_app.web.coordinator.bench import bench_of
from survey_app.web.coordinator.blueprint import coordinator, round_page, to
from survey_app.web.coordinator.proposal_list import titles_of
from survey_app.web.unit import session

MOST = 5
KEY = re.compile(r"([pd])([0-9]{1,9})")


@coordinator.get("/rounds/<int:round_id>/proposals/compare")
@allow(ROUND)
def compare(round_id: int) -> str | Response:
    """Show two to five programmes side by side."""
    keys = list(dict.fromkeys(request.args.getlist("of")))
    found = [(key, one) for key in keys[:MOST] if (one := _programme(key)) is not None]
    if len(found) < 2:
        flash("Tick two to five programmes to compare. Only finished ones can be compared.", "warn")
        return to("proposals")
    if len(keys) > MOST:
        flash("Five programmes fit side by side; these are the first five that you ticked.", "warn")
    first = found[0][1]
    apart = {one.name: changes(first.problem, one.problem) for _, one in found[1:]}
    differing = [name for name, told in apart.items() if any(one.what != AIMS for one in told)]
    aiming = [name for name, told in apart.items() if any(one.what == AIMS for one in told)]
    return round_page(
        "compare",
        "proposals",
        table=compared([one for _, one in found]),
        addresses=[_address(key) for key, _ in found],
        lead=listed(one.name for _, one in found),
        differing=listed(differing),
        aiming=listed(aiming),
        many=(len(differing) > 1, len(aiming) > 1),
    )


def _programme(key: str) -> Programme | None:
    """Return what a key names: "p3" a finished proposal of this round, "d2" a draft; None for all else."""
    match = KEY.fullmatch(key)
    if match is None:
        return None
    number = int(match[2])
    if match[1] == "d":
        draft = drafts.draft_by_id(session(), number)
        return bench_of(draft).programme if draft and draft.round_id == this_round().id else None
    found = proposals.proposal_by_id(session(), number)
    if found is None or found.result is None or found.summary.round_id != this_round().id:
        return None
    titles = titles_of(proposals.proposals(session(), this_round().id))
    return Programme(titles[number], read_problem(dict(found.problem)), read_proposal(dict(found.result)))


def _address(key: str) -> str:
    if key[0] == "d":
        return url_for("coordinator.draft", round_id=this_round().id, draft_id=int(key[1:]))
    return url_for("coordinator.proposal", round_id=this_round().id, proposal_id=int(key[1:]))
