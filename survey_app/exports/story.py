"""The story of a programme: plain texts in reading order, the same for every document format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from survey_app.programmes.agenda.model import Agenda


@dataclass(frozen=True, slots=True)
class ProgrammeWords:
    """Hold what a document says around a programme; practices are examples by (city id, topic id).

    Agendas stand by (host's id, week), where somebody has made one; examples by city id are told in them.
    """

    round_title: str
    network_name: str
    made_on: date
    notes: tuple[str, ...] = ()
    contacts: Mapping[str, str] = field(default_factory=dict)
    practices: Mapping[tuple[str, str], str] = field(default_factory=dict)
    language: str = "en"
    agendas: Mapping[tuple[str, str], Agenda] = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    draft: str = ""  # what marks it as a draft in the coordinators' hands, in a sentence or two
    agreed: bool = False  # all cities have accepted: it is no proposal any more


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """Hold one item of an agenda in words; beside it who presents, whom to ask, an example, a note."""

    time: str
    what: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """Hold one day of an agenda in words."""

    title: str
    lines: tuple[AgendaLine, ...]


@dataclass(frozen=True, slots=True)
class Learner:
    """Hold why one city attends a session: its need, the presenter's offer (both 0-5) and their product.

    A topic counts once: `again` says that another session of the programme is the one that counts.
    """

    city: str
    need: int
    offer: int
    points: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class SessionStory:
    """Hold one line of an agenda in words."""

    order: int
    topic: str
    presenter: str
    role: str
    practice: str
    learners: tuple[Learner, ...]


@dataclass(frozen=True, slots=True)
class ExchangeStory:
    """Hold one exchange in words."""

    title: str
    host: str
    week: str
    days: str
    visitors: tuple[str, ...]
    why: tuple[str, ...]
    contacts: tuple[str, ...]
    sessions: tuple[SessionStory, ...]
    agenda: tuple[AgendaDay, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """Hold one exchange of the calendar."""

    week: str
    days: str
    host: str
    visitors: str


@dataclass(frozen=True, slots=True)
class UnmetLine:
    """Hold one need that stays unmet or partly met, and why."""

    topic: str
    so_far: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class CityStory:
    """Hold what one city gets, gives and misses."""

    name: str
    fulfilment: str
    plans: tuple[str, ...]
    gets: tuple[str, ...]
    gives: tuple[str, ...]
    unmet: tuple[UnmetLine, ...]


@dataclass(frozen=True, slots=True)
class ProofLine:
    """Hold one aim with what was reached and how far that is proven."""

    title: str
    aim: str
    reached: str
    proof: str


@dataclass(frozen=True, slots=True)
class Story:
    """Hold a whole programme document as texts in reading order; figures are (figure, label) pairs."""

    title: str
    network: str
    made_on: str
    what: str
    language: str
    status: str
    how_to_read: str
    figures: tuple[tuple[str, str], ...]
    summary: tuple[str, ...]
    notes: tuple[str, ...]
    calendar: tuple[CalendarLine, ...]
    exchanges: tuple[ExchangeStory, ...]
    cities: tuple[CityStory, ...]
    proof: tuple[ProofLine, ...]
    conflict: tuple[str, ...]
