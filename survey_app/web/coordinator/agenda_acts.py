"""What can be done to an agenda, one change each: how it is read from a form, and what it is called."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, request
from wtforms import Form, StringField, TextAreaField
from wtforms.validators import NumberRange

from survey_app.exports.reading import Reading
from survey_app.programmes.agenda import editing, placing
from survey_app.programmes.agenda.dates import firsts
from survey_app.programmes.agenda.documents import agenda_of_json
from survey_app.programmes.agenda.model import KINDS, LONGEST, SHORTEST, Agenda, Item, minutes_of
from survey_app.programmes.model import Exchange
from survey_app.programmes.wording import WEEKDAYS
from survey_app.storage.records import StoredAgenda
from survey_app.web.coordinator.agenda_page import OWN_KINDS
from survey_app.web.coordinator.agenda_templates import templates
from survey_app.web.coordinator.fields import WholeNumber, at_most, said, storable


class ItemForm(Form):  # type: ignore[misc]
    """Hold what can be said of an item."""

    title = StringField("Title", [storable, at_most(200)])
    minutes = WholeNumber(
        "Minutes",
        [
            said("Write how many minutes."),
            NumberRange(SHORTEST, LONGEST, f"Write a number from {SHORTEST} to {LONGEST}."),
        ],
    )
    note = TextAreaField("Note", [storable, at_most(1_000)])


@dataclass(frozen=True, slots=True)
class At:
    """Hold the exchange that an agenda is for, what it is read with, and its agenda once there is one."""

    exchange: Exchange
    reading: Reading
    stored: StoredAgenda | None

    @property
    def known(self) -> int:
        """Return the agenda's revision, 0 before the first."""
        return self.stored.revision if self.stored else 0

    def fitted(self) -> tuple[Agenda, tuple[Any, ...]]:
        """Return the agenda as it fits the exchange, and the sessions that the exchange has no more."""
        if self.stored is None:
            abort(404)
        return placing.fitted(agenda_of_json(self.stored.content), self.exchange)


class Refused(Exception):  # noqa: N818 - it is read in except clauses
    """Raised when a change cannot be made as it was sent; its text says why and what to do."""


Did = tuple[Agenda, str]


def _template(here: At, form: ItemForm) -> Did:
    found = templates().ready.get(request.form.get("template", ""))
    if found is None:
        raise Refused("Choose one of the templates.")
    words = f"took the template “{found.title}”"
    if here.stored is None:
        return placing.place(here.exchange, found), words
    return placing.placed_anew(here.fitted()[0], here.exchange, found), words


def _item(here: At) -> tuple[Agenda, int, str]:
    agenda, _ = here.fitted()
    number = int(request.form["item"])
    _, _, item = editing.find(agenda, number)
    topic = here.reading.topic(item.session[0]) if item.session else ""
    return agenda, number, f"“{item.title or topic or KINDS[item.kind]}”"


def _moved(by: int) -> Callable[[At, ItemForm], Did]:
    def move(here: At, form: ItemForm) -> Did:
        agenda, number, name = _item(here)
        return editing.move(agenda, number, by), f"moved {name} {'up' if by < 0 else 'down'}"

    return move


def _put(here: At, form: ItemForm) -> Did:
    agenda, number, name = _item(here)
    half = int(request.form["half"])
    new = editing.move_to(agenda, number, half)
    return new, f"moved {name} to {_words(agenda, half)}"


def _words(agenda: Agenda, half: int) -> str:
    there = agenda.halves[half]
    return f"{there.day.lower()}, {there.label.lower()}"


def change(here: At, form: ItemForm) -> Did:
    """Change an item's title, length and note."""
    agenda, number, name = _item(here)
    title, text = _text(form.title), _text(form.note)
    new = editing.change(agenda, number, title=title, minutes=int(form.minutes.data or 0), note=text)
    return new, f"changed {name}"


def _text(field: Any) -> str:
    return (field.data or "").strip()


def _out(here: At, form: ItemForm) -> Did:
    agenda, number, name = _item(here)
    return editing.take_out(agenda, number), f"took {name} out"


def _delete(here: At, form: ItemForm) -> Did:
    agenda, number, name = _item(here)
    return editing.delete(agenda, number), f"deleted {name}"


def add(here: At, form: ItemForm) -> Did:
    """Add an item of one's own."""
    agenda, _ = here.fitted()
    kind, half = request.form["kind"], int(request.form["half"])
    title = _text(form.title) or dict(OWN_KINDS)[kind]
    item = Item(0, kind, title, int(form.minutes.data or 0), _text(form.note))
    return editing.add(agenda, half, item), f"added “{title}” to {_words(agenda, half)}"


def _start(here: At, form: ItemForm) -> Did:
    agenda, _ = here.fitted()
    half, start = int(request.form["half"]), minutes_of(request.form["start"])
    if start is None:
        raise Refused("Write the time at which the half-day begins as 09:30.")
    return editing.start_at(
        agenda, half, start
    ), f"let {_words(agenda, half)} begin at {request.form['start']}"


def _first(here: At, form: ItemForm) -> Did:
    agenda, _ = here.fitted()
    first = int(request.form["first"])
    if not 0 <= first < len(firsts(len(agenda.days()))):
        raise Refused("Choose one of the weekdays.")
    return editing.begin_on(agenda, first), f"let the visit begin on a {WEEKDAYS[first]}"


ACTS: dict[str, Callable[[At, ItemForm], Did]] = {
    "template": _template,
    "up": _moved(-1),
    "down": _moved(1),
    "put": _put,
    "change": change,
    "out": _out,
    "delete": _delete,
    "add": add,
    "start": _start,
    "first": _first,
}
