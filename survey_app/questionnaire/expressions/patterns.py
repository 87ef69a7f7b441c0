"""Patterns of regex(): RE2, whose time grows with the answer's length and nothing else."""

from dataclasses import dataclass
from typing import Any

import re2

from survey_app.questionnaire.expressions import limits


class PatternError(Exception):
    """A pattern that RE2 does not take; the message says why, in one line."""


class PatternTooLarge(PatternError):  # noqa: N818 - named like its finding
    """A pattern whose repetitions take more memory than the limit."""


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern; steps: how much work one character of an answer is at most."""

    source: str
    steps: int
    _compiled: Any

    def matches(self, text: str) -> bool:
        """Tell whether the whole text matches; one over the limit, or that is no Unicode, never does."""
        if len(text) > limits.MATCHED_CHARACTERS:
            return False
        try:
            return self._compiled.fullmatch(text) is not None
        except UnicodeEncodeError:
            return False


def compile_pattern(source: str) -> Pattern:
    """Compile a pattern of at most the limit's length; raises PatternError."""
    options = re2.Options()
    options.max_mem = limits.PATTERN_MEMORY
    options.log_errors = False
    options.never_capture = True
    try:
        compiled = re2.compile(source, options)
    except re2.error as error:
        reason = error.args[0] if error.args else "not a pattern"
        text = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        raise (PatternTooLarge if "too large" in text else PatternError)(text) from error
    except UnicodeEncodeError as error:
        raise PatternError("it holds half of a character") from error
    return Pattern(source, compiled.programsize, compiled)
