"""A round's sheets as its questionnaire of today asks them, whatever version each was given to."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from survey_app.answers.carrying import Carrier, LeftOut
from survey_app.answers.model import Sheet
from survey_app.questionnaire.compiled import Compiled


class Versions:
    """Hold the versions that a round has asked, and carry sheets from each to the newest.

    `later` are the versions published after the first, oldest first; `compiled` reads one by its id.
    """

    def __init__(self, newest: int, later: Sequence[int], compiled: Callable[[int], Compiled]) -> None:
        self.newest = newest
        self._later = [*(number for number in later if number != newest), newest]
        self._compiled = compiled
        self._steps: dict[tuple[int, int], Carrier] = {}

    def read(self, sheet: Sheet) -> tuple[Sheet, tuple[LeftOut, ...]]:
        """Return a sheet with its answers as the newest version has them, and what that cannot hold.

        What a later step leaves out is named as the version before that step has it.
        """
        answers, left_out = dict(sheet.answers), list[LeftOut]()
        here = sheet.version_id
        for following in self._way(here):
            answers, lost = self._step(here, following).carry_answers(answers)
            left_out += lost
            here = following
        return replace(sheet, version_id=here, answers=answers), tuple(left_out)

    def _way(self, here: int) -> list[int]:
        if here == self.newest:
            return []
        known = self._later.index(here) + 1 if here in self._later else 0
        return self._later[known:]

    def _step(self, before: int, after: int) -> Carrier:
        if (before, after) not in self._steps:
            old, new = (self._compiled(number).questionnaire for number in (before, after))
            self._steps[before, after] = Carrier(old, new)
        return self._steps[before, after]
