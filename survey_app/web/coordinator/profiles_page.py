"""The picture of needs and offers: topics by cities, each figure with the answer behind it. Plain data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey_app.profiles.building import picture
from survey_app.profiles.model import Figure, Profile, Said, Source, TopicPicture
from survey_app.programmes.wording import counted, listed
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.types import OTHER, Choice
from survey_app.rounds.model import City
from survey_app.rounds.weeks import spoken

MOST_NAMES = 5
Link = Callable[[City, Source], str]
FIGURES = {
    "hosting.exchanges": "Exchanges it can host",
    "hosting.cities": "Cities it can welcome at once",
    "hosting.people": "People it can welcome at once",
    "visiting.trips": "Trips it can make",
    "visiting.people": "People who travel together",
    "visiting.max_km": "Longest distance, in km",
}
WEEKS = {"hosting.weeks": "Can host", "visiting.weeks": "Can travel"}


@dataclass(frozen=True, slots=True)
class Held:
    """Hold a figure from 0 to 5 with the address of the answer behind it."""

    value: int
    href: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold what one city needs and offers on one topic; None where it said 0 or nothing."""

    city: City
    need: Held | None
    offer: Held | None


@dataclass(frozen=True, slots=True)
class TopicRow:
    """Hold one topic over all cities; `gap` says in words for whom nobody else can show it, "" for none."""

    topic: str
    title: str
    cells: tuple[Cell, ...]
    wants: int
    shows: int
    gap: str

    @property
    def lonely(self) -> bool:
        """Say whether somebody wants this and nobody offers it at all."""
        return self.wants > 0 and self.shows == 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """Hold the whole picture; `gaps` are the topics that some city wants and no other can show."""

    cities: tuple[City, ...]
    rows: tuple[TopicRow, ...]

    @property
    def gaps(self) -> tuple[TopicRow, ...]:
        """Return the topics that some city wants and no other can show, those that nobody offers first."""
        return tuple(sorted((row for row in self.rows if row.gap), key=lambda row: not row.lonely))

    @property
    def unwanted(self) -> tuple[TopicRow, ...]:
        """Return the topics that somebody offers and nobody wants."""
        return tuple(row for row in self.rows if row.shows and not row.wants)


def matrix(topics: Sequence[Choice], profiles: Sequence[Profile], link: Link) -> Matrix:
    """Return the picture of all topics, those most wanted first."""
    seen = picture(topics, profiles)
    rows = [_row(one, profiles, link) for one in seen]
    rows.sort(key=lambda row: -sum(cell.need.value for cell in row.cells if cell.need))
    return Matrix(tuple(profile.city for profile in profiles), tuple(rows))


def _row(seen: TopicPicture, profiles: Sequence[Profile], link: Link) -> TopicRow:
    cells = tuple(
        Cell(
            profile.city,
            _held(profile.city, profile.needs.get(seen.topic), link),
            _held(profile.city, profile.offers.get(seen.topic), link),
        )
        for profile in profiles
    )
    return TopicRow(seen.topic, seen.title, cells, len(seen.wants), len(seen.shows), gap_of(seen))


def gap_of(seen: TopicPicture) -> str:
    """Say for whom nobody else can show a topic, nothing when everyone who wants it finds somebody."""
    offering = {city.slug for city, _ in seen.shows}
    without = [city.name for city, _ in seen.wants if not offering - {city.slug}]
    if not without:
        return ""
    who = listed(without) if len(without) <= MOST_NAMES else f"{len(without)} cities"
    return f"nobody offers it; wanted by {who}" if not offering else f"nobody else offers it to {who}"


def _held(city: City, figure: Figure | None, link: Link) -> Held | None:
    return None if figure is None else Held(figure.value, link(city, figure.source))


def figures_of(profiles: Sequence[Profile], side: str) -> dict[str, dict[str, int]]:
    """Return needs or offers as plain figures by city and topic."""
    held: Mapping[str, Figure]
    found = {}
    for profile in profiles:
        held = getattr(profile, side)
        found[profile.city.slug] = {topic: figure.value for topic, figure in held.items()}
    return found


@dataclass(frozen=True, slots=True)
class Voice:
    """Hold one city's figure on a topic with what it wrote, its texts as (label, text, address)."""

    city: City
    figure: Held
    texts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class TopicPage:
    """Hold one topic: who wants it with their challenges, who can show it with their practices."""

    title: str
    wants: tuple[Voice, ...]
    shows: tuple[Voice, ...]
    gap: str


def topic_page(topic: Choice, profiles: Sequence[Profile], link: Link) -> TopicPage:
    """Return one topic's page, the strongest need and the best offer first."""
    (seen,) = picture([topic], profiles)
    known = {profile.city.slug: profile for profile in profiles}
    wants = (known[city.slug] for city, _ in seen.wants)
    shows = (known[city.slug] for city, _ in seen.shows)
    return TopicPage(
        topic.label,
        tuple(_voice(one, one.needs[topic.name], one.challenges, link) for one in wants),
        tuple(_voice(one, one.offers[topic.name], one.practices, link) for one in shows),
        gap_of(seen),
    )


def _voice(profile: Profile, figure: Figure, said: Sequence[Said], link: Link) -> Voice:
    texts = tuple((one.label, one.text, link(profile.city, one.source)) for one in said)
    return Voice(profile.city, Held(figure.value, link(profile.city, figure.source)), texts)


@dataclass(frozen=True, slots=True)
class CityProfile:
    """Hold one city's profile in words: (label, figure or words, address on the sheet's page) each."""

    needs: tuple[tuple[str, int, str], ...]
    offers: tuple[tuple[str, int, str], ...]
    figures: tuple[tuple[str, int, str], ...]
    said: tuple[tuple[str, str, str], ...]
    missing: tuple[str, ...]


def city_profile(profile: Profile, questionnaire: Questionnaire, topics: Sequence[Choice]) -> CityProfile:
    """Return a city's profile, the highest figures first."""
    titles = {topic.name: topic.label for topic in topics}
    figures = ((FIGURES[feed], one.value, anchor(one.source)) for feed, one in profile.figures.items())
    return CityProfile(
        _ranked(profile.needs, titles),
        _ranked(profile.offers, titles),
        tuple(figures),
        tuple(_said(profile, questionnaire)),
        tuple(f"{_said_of(gap.feed)}: {gap.instead}" for gap in profile.missing),
    )


def _said(profile: Profile, questionnaire: Questionnaire) -> Iterator[tuple[str, str, str]]:
    """Yield the weeks and the languages, each where the questionnaire asks for them."""
    for feed, title in WEEKS.items():
        if asking := questionnaire.feeding(feed):
            weeks = [_week(week, profile.if_needed[feed]) for week in profile.weeks[feed]]
            yield title, "; ".join(weeks) or "in no week", f"q.{asking.name}"
    asking = questionnaire.feeding("languages")
    if asking and profile.languages:
        names = {column.suffix: column.title for column in asking.columns(questionnaire.lists)}
        words = (names.get(name, name.removeprefix(f"{OTHER}: ")) for name in profile.languages)
        yield "Languages", ", ".join(words), f"q.{asking.name}"


def _week(week: str, spare: Sequence[str]) -> str:
    return f"{spoken(week)} (if needed)" if week in spare else spoken(week)


def _said_of(feed: str) -> str:
    known = {**FIGURES, **WEEKS, "languages": "Languages", "needs": "Needs", "offers": "Offers"}
    return f"{known.get(feed, feed)} not said"


def _ranked(held: Mapping[str, Figure], titles: Mapping[str, str]) -> tuple[tuple[str, int, str], ...]:
    lines = [(titles.get(topic, topic), one.value, anchor(one.source)) for topic, one in held.items()]
    return tuple(sorted(lines, key=lambda line: (-line[1], line[0])))


def anchor(source: Source) -> str:
    """Return the place of an answer on its sheet's page."""
    return f"q.{source.question}.{source.part}" if source.part else f"q.{source.question}"


def seen_by(count: int, waiting: int) -> str:
    """Say how many cities' answers a picture rests on, and how many are missing from it."""
    words = f"From the answers of {counted(count, 'city', 'cities')}."
    if not waiting:
        return words
    verb = "has not submitted and is" if waiting == 1 else "have not submitted and are"
    return f"{words} {counted(waiting, 'city', 'cities')} {verb} left out."
