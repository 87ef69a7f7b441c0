"""One language as pages speak it: sentences, numbers, days and weeks, and the way that it is written."""

from datetime import date, datetime
from functools import cached_property, lru_cache
from string import Formatter
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from survey_app.questionnaire.phrases import Phrase
from survey_app.rounds.weeks import friday, monday
from survey_app.rounds.weeks import spoken as spoken_in_english
from survey_app.web.languages.catalogue import ENGLISH, sentences, spoken_as


class Tongue:
    """Say the product's sentences in one language."""

    def __init__(self, tag: str) -> None:
        self.tag = tag  # of the page, such as "de-AT" or "ar"; the product's own words may be English
        self.own = spoken_as(tag)
        self._sentences = sentences(self.own)
        self._filling = _Filling(self)

    @cached_property
    def locale(self) -> Locale:
        """Return what Babel knows about the product's own words in this language."""
        return Locale.parse(self.own)

    @property
    def direction(self) -> str:
        """Return how the page's language is written: ltr or rtl."""
        return direction_of(self.tag)

    def gettext(self, text: str) -> str:
        """Return one sentence."""
        return self._sentences.gettext(text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the sentence for a number of things."""
        return self._sentences.ngettext(one, many, count)

    def say(self, text: str) -> str:
        """Return a text; one that is a phrase of the product's own is said in this language."""
        if not isinstance(text, Phrase):
            return text
        template = self._sentences.gettext(text.template)
        return self._filling.vformat(template, (), text.values) if text.values else template

    def day(self, day: date) -> str:
        """Return a day: 8 March 2027."""
        if self.own == ENGLISH:
            return f"{day.day} {day:%B} {day.year}"
        return str(format_date(day, "long", self.locale))

    def weekday(self, day: date) -> str:
        """Return a day with its weekday: Tuesday 9 March 2027."""
        if self.own == ENGLISH:
            return f"{day:%A} {self.day(day)}"
        return str(format_date(day, "full", self.locale))

    def moment(self, moment: datetime) -> str:
        """Return a day and a time."""
        words = self.gettext("%(day)s at %(time)s UTC")
        return words % {"day": self.day(moment.date()), "time": f"{moment:%H:%M}"}

    def month(self, day: date) -> str:
        """Return a month and its year, as a heading: March 2027."""
        if self.own == ENGLISH:
            return f"{day:%B %Y}"
        words = str(format_skeleton("yMMMM", day, locale=self.locale))
        return words[:1].upper() + words[1:]

    def week(self, week: str) -> str:
        """Return an ISO week by its days: 8–12 March 2027."""
        return _week(self, week)

    def number(self, number: int) -> str:
        """Return a whole number with its thousands parted as usual."""
        return f"{number:,}" if self.own == ENGLISH else str(format_decimal(number, locale=self.locale))


class _Filling(Formatter):
    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, date):
            return self.tongue.day(value)
        if format_spec == "," and isinstance(value, int):
            return self.tongue.number(value)
        if isinstance(value, Phrase):
            return self.tongue.say(value)
        return str(super().format_field(value, format_spec))


@lru_cache(maxsize=5_000)
def _week(tongue: Tongue, week: str) -> str:
    if tongue.own == ENGLISH:
        return spoken_in_english(week)
    first, last = monday(week), friday(week)
    if first.month == last.month and tongue.locale.language in _DAY_FIRST:
        return f"{first.day}{_DAY_FIRST[tongue.locale.language]}–{tongue.day(last)}"
    return f"{tongue.day(first)} – {tongue.day(last)}"


# Languages whose days begin with their number: what follows the first of two in one month.
_DAY_FIRST = {"fi": ".", "nl": "", "et": ".", "sk": ".", "de": ".", "fr": "", "es": "", "it": "", "pl": ""}


@lru_cache(maxsize=200)
def tongue_of(tag: str) -> Tongue:
    """Return how a language is spoken."""
    return Tongue(tag)


@lru_cache(maxsize=200)
def _known(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def direction_of(tag: str) -> str:
    """Return how a language is written: ltr or rtl."""
    found = _known(tag) or _known(tag.split("-", 1)[0])
    return str(found.text_direction) if found else "ltr"


def name_of(tag: str) -> str:
    """Return a language's name in itself: Suomi, Nederlands; its tag where nobody knows it."""
    found = _known(tag)
    name = str(found.get_display_name() or tag) if found else tag
    return name[:1].upper() + name[1:]
