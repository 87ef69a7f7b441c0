"""From a file's bytes to a compiled questionnaire, with every finding on the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from survey_app.questionnaire.carried import carried_problems
from survey_app.questionnaire.checks import check
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.compiling import compile_questionnaire
from survey_app.questionnaire.placing import with_weeks
from survey_app.questionnaire.problems import MAX_TOLD, Problem, Severity, problem
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


class UnreadableQuestionnaire(ValueError):  # noqa: N818 - it names the file, as its callers do
    """Raised when a questionnaire with errors is to be served; `problems` tells them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(found.line("questionnaire") for found in problems))
        self.problems = problems


def read(source: bytes) -> Reading:
    """Read and check a questionnaire file; nothing but its bytes is looked at."""
    tree = read_yaml(source)
    if tree.problems:
        return _reading(None, tree.problems)
    questionnaire, problems = read_shape(tree)
    kept = carried_problems(tree)
    if questionnaire is None:
        return _reading(None, chain(problems, kept))
    compiled, bad = compile_questionnaire(questionnaire)
    return _reading(compiled, chain(check(compiled, bad, tree), kept))


def _reading(compiled: Compiled | None, problems: Iterable[Problem]) -> Reading:
    """Put findings in order; errors and warnings are told up to MAX_TOLD each, and that there may be more."""
    told: dict[Severity, list[Problem]] = {Severity.ERROR: [], Severity.WARNING: []}
    for found in problems:
        if len(told[found.severity]) < MAX_TOLD:
            told[found.severity].append(found)
        if len(told[Severity.ERROR]) == MAX_TOLD:
            break
    ordered = sorted(chain(*told.values()), key=lambda found: found.place)
    if any(len(some) == MAX_TOLD for some in told.values()):
        ordered.append(problem("more", ordered[-1].place, limit=MAX_TOLD))
    return Reading(None if told[Severity.ERROR] else compiled, tuple(ordered))


@lru_cache(maxsize=128)
def read_once(source: bytes) -> Reading:
    """Read and check a questionnaire file as `read` does; cached by its content."""
    return read(source)


@lru_cache(maxsize=128)
def served(source: bytes, weeks: tuple[str, ...] = ()) -> Compiled:
    """Return the compiled questionnaire of a stored version for a round's weeks; cached by content."""
    reading = read_once(source)
    if reading.compiled is None:
        raise UnreadableQuestionnaire(reading.errors)
    if not weeks:
        return reading.compiled
    compiled, bad = compile_questionnaire(with_weeks(reading.compiled.questionnaire, weeks))
    if bad:  # a condition left out in silence would show what should be hidden
        raise RuntimeError(f"{bad[0].path} can be read without the round's weeks, not with them")
    return compiled
