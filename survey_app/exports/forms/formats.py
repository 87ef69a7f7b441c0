"""The blank form as formats that a questionnaire is converted to: DOCX to fill in, PDF to print."""

from collections.abc import Callable
from datetime import date

from survey_app.exports.forms.printing import blank_form
from survey_app.exports.forms.sheet import BlankForm, Spoken
from survey_app.exports.left_out import Exported as Document
from survey_app.questionnaire.carried import carried_problems
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.formats import Exported, Fate, Form, Format, Loss, Target, refusal
from survey_app.questionnaire.formats.yaml_writing import yaml_text
from survey_app.questionnaire.reader import read
from survey_app.questionnaire.yaml_text import read_yaml

MOST_UNDRAWN = (
    20  # different characters without a glyph; with more a writing is meant, not a sign here and there
)


def form_formats(tongue_of: Callable[[str], Spoken], made_on: date) -> tuple[Format, Format]:
    """Return the formats of blank forms, the product's own words said by `tongue_of`."""

    def writing(draw: Callable[[BlankForm, date], Document]) -> Callable[[Form, Target], Exported]:
        return lambda form, target: _written(form, tongue_of, lambda told: draw(told, made_on))

    return (
        Format("docx", "Blank form to fill in", written_endings=(".docx",), write=writing(_docx)),
        Format("pdf", "Blank form to print", written_endings=(".pdf",), write=writing(_pdf)),
    )


def _docx(told: BlankForm, made_on: date) -> Document:
    from survey_app.exports.forms.form_docx import form_docx  # noqa: PLC0415 - only who writes one waits for it

    return form_docx(told, made_on)


def _pdf(told: BlankForm, made_on: date) -> Document:
    from survey_app.exports.forms.form_pdf import form_pdf  # noqa: PLC0415 - only who writes one waits for it

    document = form_pdf(told, made_on)
    undrawn = [one for one in document.left_out if one.what.startswith("U+")]
    if len(undrawn) > MOST_UNDRAWN:
        raise refusal("no-glyphs", count=len(undrawn))
    return document


def _written(
    form: Form, tongue_of: Callable[[str], Spoken], draw: Callable[[BlankForm], Document]
) -> Exported:
    compiled, losses = served_form(form)
    language = compiled.questionnaire.language
    spoken = tongue_of(language)
    if spoken.own != language.split("-", 1)[0].lower():
        told = f"The product does not speak “{language}”; what it says itself is in English."
        losses.append(Loss("", Fate.CHANGED, "own-words", told))
    if form.translations:
        others = ", ".join(form.translations)
        told = f"The form is in “{language}” alone. Beside it stand: {others}; choose one with --language."
        losses.append(Loss("", Fate.LEFT_OUT, "languages", told))
    document = draw(blank_form(compiled, spoken))
    losses += [
        Loss(one.place, Fate.CHANGED, "letters", f"{one.what}: {one.why}") for one in document.left_out
    ]
    return Exported(document.content, tuple(losses))


def served_form(form: Form) -> tuple[Compiled, list[Loss]]:
    """Return a form as it is asked, without what it carries along, which is told; raise ConversionRefused."""
    whole = yaml_text(form.data).encode()
    losses = [
        Loss("", Fate.LEFT_OUT, "carried", found.message) for found in carried_problems(read_yaml(whole))
    ]
    kept = {key: part for key, part in form.data.items() if key != "carried"}
    reading = read(yaml_text(kept).encode())
    if reading.compiled is None:
        raise refusal("not-askable", fault=reading.errors[0].message)
    return reading.compiled, losses
