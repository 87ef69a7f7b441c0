"""Buttons inside a page: one adds an entry to a table or repeat, one takes an entry away."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict


@dataclass(frozen=True, slots=True)
class Pressed:
    """Hold what a form says after its button: without the entry taken away, with the id of the new one."""

    form: MultiDict[str, str]
    fresh: Mapping[str, Sequence[str]]
    stays: bool  # the page is shown again


def new_id() -> str:
    """Return an id that no colleague's entry has."""
    return secrets.token_hex(4)


def pressed_in(form: MultiDict[str, str]) -> Pressed:
    """Return a form as its pressed button wants it."""
    what, _, where = form.get("go", "").partition(" ")
    if what == "add":
        return Pressed(form, {where: [new_id()]}, stays=True)
    if what != "remove":
        return Pressed(form, {}, stays=False)
    field, _, entry = where.partition(" ")
    changed = MultiDict(form)
    changed[field] = " ".join(one for one in form.get(field, "").split() if one != entry)
    return Pressed(changed, {}, stays=True)
