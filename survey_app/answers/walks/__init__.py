"""Tests that stand beside a questionnaire: walks through it, run, measured and made."""

from survey_app.answers.walks.coverage import Branch, Condition, conditions
from survey_app.answers.walks.making import MadeWalks, NotReached, make_walks
from survey_app.answers.walks.model import Expected, Step, Walk, WalkFile
from survey_app.answers.walks.reading import WalkReading, read_walks
from survey_app.answers.walks.running import Outcome, run_walks
from survey_app.answers.walks.writing import written

__all__ = [
    "Branch",
    "Condition",
    "Expected",
    "MadeWalks",
    "NotReached",
    "Outcome",
    "Step",
    "Walk",
    "WalkFile",
    "WalkReading",
    "conditions",
    "make_walks",
    "read_walks",
    "run_walks",
    "written",
]
