"""The words of a programme as plain data: a problem, the exchanges that answer it, a proposal.

The JSON shapes are `exchange-problem/1` and `exchange-proposal/1`; `documents.py` reads and writes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Objective = Literal["served", "fairness", "learning", "points", "travel", "exchanges", "wishes", "keep"]
Status = Literal["optimal", "feasible", "infeasible", "unknown"]

OBJECTIVES: tuple[Objective, ...] = (
    "served",
    "fairness",
    "learning",
    "points",
    "travel",
    "exchanges",
    "wishes",
    "keep",
)
DEFAULT_OBJECTIVES: tuple[Objective, ...] = ("served", "fairness", "learning", "travel")


@dataclass(frozen=True, slots=True)
class Topic:
    """Name something to learn about."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Hosting:
    """Say how often, how many cities, how many people and in which weeks a city can host."""

    exchanges: int
    cities: int
    people: int
    weeks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Visiting:
    """Say how many trips, with how many people, in which weeks and how far (km, None: no limit)."""

    trips: int
    people: int
    weeks: tuple[str, ...]
    max_km: int | None


@dataclass(frozen=True, slots=True)
class City:
    """Hold what one participating city wants, can show and can do; needs and offers are 0-5 by topic id."""

    id: str
    name: str
    country: str
    location: tuple[float, float] | None
    languages: tuple[str, ...]
    needs: Mapping[str, int]
    offers: Mapping[str, int]
    hosting: Hosting
    visiting: Visiting
    prefers: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Pin or forbid the exchanges of one host that match every other field given."""

    kind: Literal["pin", "forbid"]
    host: str
    week: str | None = None
    visitor: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class AgreedExchange:
    """Hold an exchange that was agreed before."""

    host: str
    week: str
    visitors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold everything a programme is computed from."""

    topics: tuple[Topic, ...]
    weeks: tuple[str, ...]
    sessions_per_exchange: int
    guest_sessions: int
    max_exchanges: int | None
    cities: tuple[City, ...]
    decisions: tuple[Decision, ...] = ()
    agreed: tuple[AgreedExchange, ...] = ()
    objectives: tuple[Objective, ...] = DEFAULT_OBJECTIVES
    slack: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Session:
    """Hold one topic presented by one city; learners maps city id to need x offer."""

    topic: str
    presenter: str
    learners: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Hold one host, one week, its visitors and its agenda of sessions."""

    host: str
    week: str
    visitors: tuple[str, ...]
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """Say which need stays (partly) unmet, the checked reason and who could have met it."""

    topic: str
    reason: str
    presenters: tuple[str, ...]
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class CityResult:
    """Hold what one city earns, the most it could earn, and what stays unmet."""

    earned: int
    ideal: int
    unmet: tuple[Unmet, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveResult:
    """Hold the best value of a stage, its proven bound and what the final programme has."""

    name: Objective
    best: int
    bound: int
    value: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Name one member of an irreducible conflict: a decision by index, or a rule with its cities in words."""

    decision: int | None = None
    rule: str | None = None
    cities: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Hold a computed programme with its proof and its reasons."""

    status: Status
    exchanges: tuple[Exchange, ...]
    cities: Mapping[str, CityResult]
    objectives: tuple[ObjectiveResult, ...]
    conflict: tuple[Conflict, ...]
    seed: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Progress:
    """Tell how far a computation is: its stage, the best value and the bound so far, seconds spent."""

    stage: str
    stages_done: int
    stages: int
    best: int | None
    bound: int | None
    seconds: float
