"""Whether a questionnaire can feed a programme: what each feed needs, and what is missing."""

from collections.abc import Iterator

from survey_app.questionnaire.checked import Checked
from survey_app.questionnaire.problems import Place, Problem, problem
from survey_app.questionnaire.types import QUESTION_TYPES, RatingGridQuestion

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


def feeding_problems(checked: Checked) -> Iterator[Problem]:
    """Yield every finding about `feeds`."""
    yield from _each(checked)
    yield from _topics(checked)
    yield from _missing(checked)


def _each(checked: Checked) -> Iterator[Problem]:
    seen: dict[str, tuple[str, Place]] = {}
    for path, question in checked.questions():
        feed = question.feeds
        if feed is None or not question.answered or checked.compiled.holders[question.name]:
            continue
        place = checked.tree.place((*path, "feeds"))
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
            yield problem("feeds-scale", checked.tree.place((*path, "scale")), feed=feed)
        seen.setdefault(feed, (question.name, place))


def _fitting(feed: str) -> str:
    types = [name for name, cls in QUESTION_TYPES.items() if feed in cls.fits]
    return (
        f"Use a question of type {' or '.join(types)}."
        if types
        else "Remove it: no question type serves it yet."
    )


def _topics(checked: Checked) -> Iterator[Problem]:
    grids = {
        question.feeds: (path, question)
        for path, question in checked.questions()
        if question.feeds in ("needs", "offers") and isinstance(question, RatingGridQuestion)
    }
    if len(grids) == 2:
        (_, needs), (path, offers) = grids["needs"], grids["offers"]
        if needs.rows != offers.rows:
            place = checked.tree.place((*path, "rows"))
            yield problem("feeds-topics", place, needs=needs.rows, offers=offers.rows)


def _missing(checked: Checked) -> Iterator[Problem]:
    fed = {question.feeds for _, question in checked.questions()}
    missing = [feed for feed in NEEDED if feed not in fed]
    if missing and fed.intersection(NEEDED):
        yield problem("cannot-feed", Place(1, 1), missing=", ".join(f"“{feed}”" for feed in missing))
