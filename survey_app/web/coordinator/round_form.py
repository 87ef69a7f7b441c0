"""The form of a round's settings."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from wtforms import DateField, Form, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional, StopValidation

from survey_app.programmes.model import OBJECTIVES, Objective
from survey_app.programmes.wording import objective_title
from survey_app.rounds.model import ProgrammeFrame, Round
from survey_app.rounds.weeks import monday, name_of, weeks_between
from survey_app.web.coordinator.blueprint import short_week
from survey_app.web.coordinator.choosing import Choices
from survey_app.web.coordinator.fields import Choice, WholeNumber, at_most, said, storable

AIMS = tuple(f"aim_{number}" for number in range(1, len(OBJECTIVES) + 1))
WEEKS_AHEAD = 104
NEW_NETWORK = "new"


class Day(DateField):  # type: ignore[misc]
    """Take a calendar day."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        text = valuelist[0].strip() if valuelist else ""
        try:
            self.data = date.fromisoformat(text) if text else None
        except ValueError:
            self.data = None
            raise ValueError("Write a real date as year-month-day, such as 2027-03-27.") from None


class RoundForm(Form):  # type: ignore[misc]
    """Hold a round's settings as they are typed."""

    network = Choice("Network", [said("Choose the network, or a new one.")])
    new_network = StringField("Name of the new network", [storable, at_most(120)])
    title = StringField("Title", [said("Write a title."), storable, at_most(160)])
    description = TextAreaField("Description", [storable, at_most(10_000)])
    remark = TextAreaField("Remark beside all figures", [storable, at_most(2_000)])
    questionnaire = Choice("Questionnaire")
    deadline = Day("Deadline", [Optional()])
    first_week = Choice("First week")
    last_week = Choice("Last week")
    sessions_per_exchange = WholeNumber(
        "Sessions in one exchange, at most",
        [
            said("Write how many sessions fit into one exchange."),
            NumberRange(1, 40, "Write a number from 1 to 40."),
        ],
    )
    guest_sessions = WholeNumber(
        "Of these, presented by visitors, at most",
        [said("Write how many; 0 for none."), NumberRange(0, 40, "Write a number from 0 to 40.")],
    )
    max_exchanges = WholeNumber(
        "Exchanges in the whole round, at most",
        [Optional(), NumberRange(1, 10_000, "Write 1 or more, or leave it empty for no limit.")],
    )  # fmt: skip

    def validate_new_network(self, field: Any) -> None:
        """Ask for the name of a new network."""
        if self.network is not None and self.network.data == NEW_NETWORK and not (field.data or "").strip():
            raise StopValidation("Write the network’s name.")

    def validate_last_week(self, field: Any) -> None:
        """Refuse weeks that are not in order, and half a span."""
        first, last = self.first_week.data, field.data
        if bool(first) != bool(last):
            raise StopValidation("Choose the first and the last week, or neither.")
        try:
            if first and last:
                weeks_between(first, last)
        except ValueError as error:
            raise StopValidation(f"{str(error)[0].upper()}{str(error)[1:]}.") from None

    @property
    def weeks(self) -> tuple[str, ...]:
        """Return the weeks chosen."""
        first, last = self.first_week.data, self.last_week.data
        return tuple(weeks_between(first, last)) if first and last else ()

    @property
    def objectives(self) -> tuple[str, ...]:
        """Return the aims in their order."""
        return tuple(self[name].data for name in AIMS if self[name].data)

    def frame(self) -> ProgrammeFrame:
        """Return the frame of the programme."""
        return ProgrammeFrame(
            weeks=self.weeks,
            sessions_per_exchange=self.sessions_per_exchange.data or 0,
            guest_sessions=self.guest_sessions.data or 0,
            max_exchanges=self.max_exchanges.data,
            objectives=self.objectives,
        )

    def applied_to(self, this: Round, version_id: int | None) -> Round:
        """Return a round with these settings."""
        return replace(
            this,
            title=self.title.data.strip(),
            description=_lines(self.description.data),
            remark=_lines(self.remark.data),
            deadline=self.deadline.data,
            version_id=version_id,
            frame=self.frame(),
        )


def _aim_once(form: Any, field: Any) -> None:
    earlier = [form[name].data for name in AIMS[: AIMS.index(field.name)]]
    if field.data and field.data in earlier:
        raise StopValidation(f"“{objective_title(field.data)}” stands here twice. Choose each aim once.")
    if field.name == AIMS[0] and not form.objectives:
        raise StopValidation("Choose at least one aim.")


for _number, _name in enumerate(AIMS, 1):
    setattr(RoundForm, _name, Choice(f"Aim {_number}", [_aim_once]))


def _lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def round_form(formdata: Any, data: dict[str, Any], choices: Choices, today: date) -> RoundForm:
    """Return the form with what can be chosen in it."""
    form = RoundForm(formdata, data=data)
    form.questionnaire.options = [(choice.key, choice.title) for choice in choices.ready]
    weeks = [("", "Not decided yet"), *week_choices(today, data.get("weeks") or ())]
    form.first_week.options = form.last_week.options = weeks
    for name in AIMS:
        form[name].options = [("", "–"), *((aim, objective_title(aim)) for aim in OBJECTIVES)]
    return form


def week_choices(today: date, kept: Sequence[str]) -> list[tuple[str, str]]:
    """Return the weeks to choose from: two years ahead, and those that the round has."""
    ahead = [name_of(today + timedelta(weeks=offset)) for offset in range(-2, WEEKS_AHEAD)]
    return [(week, short_week(week)) for week in sorted({*ahead, *kept}, key=monday)]


def data_of(this: Round | None, key: str) -> dict[str, Any]:
    """Return what a form begins with: a round's settings, or those of a new one."""
    frame = this.frame if this else ProgrammeFrame()
    first_last = {"first_week": frame.weeks[0], "last_week": frame.weeks[-1]} if frame.weeks else {}
    aims: dict[str, Objective | str] = dict.fromkeys(AIMS, "") | dict(
        zip(AIMS, frame.objectives, strict=False)
    )
    plain = {
        name: getattr(frame, name)
        for name in ("weeks", "sessions_per_exchange", "guest_sessions", "max_exchanges")
    }
    own = (
        {name: getattr(this, name) for name in ("title", "description", "remark", "deadline")} if this else {}
    )
    return {"first_week": "", "last_week": "", **first_last, **aims, **plain, **own, "questionnaire": key}
