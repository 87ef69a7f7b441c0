"""The round's questionnaire as blank forms in each language that it is offered in, and as a codebook."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort
from werkzeug.wrappers import Response

from survey_app.exports.codebook.ddi import codebook_xml, edition
from survey_app.exports.forms.form_docx import form_docx
from survey_app.exports.forms.form_pdf import form_pdf
from survey_app.exports.forms.printing import blank_form
from survey_app.exports.forms.sheet import BlankForm
from survey_app.exports.programme_pdf import all_drawable
from survey_app.questionnaire.translations.offering import Spoken
from survey_app.web.access import ROUND, allow, this_round
from survey_app.web.coordinator.blueprint import coordinator
from survey_app.web.coordinator.downloads import DOCX, HERE, handed
from survey_app.web.languages.tongue import name_of, tongue_of
from survey_app.web.questionnaires import spoken_questionnaires
from survey_app.web.unit import now, session


@dataclass(frozen=True, slots=True)
class FormLanguage:
    """Hold a language of blank forms, and their kinds: no PDF where its letters cannot be drawn."""

    tag: str
    name: str
    kinds: tuple[str, ...]


def _spoken() -> Mapping[str, Spoken]:
    version = this_round().version_id
    return spoken_questionnaires(session(), version, this_round()) if version is not None else {}


def form_languages() -> tuple[FormLanguage, ...]:
    """Return the languages of the round's questionnaire, its own first; none before one is chosen."""
    names = {tag: name_of(tag) for tag in _spoken()}
    return tuple(
        FormLanguage(tag, name, ("docx", "pdf") if all_drawable(name) else ("docx",))
        for tag, name in names.items()
    )


def _form(language: str) -> BlankForm:
    spoken = _spoken().get(language) or abort(404)
    return blank_form(spoken.compiled, tongue_of(language))


@coordinator.get(f"{HERE}/form.<language>.docx")
@allow(ROUND)
def form_as_docx(round_id: int, language: str) -> Response:
    """Send the blank form to fill in."""
    return handed(form_docx(_form(language), now().date()).content, DOCX, f"form.{language}.docx")


@coordinator.get(f"{HERE}/form.<language>.pdf")
@allow(ROUND)
def form_as_pdf(round_id: int, language: str) -> Response:
    """Send the blank form to print."""
    return handed(form_pdf(_form(language), now().date()).content, "application/pdf", f"form.{language}.pdf")


@coordinator.get(f"{HERE}/codebook.ddi.xml")
@allow(ROUND)
def codebook(round_id: int) -> Response:
    """Send what each column of the answers means."""
    editions = [edition(one.compiled, tongue_of) for one in _spoken().values()] or abort(404)
    return handed(codebook_xml(editions, now().date()), "application/xml", "codebook.ddi.xml")
