"""The words of an agenda as plain data: what a template offers, and what stands when in an exchange."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# What an item of an agenda is, in words; session and guest take a session of the programme.
KINDS: Mapping[str, str] = {
    "welcome": "Welcome",
    "session": "Session",
    "guest": "Guest session",
    "site-visit": "Site visit",
    "comparison": "Comparison round",
    "break": "Break",
    "lunch": "Lunch",
    "closing": "Closing",
    "open": "Open time",
}
SESSIONS = ("session", "guest")
RESTS = ("break", "lunch")
SHORTEST, LONGEST = 5, 480  # minutes of one item
MOST_ITEMS = 100
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = 24 * 60

Key = tuple[str, str]  # a session of an exchange: its topic and its presenter


@dataclass(frozen=True, slots=True)
class Slot:
    """Hold one item of a template; minutes."""

    kind: str
    label: str
    minutes: int


@dataclass(frozen=True, slots=True)
class TemplateHalf:
    """Hold half a day of a template; start in minutes since midnight."""

    label: str
    start: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class TemplateDay:
    """Hold one day of a template."""

    label: str
    halves: tuple[TemplateHalf, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """Hold a template; a slot that no session needs becomes open time with open_time, else it vanishes.

    `first` is the weekday of the first day, 0 for Monday.
    """

    name: str
    title: str
    open_time: bool
    days: tuple[TemplateDay, ...]
    first: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """Hold one item of an agenda; a session without a title of its own goes by its topic. Minutes.

    `own` marks what a person has added: it is kept when another template is chosen.
    """

    id: int
    kind: str
    title: str
    minutes: int
    note: str = ""
    session: Key | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Half:
    """Hold half a day of an agenda; start in minutes since midnight."""

    day: str
    label: str
    start: int
    items: tuple[Item, ...]

    @property
    def end(self) -> int:
        """Return when the last item ends, in minutes since midnight."""
        return self.start + sum(item.minutes for item in self.items)

    def timed(self) -> Iterator[tuple[int, int, Item]]:
        """Yield each item with its start and its end, in minutes since midnight."""
        at = self.start
        for item in self.items:
            yield at, at + item.minutes, item
            at += item.minutes


@dataclass(frozen=True, slots=True)
class Agenda:
    """Hold an exchange's agenda; `aside` has what is not placed: sessions without a slot, items taken out.

    `first` is the weekday of the first day in the exchange's week, 0 for Monday.
    """

    template: str
    halves: tuple[Half, ...]
    aside: tuple[Item, ...] = ()
    first: int = 0

    def items(self) -> Iterator[Item]:
        """Yield every item, those not placed last."""
        for half in self.halves:
            yield from half.items
        yield from self.aside

    def days(self) -> list[tuple[str, tuple[Half, ...]]]:
        """Return the halves by their days, in order."""
        found: list[tuple[str, tuple[Half, ...]]] = []
        for half in self.halves:
            if found and found[-1][0] == half.day:
                found[-1] = (half.day, (*found[-1][1], half))
            else:
                found.append((half.day, (half,)))
        return found


def clock(minutes: int) -> str:
    """Write minutes since midnight as a time of day: 09:30."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def minutes_of(text: str) -> int | None:
    """Read a time of day such as 09:30 or 9:30 as minutes since midnight; None for anything else."""
    hours, colon, minutes = text.strip().partition(":")
    if not (colon and len(hours) in (1, 2) and len(minutes) == 2 and (hours + minutes).isascii()):
        return None
    if not (hours + minutes).isdigit() or int(hours) > 23 or int(minutes) > 59:
        return None
    return int(hours) * 60 + int(minutes)
