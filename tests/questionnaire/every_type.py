"""One questionnaire with every question type, and with every way that its answers can look."""

from datetime import date
from hashlib import sha256
from typing import Any

from hypothesis import strategies as st

from survey_app.questionnaire.types import QuestionBase

from .written import compiled, with_questions

SOURCE = with_questions(
    """
    - {name: text, type: text, label: Text}
    - {name: short, type: text, label: Short text, max_length: 5}
    - {name: email, type: text, label: E-mail, format: email, personal: true}
    - {name: url, type: text, label: Address, format: url}
    - {name: telephone, type: text, label: Telephone, format: telephone}
    - {name: integer, type: integer, label: Whole number, unit: people}
    - {name: decimal, type: decimal, label: Number, unit: posts}
    - {name: yes_no, type: yes_no, label: Yes or no}
    - {name: consent, type: consent, label: We agree}
    - {name: date, type: date, label: Day}
    - {name: time, type: time, label: Time}
    - {name: moment, type: datetime, label: Day and time}
    - {name: days, type: date_range, label: Days}
    - {name: location, type: location, label: Location}
    - {name: one, type: select_one, label: One, choices: topics}
    - {name: one_other, type: select_one, label: One or other, choices: topics, other: Else, comment: Why?}
    - {name: one_comment, type: select_one, label: One and why, choices: topics, comment: Why?}
    - {name: city, type: city, label: City}
    - {name: own_city, type: city, label: Own city, choices: topics, other: true}
    - {name: several, type: select_multiple, label: Several, choices: topics, none_of_these: none}
    - {name: several_other, type: select_multiple, label: Or, choices: topics, other: true, comments: true}
    - {name: rank, type: rank, label: Order, choices: topics}
    - {name: rating, type: rating, label: Rating, scale: {from: 0, to: 5, low: nothing, high: all}}
    - {name: below, type: rating, label: Below zero too, scale: {from: -2, to: 2}}
    - {name: slider, type: slider, label: Slider, range: {from: 0, to: 100, step: 5}, unit: "%"}
    - {name: fine, type: slider, label: Fine slider, range: {from: -1, to: 1, step: 0.25}}
    - {name: points, type: allocation, label: Points, choices: topics, total: 10}
    - {name: rating_grid, type: rating_grid, label: Ratings, rows: topics, scale: {from: 0, to: 5, high: all}}
    - {name: select_grid, type: select_grid, label: Choices, rows: topics, choices: often}
    - {name: weeks, type: availability, label: Weeks, weeks: {from: 2027-W10, to: 2027-W12}}
    - {name: file, type: file, label: Files, most: 2}
    - {name: sum, type: calculate, label: Sum, calculation: "2 + 0.5"}
    - {name: secret, type: hidden, label: Secret}
    - {name: note, type: note, label: A word}
    - name: table
      type: table
      label: Table
      rows: often
      columns: [{name: people, type: integer, label: People}, {name: when, type: date, label: When}]
    - name: repeat
      type: repeat
      label: Repeat
      questions:
        - {name: role, type: select_one, label: Role, choices: topics, other: true}
        - name: rooms
          type: table
          label: Rooms
          columns: [{name: seats, type: integer, label: Seats}]
    """,
    """
    topics:
      - {name: dialogue, label: Dialogue}
      - {name: surveys, label: Surveys}
      - {name: planning, label: Planning}
      - {name: none, label: None of these}
    often:
      - {name: never, label: Never}
      - {name: often, label: Often}
    """,
)
COMPILED = compiled(SOURCE)
LISTS = COMPILED.questionnaire.lists
QUESTIONS = COMPILED.questionnaire.by_name
TOPICS = ["dialogue", "surveys", "planning", "none"]
WEEKS = ["2027-W10", "2027-W11", "2027-W12"]


def question(name: str) -> QuestionBase:
    """Return a question of the questionnaire."""
    return QUESTIONS[name]


def read(name: str, raw: Any) -> Any:
    """Read a raw answer to a question."""
    return QUESTIONS[name].read(raw, LISTS)


_words = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1, max_size=20).filter(
    lambda text: text == text.strip()
)
_topic = st.sampled_from(TOPICS)
_some_topics = st.lists(_topic, unique=True, min_size=1).map(lambda some: sorted(some, key=TOPICS.index))
_day = st.dates(min_value=date(1000, 1, 1)).map(lambda day: day.isoformat())
_time = st.times().map(lambda at: at.isoformat("minutes"))
_degrees = st.decimals(-90, 90, places=2).map(lambda number: f"{number + 0:f}")
_file = st.fixed_dictionaries(
    {
        "id": st.binary(max_size=3).map(lambda content: sha256(content).hexdigest()),
        "name": st.sampled_from(["plan.pdf", "Ääkköset .odt"]),
        "size": st.integers(0, 3_000_000),
        "kind": st.sampled_from(["pdf", "odt"]),
    }
)
_digits = st.integers(-(10**15) + 1, 10**15 - 1)
_decimals = st.decimals(-(10**6), 10**6, allow_nan=False, places=3).map(lambda number: f"{abs(number):f}")


def _one_other(chosen: str | None, other: str, comment: str) -> dict[str, str]:
    record = {"chosen": chosen or "other", "comment": comment} | ({} if chosen else {"other": other})
    return {key: text for key, text in record.items() if text}


def _several_other(chosen: list[str], other: str, comments: dict[str, str]) -> dict[str, Any]:
    kept = {name: text for name, text in comments.items() if name in chosen}
    record: dict[str, Any] = {"chosen": [*chosen, "other"], "other": other}
    return record | ({"comments": kept} if kept else {})


def _partly(keys: list[str], cells: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    filled = st.dictionaries(st.sampled_from(keys), cells, min_size=1)
    return filled.map(lambda given: {key: given[key] for key in keys if key in given})


def _entries(
    entries: st.SearchStrategy[dict[str, Any]], ids: list[str] | None = None
) -> st.SearchStrategy[list[dict[str, Any]]]:
    listed = st.lists(entries, min_size=1, max_size=len(ids) if ids else 3)
    return listed.map(
        lambda some: [{"_id": (ids or ["x1", "b", "e7"])[place], **one} for place, one in enumerate(some)]
    )


_some_day = st.dates(min_value=date(1000, 1, 1)).map(lambda day: day.isoformat())
_row = st.fixed_dictionaries({}, optional={"people": _digits, "when": _some_day}).filter(bool)
_colleague = st.fixed_dictionaries(
    {}, optional={"role": _topic.map(lambda name: {"chosen": name}),
                  "rooms": _entries(st.fixed_dictionaries({"seats": _digits}))},
).filter(bool)  # fmt: skip

# Typed answers that are not empty, as they are stored.
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": _words,
    "short": _words.map(lambda text: text[:5].strip()).filter(bool),
    "email": st.just("ann@turku.fi"),
    "url": st.just("https://turku.fi/a?b=c"),
    "telephone": st.just("+358 2 330 000"),
    "integer": _digits,
    "decimal": _decimals,
    "yes_no": st.booleans(),
    "consent": st.just(True),
    "date": _day,
    "time": _time,
    "moment": st.tuples(_day, _time).map("T".join),
    "days": st.lists(_day, min_size=2, max_size=2).map(
        lambda days: dict(zip(("from", "to"), sorted(days), strict=True))
    ),
    "location": st.builds(
        lambda place, degrees: ({"place": place} if place else {}) | degrees,
        st.just("") | _words,
        st.fixed_dictionaries({"latitude": _degrees, "longitude": _degrees}),
    ),
    "one": _topic,
    "one_other": st.builds(_one_other, st.none() | _topic, _words, st.just("") | _words),
    "one_comment": st.builds(
        lambda chosen, comment: {"chosen": chosen} | ({"comment": comment} if comment else {}),
        _topic,
        st.just("") | _words,
    ),
    "city": st.sampled_from(["fi-turku", "ee-tartu", "pl-lodz"]),
    "own_city": st.builds(_one_other, st.none() | _topic, _words, st.just("")),
    "several": _some_topics.map(lambda some: some if some == ["none"] else [n for n in some if n != "none"]),
    "several_other": st.builds(_several_other, _some_topics, _words, st.dictionaries(_topic, _words)),
    "rank": st.lists(_topic, unique=True, min_size=1),
    "rating": st.integers(0, 5),
    "below": st.integers(-2, 2),
    "slider": st.integers(0, 20).map(lambda step: 5 * step),
    "fine": st.sampled_from(["-1", "-0.75", "-0.5", "-0.25", "0", "0.25", "0.5", "0.75", "1"]),
    "points": _partly(TOPICS, st.integers(0, 10)),
    "rating_grid": _partly(TOPICS, st.integers(0, 5)),
    "select_grid": _partly(TOPICS, st.sampled_from(["never", "often"])),
    "file": st.lists(_file, min_size=1, max_size=2),
    "secret": _words,
    "weeks": _partly(WEEKS, st.sampled_from(["yes", "if-needed", "no"])),
    "table": _entries(_row, ["never", "often"]),
    "repeat": _entries(_colleague),
}
