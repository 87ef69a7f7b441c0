"""An agenda as JSON: the format `exchange-agenda/1`."""

from collections.abc import Mapping
from typing import Any

from survey_app.programmes.agenda.model import Agenda, Half, Item

FORMAT = "exchange-agenda/1"


def agenda_to_json(agenda: Agenda) -> dict[str, Any]:
    """Write an agenda so that `agenda_of_json` gives the same agenda."""
    return {
        "format": FORMAT,
        "template": agenda.template,
        "first": agenda.first,
        "halves": [
            {
                "day": half.day,
                "label": half.label,
                "start": half.start,
                "items": [_item_to_json(item) for item in half.items],
            }
            for half in agenda.halves
        ],
        "aside": [_item_to_json(item) for item in agenda.aside],
    }


def _item_to_json(item: Item) -> dict[str, Any]:
    written: dict[str, Any] = {"id": item.id, "kind": item.kind, "title": item.title, "minutes": item.minutes}
    if item.note:
        written["note"] = item.note
    if item.session:
        written["session"] = {"topic": item.session[0], "presenter": item.session[1]}
    if item.own:
        written["own"] = True
    return written


def agenda_of_json(data: Mapping[str, Any]) -> Agenda:
    """Read an agenda that `agenda_to_json` wrote; ValueError for another format."""
    if data.get("format") != FORMAT:
        raise ValueError(f"This is no {FORMAT}.")
    halves = tuple(
        Half(half["day"], half["label"], half["start"], tuple(_item(one) for one in half["items"]))
        for half in data["halves"]
    )
    aside = tuple(_item(one) for one in data["aside"])
    return Agenda(data["template"], halves, aside, data.get("first", 0))


def _item(data: Mapping[str, Any]) -> Item:
    session = data.get("session")
    key = (session["topic"], session["presenter"]) if session else None
    return Item(
        data["id"],
        data["kind"],
        data["title"],
        data["minutes"],
        data.get("note", ""),
        key,
        data.get("own", False),
    )
