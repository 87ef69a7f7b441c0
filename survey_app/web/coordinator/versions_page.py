"""What another version of a questionnaire does to the answers given, as its page tells it. Plain data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_app.answers.carrying import LeftOut
from survey_app.answers.model import Sheet
from survey_app.answers.touching import touched
from survey_app.questionnaire.differences import Weight, differences
from survey_app.questionnaire.model import Questionnaire
from survey_app.rounds.model import City

TONES = {Weight.BREAKING: "bad", Weight.REVIEW: "warn", Weight.HARMLESS: "good"}


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one difference: its number among all, its words, how many answers it is about and would cost."""

    key: str
    weight: str
    tone: str
    what: str
    why: str
    remedy: str
    answers: int
    lost: int


@dataclass(frozen=True, slots=True)
class VersionPage:
    """Hold all differences, the heaviest first."""

    version: str
    lines: tuple[Line, ...]

    @property
    def breaking(self) -> tuple[Line, ...]:
        """Return the differences by which answers would be left out."""
        return tuple(line for line in self.lines if line.lost)

    def undecided(self, left_out: Sequence[str]) -> tuple[str, ...]:
        """Return the keys of the differences that cost answers which nobody decided to leave out."""
        return tuple(line.key for line in self.breaking if line.key not in left_out)


def version_page(old: Questionnaire, new: Questionnaire, sheets: Sequence[Mapping[str, Any]]) -> VersionPage:
    """Compare two versions over the answers of some sheets, given as the old version has them."""
    found = differences(old, new)
    counts = touched(found, old, new, sheets)
    lines = [
        # The number of answers is part of the key: a decision about two answers is none about three.
        Line(f"{one.code}.{number}.{count.lost}", one.weight.value, TONES[one.weight], one.what, one.why,
             one.remedy, count.answers, count.lost)
        for number, (one, count) in enumerate(zip(found, counts, strict=True))
    ]  # fmt: skip
    order = {weight.value: -weight.rank for weight in Weight}
    return VersionPage(new.version, tuple(sorted(lines, key=lambda line: (order[line.weight], -line.lost))))


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold a sheet that stays with an older version, and what of it the newest cannot show."""

    slug: str
    name: str
    left_out: tuple[tuple[str, str], ...]


def kept_page(behind: Iterable[tuple[City, Sheet, tuple[LeftOut, ...]]]) -> tuple[Kept, ...]:
    """Return the sheets that stay with older versions."""
    return tuple(
        Kept(city.slug, city.name, tuple((_where(one), one.reason) for one in lost))
        for city, _, lost in behind
    )


def _where(one: LeftOut) -> str:
    return f"{one.question}: {one.part}" if one.part else one.question
