"""A round as its file says it: its questionnaire, its programme's frame, its cities with their answers."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field, model_validator

from survey_app.programmes.model import DEFAULT_OBJECTIVES, Objective
from survey_app.questionnaire.types import Identifier, Label, Part, Text, WeekRange
from survey_app.rounds.model import ProgrammeFrame, RoundStatus
from survey_app.rounds.weeks import weeks_between

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
FileName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*\.yaml$", max_length=80)]


class ProgrammePart(Part):
    """The frame of the round's programme; `weeks` are those that the questionnaire asks for."""

    weeks: WeekRange
    sessions_per_exchange: int = Field(6, ge=1, le=40)
    guest_sessions: int = Field(2, ge=0, le=40)
    max_exchanges: int | None = Field(None, ge=0)
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1)] = DEFAULT_OBJECTIVES

    @model_validator(mode="after")
    def _once(self) -> "ProgrammePart":
        if len(set(self.objectives)) < len(self.objectives):
            raise ValueError("`objectives` names one objective twice; take one of the two out")
        return self

    def frame(self) -> ProgrammeFrame:
        """Return the frame as a round holds it."""
        return ProgrammeFrame(
            weeks=tuple(weeks_between(self.weeks.start, self.weeks.end)),
            sessions_per_exchange=self.sessions_per_exchange,
            guest_sessions=self.guest_sessions,
            max_exchanges=self.max_exchanges,
            objectives=self.objectives,
        )


class CityPart(Part):
    """A city of the round with its answer sheet."""

    slug: Identifier
    name: Label
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166 code, such as FI")]
    location: tuple[Latitude, Longitude] | None = Field(description="Latitude and longitude in degrees")
    contributor: Label = Field(description="In whose name the answers stand")
    submitted: bool = Field(True, description="Signed off; otherwise a draft that may be incomplete")
    answers: Mapping[str, Any] = Field(default_factory=dict, description="Raw answers by question name")


class RoundFile(Part):
    """A whole round file."""

    slug: Identifier
    network: Label = Field(description="The name of the network that the round belongs to")
    title: Label
    description: Text
    remark: Text = Field(description="What is invented or set; told wherever the round's figures are shown")
    questionnaire: FileName = Field(description="The questionnaire's file, beside the folder of rounds")
    status: RoundStatus = RoundStatus.OPEN
    deadline: date | None = None
    programme: ProgrammePart
    cities: Annotated[tuple[CityPart, ...], Field(min_length=1, max_length=1_000)]

    def frame(self) -> ProgrammeFrame:
        """Return the frame of the round's programme."""
        return self.programme.frame()
