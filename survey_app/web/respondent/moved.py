"""What was typed into questions that another version of the questionnaire no longer asks where they were."""

from typing import Any

from survey_app.questionnaire.model import Page
from survey_app.web.forms.page_form import PREFIX


def typed_elsewhere(form: Any, page: Page | None) -> list[tuple[str, str]]:
    """Return (question, text) for everything sent to questions that a page does not hold, as it was typed."""
    known = {question.name for question in page.questions} if page else set()
    gone = set(form.get("asked", "").split()) - known
    found = []
    for field, text in form.items(multi=True):
        name = field.removeprefix(PREFIX)
        if field.startswith(PREFIX) and name.split(".")[0] in gone and text.strip():
            found.append((name, text))
    return found
