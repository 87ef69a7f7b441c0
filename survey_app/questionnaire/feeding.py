"""Whether a questionnaire can feed a programme: what each feed needs, and what is missing."""

from collections.abc import Iterator

from survey_app.questionnaire.compiled import Compiled, places
from survey_app.questionnaire.problems import Place, Problem, problem
from survey_app.questionnaire.types import QUESTION_TYPES, RatingGridQuestion
from survey_app.questionnaire.yaml_text import Tree

# Without these no programme can be computed; the others have a default.
NEEDED = (
    "needs",
    "offers",
    "hosting.exchanges",
    "hosting.cities",
    "hosting.people",
    "hosting.weeks",
    "visiting.trips",
    "visiting.people",
    "visiting.weeks",
)
# Several questions may feed these: each adds its words.
SEVERAL = frozenset({"challenge", "practice", "contact", "experience"})


def feeding_problems(compiled: Compiled, tree: Tree) -> list[Problem]:
    """Return every finding about `feeds`."""
    return [*_each(compiled, tree), *_topics(compiled, tree), *_missing(compiled)]


def _each(compiled: Compiled, tree: Tree) -> Iterator[Problem]:
    seen: dict[str, tuple[str, Place]] = {}
    for path, question in places(compiled.questionnaire):
        feed = question.feeds
        if feed is None or not question.answered:
            continue
        place = tree.place((*path, "feeds"))
        if feed not in question.fits:
            yield problem(
                "feeds-type", place, type=getattr(question, "type", ""), feed=feed, hint=_fitting(feed)
            )
        elif feed in seen and feed not in SEVERAL:
            name, first = seen[feed]
            yield problem("feeds-twice", place, feed=feed, name=name, line=first.line)
        elif isinstance(question, RatingGridQuestion) and not (
            question.scale.start >= 0 and question.scale.end <= 5
        ):
            yield problem("feeds-scale", tree.place((*path, "scale")), feed=feed)
        seen.setdefault(feed, (question.name, place))


def _fitting(feed: str) -> str:
    types = [name for name, cls in QUESTION_TYPES.items() if feed in cls.fits]
    return (
        f"Use a question of type {' or '.join(types)}."
        if types
        else "Remove it: no question type serves it yet."
    )


def _topics(compiled: Compiled, tree: Tree) -> Iterator[Problem]:
    questionnaire = compiled.questionnaire
    needs, offers = questionnaire.feeding("needs"), questionnaire.feeding("offers")
    both = isinstance(needs, RatingGridQuestion) and isinstance(offers, RatingGridQuestion)
    if both and needs.rows != offers.rows:  # type: ignore[union-attr]
        path = next(path for path, question in places(questionnaire) if question is offers)
        words = {"needs": needs.rows, "offers": offers.rows}  # type: ignore[union-attr]
        yield problem("feeds-topics", tree.place((*path, "rows")), **words)


def _missing(compiled: Compiled) -> Iterator[Problem]:
    fed = {question.feeds for question in compiled.questionnaire.questions() if question.feeds}
    missing = [feed for feed in NEEDED if feed not in fed]
    if fed & set(NEEDED) and missing:
        yield problem("cannot-feed", Place(1, 1), missing=", ".join(f"“{feed}”" for feed in missing))
