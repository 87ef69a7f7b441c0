"""What all answers say together, question by question, with the cities behind each figure."""

from flask import abort, request
from werkzeug.wrappers import Response

from survey_app.answers.statistics import Summary
from survey_app.web.access import ROUND, allow
from survey_app.web.coordinator.blueprint import coordinator, round_page, to
from survey_app.web.coordinator.gathering import Gathered
from survey_app.web.coordinator.profiles import gathered
from survey_app.web.coordinator.profiles_page import seen_by
from survey_app.web.coordinator.statistics_page import behind, label_of, speaking, tell


def _drafts() -> bool:
    return request.args.get("sheets") == "all"


def _basis(said: Gathered) -> str:
    drafts = sum(not one.submitted for one in said.sheets)
    words = seen_by(len(said.sheets), said.waiting)
    return f"{words} {drafts} of them not submitted yet." if drafts else words


@coordinator.get("/rounds/<int:round_id>/statistics")
@allow(ROUND)
def statistics(round_id: int) -> Response:
    """Go to the statistics of the first page."""
    first = gathered().compiled.questionnaire.pages[0].name
    return to("statistics_of_page", page=first)


@coordinator.get("/rounds/<int:round_id>/statistics/<page>")
@allow(ROUND)
def statistics_of_page(round_id: int, page: str) -> str:
    """Show the statistics of one page's questions."""
    said = gathered(drafts=_drafts())
    shown = said.compiled.questionnaire.page_names.get(page) or abort(404)
    wanted = {question.name for question in shown.questions}
    found = [one for one in said.summaries() if one.question.name in wanted]
    return round_page(
        "statistics",
        "statistics",
        page=shown,
        pages=said.compiled.questionnaire.pages,
        told=[tell(said.compiled, one, said.names) for one in found],
        names=said.names,
        basis=_basis(said),
        drafts=_drafts(),
        any_sheets=bool(said.sheets),
        waiting=said.waiting,
    )


@coordinator.get("/rounds/<int:round_id>/statistics/<page>/<question>")
@allow(ROUND)
def cities_behind(round_id: int, page: str, question: str) -> str:
    """List the cities behind one figure, each with the way to its answer."""
    said = gathered(drafts=_drafts())
    summary = _summary(said, page, question)
    row, key, who = (request.args.get(name, "") for name in ("row", "key", "who"))
    bar = (speaking(summary, who) if who else behind(summary, row, key)) or abort(404)
    row_label = next((one.label for one in summary.series if one.key == row), "")
    return round_page(
        "cities_behind",
        "statistics",
        page=page,
        question=question,
        label=label_of(said.compiled, summary.question),
        row=row,
        row_label=row_label,
        bar=bar,
        names=said.names,
        drafts=_drafts(),
    )


def _summary(said: Gathered, page: str, question: str) -> Summary:
    found = said.compiled.page_of.get(question)
    if found is None or found.name != page:
        abort(404)
    found_ones = said.summaries()
    return next((one for one in found_ones if one.question.name == question), None) or abort(404)
