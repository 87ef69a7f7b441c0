"""The codebook as a format that a questionnaire is converted to."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from survey_app.exports.codebook.ddi import codebook_xml, edition
from survey_app.exports.forms.formats import served_form
from survey_app.exports.forms.sheet import Spoken
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.formats import Exported, Fate, Form, Format, Loss, Target
from survey_app.questionnaire.formats.converting import elements
from survey_app.questionnaire.formats.translated import spoken_in
from survey_app.questionnaire.types import CITIES, AvailabilityQuestion, CityQuestion

_UNTOLD = ("appearance", "renamed_from", "required_message")
_UNTOLD_AT_ALL = ("minutes", "languages")


def codebook_format(tongue_of: Callable[[str], Spoken], made_on: date) -> Format:
    """Return the format, the product's own words said by `tongue_of`."""

    def write(form: Form, target: Target) -> Exported:
        compiled, losses = served_form(form)
        editions = [edition(compiled, tongue_of)]
        for language in form.translations:
            spoken, lacking = spoken_in(form, language)
            losses += lacking
            editions.append(edition(served_form(spoken)[0], tongue_of))
        losses += _left_out(form.data, compiled)
        return Exported(codebook_xml(editions, made_on), tuple(losses))

    return Format("ddi", "DDI Codebook", written_endings=(".ddi.xml",), write=write)


def _left_out(data: dict[str, Any], compiled: Compiled) -> Iterator[Loss]:
    asked = [one for page in data.get("pages") or [] for one in elements(page.get("questions"))]
    for key in _UNTOLD:
        if names := [str(one.get("name")) for one in asked if one.get(key) is not None]:
            where = names[0] if len(names) == 1 else f"{len(names)} questions"
            yield Loss("", Fate.LEFT_OUT, "key", f"“{key}” of {where}.")
    for key in _UNTOLD_AT_ALL:
        if key in data:
            yield Loss("", Fate.LEFT_OUT, "key", f"“{key}” of the questionnaire.")
    for name, question in compiled.questionnaire.every.items():
        if isinstance(question, AvailabilityQuestion) and not question.week_names():
            told = "It asks for the weeks of a round, which are its columns; no round is known here."
            yield Loss(name, Fate.LEFT_OUT, "weeks", told)
        if isinstance(question, CityQuestion) and question.choices == CITIES:
            told = "The codes of the shipped list of cities."
            yield Loss(name, Fate.LEFT_OUT, "cities", told)
        if not question.answered and question.label:
            yield Loss(name, Fate.LEFT_OUT, "note", "A note has no column.")
