"""Networks, rounds, cities and who may do what in them, as plain data."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Role(StrEnum):
    """Name what a signed-in person may do."""

    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class RoundStatus(StrEnum):
    """Say where a round stands: being prepared, taking answers, or closed."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Network:
    """Hold one network of cities."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Account:
    """Hold a person who signs in; network_id is None for administrators of the whole installation."""

    id: int
    email: str
    name: str
    role: Role
    network_id: int | None


@dataclass(frozen=True, slots=True)
class City:
    """Hold a city of a network; slug is its stable name in files, location is latitude and longitude."""

    id: int
    network_id: int
    slug: str
    name: str
    country: str
    location: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class ProgrammeFrame:
    """Hold what the coordinator sets for the programme: weeks (ISO, in order), sizes, objectives in order."""

    weeks: tuple[str, ...] = ()
    sessions_per_exchange: int = 6
    guest_sessions: int = 2
    max_exchanges: int | None = None
    objectives: tuple[str, ...] = ("served", "fairness", "learning", "travel")


@dataclass(frozen=True, slots=True)
class Round:
    """Hold one round: its questionnaire version, its status, its deadline and the frame of its programme."""

    id: int
    network_id: int
    slug: str
    title: str
    description: str
    remark: str  # told wherever the round's figures are shown, such as "invented for the demonstration"
    version_id: int | None
    status: RoundStatus
    deadline: date | None
    frame: ProgrammeFrame = field(default_factory=ProgrammeFrame)


@dataclass(frozen=True, slots=True)
class Invitation:
    """Hold a city's part in a round; its link derives from public_id and nonce, a new nonce revokes it."""

    id: int
    round_id: int
    city: City
    public_id: str
    nonce: str
    revoked: bool
    created_at: datetime
