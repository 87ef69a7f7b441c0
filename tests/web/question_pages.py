"""Questions rendered as a page shows them, and read back as a browser and a screen reader would."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from survey_app.questionnaire.types import QUESTION_TYPES, Choice, QuestionBase
from survey_app.web.forms.view import QuestionView
from survey_app.web.languages.speaking import teach

TEMPLATES = Path(__file__).parents[2] / "templates"
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>&amp;{{ 7*7 }}"
DRAWN = {name for name, cls in QUESTION_TYPES.items() if cls.entered}
EMPTY_ELEMENTS = {"input", "br", "hr", "img", "meta", "link"}


def choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(name=f"c{place}", label=label) for place, label in enumerate(labels))


LISTS = {"topics": choices("Dialogue", "Citizens", "Risk"), "often": choices("Never", "Always")}
SCALE = {"from": 0, "to": 2, "low": "nothing", "high": "much"}
KEYS: dict[str, dict[str, Any]] = {
    "select_one": {"choices": "topics"},
    "select_multiple": {"choices": "topics"},
    "rank": {"choices": "topics"},
    "rating": {"scale": SCALE},
    "rating_grid": {"rows": "topics", "scale": SCALE},
    "select_grid": {"rows": "topics", "choices": "often"},
    "city": {"choices": "topics"},
    "slider": {"range": {"from": 0, "to": 10}},
    "allocation": {"choices": "topics"},
    "availability": {"weeks": {"from": "2027-W12", "to": "2027-W13"}},
    "table": {"columns": [{"name": "seats", "type": "integer", "label": "Seats"}]},
    "repeat": {"questions": [{"name": "role", "type": "text", "label": "Role"}]},
}
EMPTY: dict[str, Any] = dict.fromkeys(
    ("text", "integer", "decimal", "yes_no", "rating", "slider", "time", "consent"), ""
)
FILLED: dict[str, Any] = {
    "text": "Turku", "integer": "12", "decimal": "12.5", "yes_no": "no", "rating": "0", "consent": "yes",
    "select_one": {"chosen": "c1"}, "select_multiple": {"chosen": ["c0", "c2"]},
    "rank": {"c0": "2", "c1": "1", "c2": "3"}, "rating_grid": {"c0": "0", "c2": "2"},
    "select_grid": {"c1": "c1"}, "date": {"day": "27", "month": "3", "year": "2027"},
    "city": {"chosen": "c1"}, "location": {"place": "Turku", "latitude": "60.45", "longitude": "22.27"},
    "file": [{"id": "ab" * 32, "name": "plan.pdf", "size": 2048, "kind": "pdf"}],
    "slider": "0", "allocation": {"c0": "60", "c1": "0"}, "time": "14:30",
    "datetime": {"day": "27", "month": "3", "year": "2027", "time": "14:30"},
    "date_range": {
        "from": {"day": "27", "month": "3", "year": "2027"},
        "to": {"day": "28", "month": "3", "year": "2027"},
    },
    "availability": {"2027-W12": "if-needed"}, "table": [], "repeat": [],
}  # fmt: skip
PARTS = {
    "rank": "c1",
    "rating_grid": "c1",
    "select_grid": "c1",
    "availability": "2027-W13",
    "allocation": "c1",
    "date_range": "to",
    "location": "latitude",
}


@dataclass
class Element:
    tag: str
    attributes: Mapping[str, str | None]
    text: str = ""
    inside: tuple[int, ...] = ()


@dataclass
class Rendered(HTMLParser):
    """The elements of a rendered question, in order, each with the text in it."""

    html: str
    elements: list[Element] = field(default_factory=list)
    _open: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs), inside=tuple(self._open)))
        if tag not in EMPTY_ELEMENTS:
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()].tag == tag

    def handle_data(self, data: str) -> None:
        for index in self._open:
            self.elements[index].text += data

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    @property
    def controls(self) -> list[Element]:
        return self.all("input", "select", "textarea")

    @property
    def ids(self) -> dict[str, Element]:
        return {str(e.attributes["id"]): e for e in self.elements if "id" in e.attributes}

    def sent(self) -> list[tuple[str, str]]:
        """Return the pairs that a browser would send."""
        pairs = []
        for element in self.controls:
            name, kind = str(element.attributes["name"]), element.attributes.get("type")
            if element.tag == "textarea":
                pairs.append((name, element.text.removeprefix("\n")))
            elif element.tag == "input" and (
                kind not in ("radio", "checkbox") or "checked" in element.attributes
            ):
                pairs.append((name, str(element.attributes.get("value", ""))))
            elif element.tag == "select":
                chosen = [o for o in self.all("option") if "selected" in o.attributes] or self.all("option")[
                    :1
                ]
                pairs.append((name, str(chosen[0].attributes["value"])))
        return pairs

    def offered(self) -> list[tuple[str, str | None]]:
        """Return the name and value of every radio and checkbox."""
        return [
            (str(e.attributes["name"]), e.attributes["value"])
            for e in self.controls
            if e.attributes.get("type") in ("radio", "checkbox")
        ]

    def name_of(self, control: Element) -> str:
        """Return the accessible name of a control."""
        if "aria-label" in control.attributes:
            return str(control.attributes["aria-label"])
        own = control.attributes.get("id")
        for label in self.all("label"):
            wraps = self.elements.index(label) in control.inside
            if wraps or (own and label.attributes.get("for") == own):
                return " ".join(label.text.split())
        return ""


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    teach(made)
    return made


def make(kind: str, **keys: Any) -> QuestionBase:
    keys = {"name": "x", "type": kind, "label": "Which?", **KEYS.get(kind, {}), **keys}
    return QUESTION_TYPES[kind].model_validate(keys)


def view_of(question: QuestionBase, given: Any = None, **keys: Any) -> QuestionView:
    kind = str(getattr(question, "type"))  # noqa: B009 - the base class has no type
    keys = {"label": question.label, "hint": question.hint, "lists": LISTS, **keys}
    return QuestionView(question, given=EMPTY.get(kind, {}) if given is None else given, **keys)


def door() -> Any:
    """Return the template that every question is drawn through."""
    return environment().get_template("questions/all.html").module


def render(view: QuestionView) -> Rendered:
    return Rendered(str(door().question(view)))


def filled(kind: str, given: Any = None, **keys: Any) -> Rendered:
    return render(view_of(make(kind, **keys), FILLED.get(kind) if given is None else given))
