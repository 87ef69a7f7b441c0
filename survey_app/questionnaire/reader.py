"""From a file's bytes to a compiled questionnaire, with every finding on the way."""

from dataclasses import dataclass
from functools import lru_cache

from survey_app.questionnaire.checks import check
from survey_app.questionnaire.compiled import Compiled, compile_questionnaire, with_weeks
from survey_app.questionnaire.problems import Problem, Severity
from survey_app.questionnaire.shape import read_shape
from survey_app.questionnaire.yaml_text import read_yaml


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what a file says: a compiled questionnaire unless it has errors, and all findings by place."""

    compiled: Compiled | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the findings that keep the questionnaire from being served."""
        return tuple(found for found in self.problems if found.severity is Severity.ERROR)


class UnreadableQuestionnaire(ValueError):
    """Raised when a questionnaire with errors is to be served; `problems` tells them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(found.line("questionnaire") for found in problems))
        self.problems = problems


def read(source: bytes) -> Reading:
    """Read and check a questionnaire file."""
    tree = read_yaml(source)
    if tree.problems:
        return Reading(None, tuple(sorted(tree.problems, key=lambda found: found.place)))
    questionnaire, problems = read_shape(tree)
    if questionnaire is None:
        return Reading(None, tuple(sorted(problems, key=lambda found: found.place)))
    compiled, bad = compile_questionnaire(questionnaire)
    problems = check(compiled, bad, tree)
    reading = Reading(compiled, tuple(sorted(problems, key=lambda found: found.place)))
    return Reading(None, reading.problems) if reading.errors else reading


@lru_cache(maxsize=128)
def served(source: bytes, weeks: tuple[str, ...] = ()) -> Compiled:
    """Return the compiled questionnaire of a stored version for a round's weeks; cached by content."""
    reading = read(source)
    if reading.compiled is None:
        raise UnreadableQuestionnaire(reading.errors)
    if not weeks:
        return reading.compiled
    compiled, _ = compile_questionnaire(with_weeks(reading.compiled.questionnaire, weeks))
    return compiled
