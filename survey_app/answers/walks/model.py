"""A test file as it says it: walks of steps, each with answers that are given and what is expected then."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from survey_app.questionnaire.yaml_text import Tree


@dataclass(frozen=True, slots=True)
class Expected:
    """Hold what is expected after a step; what is None or left out is not looked at.

    error: for each question its message word for word, True for any, False for none.
    """

    visible: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    error: Mapping[str, str | bool] = field(default_factory=dict)
    value: Mapping[str, Any] = field(default_factory=dict)
    pages: tuple[str, ...] | None = None
    complete: bool | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Hold answers by question, as a form or a file gives them (None takes an answer back)."""

    give: Mapping[str, Any]
    expect: Expected


@dataclass(frozen=True, slots=True)
class Walk:
    """Hold one way through a questionnaire; each step keeps the answers of those before it."""

    title: str
    steps: tuple[Step, ...]
    today: date | None = None


@dataclass(frozen=True, slots=True)
class WalkFile:
    """Hold the walks of a questionnaire, the weeks and the day that they happen in, and their places."""

    walks: tuple[Walk, ...]
    weeks: tuple[str, ...] = ()
    today: date | None = None
    tree: Tree = field(default_factory=Tree, repr=False, compare=False)
