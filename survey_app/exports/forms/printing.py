"""From a questionnaire to its blank form: every page, question and choice, and every branch in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from survey_app.exports.forms.boxes import BOXES, type_of
from survey_app.exports.forms.rules import notes_of
from survey_app.exports.forms.sheet import Asked, BlankForm, Box, Entries, FormWords, Part, Section, Spoken
from survey_app.exports.forms.wording import FormTongue
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.model import Page, Questionnaire
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types import Group, Items, QuestionBase, RepeatQuestion

DEEPEST = 3  # levels of headings
MOST_PRINTED = 3  # entries of a repeat that are printed; further ones are copied


def blank_form(compiled: Compiled, spoken: Spoken) -> BlankForm:
    """Return the blank form of a questionnaire, the product's own words in one language."""
    questionnaire = compiled.questionnaire
    tongue = FormTongue(compiled, spoken, dict(_numbers(questionnaire.questions())))
    return BlankForm(
        questionnaire.title,
        spoken.say(Phrase("Version {version}", version=questionnaire.version)),
        questionnaire.language,
        spoken.direction,
        _words(spoken),
        tuple(_about(questionnaire, spoken)),
        tuple(_page(page, tongue) for page in questionnaire.pages),
    )


def _numbers(questions: Iterable[QuestionBase], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the number of each question that is answered; of those in a repeat such as 3.1."""
    place = 0
    for question in questions:
        if not (question.answered and question.entered):
            continue
        place += 1
        yield question.name, f"{prefix}{place}"
        if isinstance(question, RepeatQuestion):
            yield from _numbers(question.inner, f"{prefix}{place}.")


def _words(spoken: Spoken) -> FormWords:
    page = spoken.gettext("Page %(number)s of %(pages)s") % {"number": "\0", "pages": "\0"}
    before, between, after = page.split("\0")
    required, write = spoken.say(Phrase("Required")), spoken.say(Phrase("Write here"))
    choose, answer = spoken.gettext("Choose …"), spoken.say(Phrase("Your answer"))
    return FormWords(required, write, choose, answer, (before, between, after))


def _about(questionnaire: Questionnaire, spoken: Spoken) -> Iterator[tuple[str, str]]:
    told = [
        ("", questionnaire.introduction),
        (spoken.gettext("Purpose"), questionnaire.purpose),
        (spoken.gettext("Kept for"), questionnaire.retention),
        (spoken.gettext("Whom to ask"), questionnaire.contact),
    ]
    for heading, text in told:
        for place, paragraph in enumerate((text or "").split("\n\n")):
            if words := " ".join(paragraph.split()):
                yield heading if place == 0 else "", words


def _page(page: Page, tongue: FormTongue) -> Section:
    only_if = tongue.part_if(tongue.compiled.page_relevant.get(page.name))
    return Section(tongue.text(page, "label"), 1, only_if, _hint(page, tongue), _parts(page.items, tongue, 2))


def _hint(owner: Page | Group, tongue: FormTongue) -> tuple[str, ...]:
    hint = tongue.text(owner, "hint")
    return (hint,) if hint else ()


def _parts(items: Items, tongue: FormTongue, level: int) -> tuple[Part, ...]:
    return tuple(
        _group(item, tongue, level) if isinstance(item, Group) else _asked(item, tongue, level)
        for item in items
    )


def _group(group: Group, tongue: FormTongue, level: int) -> Section:
    only_if = tongue.part_if(tongue.compiled.group_relevant.get(group.name))
    title = tongue.text(group, "label")
    parts = _parts(group.items, tongue, level + 1 if title else level)  # no level of headings is skipped
    return Section(title, min(level, DEEPEST), only_if, _hint(group, tongue), parts)


def _asked(question: QuestionBase, tongue: FormTongue, level: int) -> Asked:
    return Asked(
        question.name,
        tongue.numbers.get(question.name, ""),
        tongue.text(question, "label"),
        question.required,
        tongue.question_if(question),
        notes_of(question, tongue),
        PRINTED[type_of(question)](question, tongue, level),
    )


def _repeat(question: RepeatQuestion, tongue: FormTongue, level: int) -> tuple[Box, ...]:
    """Print a few entries; whoever has more copies the last."""
    count = min(max(question.fewest, 1), question.most, MOST_PRINTED)
    called = (question.title_of("", place, tongue.lists) for place in range(1, count + 1))
    titles = tuple(tongue.spoken.say(title) for title in called)
    further = tongue.spoken.say(Phrase("Copy this part for each further one."))
    parts = _parts(question.items, tongue, level + 1)
    more = further if question.most > count else ""
    return (Entries(question.name, titles, parts, more, min(level, DEEPEST)),)


_Print = Callable[[Any, FormTongue, int], tuple[Box, ...]]


def _boxes(make: Callable[[Any, FormTongue], tuple[Box, ...]]) -> _Print:
    return lambda question, tongue, level: make(question, tongue)


PRINTED: Mapping[str, _Print] = MappingProxyType(
    {**{name: _boxes(make) for name, make in BOXES.items()}, "repeat": _repeat}
)
"""What each type of question has to fill in on paper."""
