"""Filling in a page as a respondent would: whatever its form asks, answered at random."""

import random
from html.parser import HTMLParser

WORDS = (
    "and",
    "as",
    "ask",
    "budget",
    "buy",
    "call",
    "citizens",
    "city",
    "data",
    "for",
    "from",
    "go",
    "learn",
    "make",
    "market",
    "people",
    "risk",
    "schools",
    "streets",
    "supplier",
    "talk",
    "the",
    "those",
    "time",
    "trial",
    "value",
    "we",
    "who",
    "whole",
)


class PageReader(HTMLParser):
    """Collect the fields of a page's main form, and where it is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.hidden: dict[str, str] = {}
        self.one: dict[str, list[str]] = {}
        self.several: dict[str, list[str]] = {}
        self.numbers: list[str] = []
        self.lines: list[str] = []
        self.long: list[str] = []
        self._inside = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form or one of its fields."""
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self._inside = "/page/" in given.get("action", "") or given.get("action", "").endswith("submit")
            self.action = given["action"] if self._inside else self.action
        if not self._inside:
            return
        name = given.get("name", "")
        if tag == "textarea":
            self.long.append(name)
        elif tag == "select":
            self._select = name
        elif tag == "option" and given.get("value"):
            self.one.setdefault(self._select, []).append(given["value"])
        elif tag == "input":
            self._input(name, given)

    def _input(self, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind == "hidden":
            self.hidden[name] = given.get("value", "")
        elif kind == "radio":
            if given.get("value"):
                self.one.setdefault(name, []).append(given["value"])
        elif kind == "checkbox":
            self.several.setdefault(name, []).append(given.get("value", ""))
        elif given.get("inputmode") in ("numeric", "decimal"):
            self.numbers.append(name)
        else:
            self.lines.append(name)


def fill(html: str, draw: random.Random, fixed: dict[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """Return where a page's form is sent and its fields with random answers; `fixed` goes before chance."""
    page = PageReader()
    page.feed(html)
    fields = list(page.hidden.items())
    ticked = []
    for name, values in page.several.items():
        ticked += [(name, value) for value in draw.sample(values, min(len(values), draw.randint(1, 3)))]
    fields += [(name, draw.choice(values)) for name, values in page.one.items() if name]
    fields += _places_and_numbers(page.numbers, draw)
    fields += [(name, draw.choice(WORDS)) for name in page.lines]
    fields += [(name, " ".join(draw.choices(WORDS, k=draw.randint(8, 40)))) for name in page.long]
    fields = [(name, fixed.get(name, value)) for name, value in fields]
    return page.action, [*fields, *ticked, ("go", "next")]


def _places_and_numbers(names: list[str], draw: random.Random) -> list[tuple[str, str]]:
    """Return an order for fields that rank a list (they share a question), figures for the others."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(".".join(name.split(".")[:2]), []).append(name)
    filled = []
    for members in groups.values():
        if any(name.endswith((".day", ".month", ".year")) for name in members):
            parts = {
                "day": draw.randint(1, 28),
                "month": draw.randint(1, 12),
                "year": draw.randint(2001, 2025),
            }
            filled += [(name, str(parts[name.rsplit(".", 1)[1]])) for name in members]
        elif len(members) > 1:
            order = draw.sample(range(1, len(members) + 1), len(members))
            filled += [(name, str(place)) for name, place in zip(members, order, strict=True)]
        else:
            filled.append((members[0], str(draw.randint(18, 99))))
    return filled
