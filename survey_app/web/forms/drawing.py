"""Drawing questions. An unanswered one looks the same to all readers of a language: drawn once in each."""

from flask import current_app
from markupsafe import Markup

from survey_app.questionnaire.types import QuestionBase
from survey_app.web.forms.view import QuestionView
from survey_app.web.languages.speaking import tongue

MOST_KEPT = 4_000

# The question itself is kept too, so that no other one can come to have its id.
_kept: dict[tuple[int, str, str, str | None], tuple[QuestionBase, Markup]] = {}


def draw(view: QuestionView) -> Markup:
    """Return a question's markup."""
    if view.faults or not view.blank:
        return _drawn(view)
    key = (id(view.question), tongue().tag, view.label, view.hint)
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = (view.question, _drawn(view))
    return _kept[key][1]


def _drawn(view: QuestionView) -> Markup:
    return Markup(current_app.jinja_env.get_template("questions/all.html").module.question(view))  # type: ignore[attr-defined]  # noqa: S704 - a macro's own markup, escaped there
