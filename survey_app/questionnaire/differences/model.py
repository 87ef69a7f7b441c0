"""A difference between two versions of a questionnaire, as plain data."""

from dataclasses import dataclass
from enum import StrEnum

from survey_app.questionnaire.differences.catalogue import CATALOGUE
from survey_app.questionnaire.problems import short
from survey_app.questionnaire.yaml_text import Path


class Weight(StrEnum):
    """Say what a difference may do to answers that were given."""

    HARMLESS = "harmless"  # every answer stays and means what it meant
    REVIEW = "needs review"  # every answer stays; what it means, or what is still missing, may change
    BREAKING = "breaking"  # answers may not fit any more, and would be left out

    @property
    def rank(self) -> int:
        """Return 0 for the lightest."""
        return list(Weight).index(self)


@dataclass(frozen=True, slots=True)
class Difference:
    """Hold one difference.

    code: its kind. what: what changed. why: what that means for answers. remedy: how to make it safe, where
    there is a way. path: where it stands, in the old file where `in_old`, else in the new one. questions:
    the old names of the questions whose answers it touches; part: only the answers that mention this choice
    or row, by its old name.
    """

    weight: Weight
    code: str
    what: str
    why: str
    remedy: str
    path: Path
    in_old: bool = False
    questions: tuple[str, ...] = ()
    part: str | None = None

    @property
    def message(self) -> str:
        """Return what, why and remedy as sentences."""
        return " ".join(word for word in (self.what, self.why, self.remedy) if word)


def difference(  # noqa: PLR0913 - the parts of one record
    code: str,
    path: Path,
    *,
    in_old: bool = False,
    questions: tuple[str, ...] = (),
    part: str | None = None,
    hint: str = "",
    **words: object,
) -> Difference:
    """Return the difference of this code, its sentences filled in; `hint` replaces the usual remedy."""
    weight, what, why, remedy = CATALOGUE[code]
    told = {key: short(word) for key, word in words.items()}
    return Difference(
        Weight(weight),
        code,
        what.format(**told),
        why.format(**told),
        hint or remedy.format(**told),
        path,
        in_old=in_old,
        questions=questions,
        part=part,
    )
