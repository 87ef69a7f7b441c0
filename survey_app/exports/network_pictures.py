"""Pictures of a network as SVG: its needs and offers as a matrix, its exchanges as arrows between cities."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_app.exports.charts import centred, framed, lines, row_height
from survey_app.exports.svg import INK, rendered

NEED, OFFER, HOST = "#b3541e", "#1f5f6e", "#1f5f6e"
CELL = 76
MAP_WIDTH, MAP_HEIGHT = 640, 560
Named = tuple[str, str]
Figures = Mapping[str, Mapping[str, int]]


def needs_offers_matrix_svg(
    title: str, cities: Sequence[Named], topics: Sequence[Named], needs: Figures, offers: Figures
) -> str:
    """Draw topics as rows and cities as columns: a triangle with the need, a dot with the offer, both 0-5.

    Cities and topics are (id, name); needs and offers map city id to topic id to figure. A topic that
    someone needs and nobody offers is said to be so under its name.
    """
    lonely = unoffered(cities, topics, needs, offers)
    labels = [[*lines(name), *(["✗ nobody offers it"] if topic in lonely else [])] for topic, name in topics]
    cells = [
        _cell(row, 2 * column + side, given[city][topic])
        for row, (topic, _) in enumerate(topics)
        for column, (city, _) in enumerate(cities)
        for side, given in enumerate((needs, offers))
        if given.get(city, {}).get(topic)
    ]
    spec = framed(title, labels, cells)
    spec["title"]["subtitle"] = "▼ need (left), ● offer (right), from 1 to 5: the more, the darker"
    spec["params"].append({"name": "heads", "value": [lines(name, 18) for _, name in cities]})
    spec |= {"width": CELL * max(1, len(cities)), "height": row_height(labels) * max(1, len(topics))}
    spec |= _matrix_layers(len(cities), [topic in lonely for topic, _ in topics])
    return rendered(spec, title, _matrix_words(len(cities), topics, cells, lonely))


def unoffered(
    cities: Sequence[Named], topics: Sequence[Named], needs: Figures, offers: Figures
) -> frozenset[str]:
    """Give the ids of the topics that some city needs and none offers."""

    def anyone(given: Figures, topic: str) -> bool:
        return any(given.get(city, {}).get(topic) for city, _ in cities)

    return frozenset(topic for topic, _ in topics if anyone(needs, topic) and not anyone(offers, topic))


def _cell(row: int, half: int, value: int) -> dict[str, Any]:
    left = half / 2
    return {
        "side": "offer" if half % 2 else "need", "label": str(value), "strength": 0.1 * min(value, 5),
        "left": left + 0.03, "right": left + 0.47, "mark": left + 0.16, "figure": left + 0.32,
        "top": row + 0.12, "bottom": row + 0.88, "middle": row + 0.5,
    }  # fmt: skip


def _matrix_words(cities: int, topics: Sequence[Named], cells: Sequence[Any], lonely: frozenset[str]) -> str:
    needs = sum(1 for cell in cells if cell["side"] == "need")
    said = f"{needs} needs and {len(cells) - needs} offers of {cities} cities on {len(topics)} topics."
    names = ", ".join(name for topic, name in topics if topic in lonely)
    return f"{said} Nobody offers: {names}." if names else said


def _matrix_layers(columns: int, lonely: Sequence[bool]) -> dict[str, Any]:
    rows = len(lonely)
    x = {"type": "quantitative", "scale": {"domain": [0, max(1, columns)], "nice": False, "zero": False}}
    y = {"type": "quantitative", "scale": {"domain": [max(1, rows), 0], "nice": False, "zero": False}}
    side = {"scale": {"domain": ["need", "offer"], "range": [NEED, OFFER]}, "legend": None}
    colour = {"field": "side", "type": "nominal", **side}
    shape = {
        "field": "side", "type": "nominal", "legend": None,
        "scale": {"domain": ["need", "offer"], "range": ["triangle-down", "circle"]},
    }  # fmt: skip
    head, side_axis = _matrix_axes(columns, rows)
    tints = {
        "mark": {"type": "rect", "cornerRadius": 3},
        "encoding": {
            "x": {"field": "left", **x, "axis": head}, "x2": {"field": "right"},
            "y": {"field": "top", **y, "axis": side_axis}, "y2": {"field": "bottom"},
            "color": colour, "fillOpacity": {"field": "strength", "type": "quantitative", "scale": None},
        },
    }  # fmt: skip
    marks = {
        "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
        "encoding": {
            "x": {"field": "mark", **x},
            "y": {"field": "middle", **y},
            "color": colour,
            "shape": shape,
        },
    }
    figures = {
        "mark": {"type": "text", "fontSize": 13, "fontWeight": 600, "color": INK},
        "encoding": {
            "x": {"field": "figure", **x},
            "y": {"field": "middle", **y},
            "text": {"field": "label"},
        },
    }
    return {"layer": [*_rulings(columns, lonely, x, y), tints, marks, figures]}


def _matrix_axes(columns: int, rows: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the axis of cities above the cells and the axis of topics beside them."""
    head = {
        "orient": "top", "values": [i + 0.5 for i in range(columns)], "grid": False, "title": None,
        "labelExpr": "heads[floor(datum.value)]",
        "labelAngle": -40, "labelAlign": "left", "labelLineHeight": 13,
    }  # fmt: skip
    side = {
        "values": [i + 0.5 for i in range(rows)], "grid": False, "title": None,
        "labelExpr": "labels[floor(datum.value)]", **centred("labels[floor(datum.value)]"),
    }  # fmt: skip
    return head, side


def _rulings(
    columns: int, lonely: Sequence[bool], x: dict[str, Any], y: dict[str, Any]
) -> list[dict[str, Any]]:
    """Draw a band behind each row that nobody offers, and thin lines between rows and columns."""
    bands = [{"from": row, "to": row + 1} for row, alone in enumerate(lonely) if alone]
    downs, acrosses = [{"at": i} for i in range(columns + 1)], [{"at": i} for i in range(len(lonely) + 1)]
    band = {"y": {"field": "from", **y}, "y2": {"field": "to"}}
    thin = {"type": "rule", "color": "#dfe6e8"}
    return [
        {"data": {"values": bands}, "mark": {"type": "rect", "color": "#f6e3e0"}, "encoding": band},
        {"data": {"values": downs}, "mark": thin, "encoding": {"x": {"field": "at", **x}}},
        {"data": {"values": acrosses}, "mark": thin, "encoding": {"y": {"field": "at", **y}}},
    ]


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a city on the map; location is latitude and longitude in degrees."""

    id: str
    name: str
    location: tuple[float, float] | None


def exchange_map_svg(title: str, places: Sequence[Place], visits: Sequence[tuple[str, str]]) -> str:
    """Draw cities at their places and an arrow for each visit (visitor id, host id).

    Cities without a place, and visits from or to them, cannot be drawn; the description names the cities.
    """
    spots, height = _projected([place for place in places if place.location])
    hosts = {host for _, host in visits}
    points = [
        {
            "x": x,
            "y": y,
            "name": place.name,
            "kind": "host" if place.id in hosts else "city",
            "crowded": _crowded(place.id, spots),
        }
        for place in places
        if place.id in spots
        for x, y in [spots[place.id]]
    ]
    arrows = [
        _arrow(spots[v], spots[h]) for v, h in visits if v in spots and h in spots and spots[v] != spots[h]
    ]
    spec: dict[str, Any] = {
        "title": {"text": lines(title, 70), "subtitle": "◆ host   ● other city   → visit"}
    }
    spec |= {"width": MAP_WIDTH, "height": height, "layer": _map_layers(points, arrows, height)}
    names = {place.id: place.name for place in places}
    said = "; ".join(
        f"{names.get(visitor, visitor)} visits {names.get(host, host)}" for visitor, host in visits
    )
    absent = ", ".join(place.name for place in places if not place.location)
    return rendered(spec, title, f"{said or 'No visits'}.{f' Not on the map: {absent}.' if absent else ''}")


def _projected(places: Sequence[Place]) -> tuple[dict[str, tuple[float, float]], int]:
    """Lay places out in pixels, true to scale at their middle latitude; gives the height they need too."""
    located = [(place.id, *place.location) for place in places if place.location]
    if not located:
        return {}, 80
    north, south = max(lat for _, lat, _ in located), min(lat for _, lat, _ in located)
    west = min(lon for _, _, lon in located)
    shrink = max(0.1, math.cos(math.radians((north + south) / 2)))
    across, down = (max(lon for _, _, lon in located) - west) * shrink, north - south
    scale = min(MAP_WIDTH / across if across else math.inf, MAP_HEIGHT / down if down else math.inf)
    scale = scale if math.isfinite(scale) else 1.0
    spots = {
        i: (round((lon - west) * shrink * scale, 1), round((north - lat) * scale, 1))
        for i, lat, lon in located
    }
    return spots, max(80, round(down * scale))


def _crowded(place: str, spots: Mapping[str, tuple[float, float]]) -> bool:
    """Say whether a name to the right of a place would run into a neighbour; it stands to the left then."""
    x, y = spots[place]
    others = [spot for other, spot in spots.items() if other != place]
    return any(0 <= right - x < 80 and abs(below - y) < 16 for right, below in others)


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> dict[str, float]:
    """Shorten a line to leave its cities free, move it to its own right and put a head at its end."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, down)
    ahead, aside = (across / length, down / length), (-down / length * 3, across / length * 3)
    room = min(11.0, length / 4)
    x, y = start[0] + ahead[0] * room + aside[0], start[1] + ahead[1] * room + aside[1]
    x2, y2 = end[0] - ahead[0] * room + aside[0], end[1] - ahead[1] * room + aside[1]
    # a triangle that points up stands at angle 0
    return {"x": x, "y": y, "x2": x2, "y2": y2, "angle": math.degrees(math.atan2(across, -down))}


def _map_layers(points: Sequence[Any], arrows: Sequence[Any], height: int) -> list[dict[str, Any]]:
    def along(field: str, end: int) -> dict[str, Any]:
        scale = {"domain": [0, end], "range": [0, end], "nice": False, "zero": False}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": None}

    at = {"x": along("x", MAP_WIDTH), "y": along("y", height)}
    tip = {"x": along("x2", MAP_WIDTH), "y": along("y2", height)}
    kind = {
        "field": "kind", "type": "nominal", "legend": None,
        "scale": {"domain": ["host", "city"], "range": ["diamond", "circle"]},
    }  # fmt: skip
    return [
        {
            "data": {"values": list(arrows)},
            "mark": {"type": "rule", "color": NEED, "strokeWidth": 1.5, "opacity": 0.75},
            "encoding": {**at, "x2": {"field": "x2"}, "y2": {"field": "y2"}},
        },
        {
            "data": {"values": list(arrows)},
            "mark": {
                "type": "point",
                "shape": "triangle-up",
                "filled": True,
                "size": 55,
                "color": NEED,
                "opacity": 1,
            },
            "encoding": {**tip, "angle": {"field": "angle", "type": "quantitative", "scale": None}},
        },
        {
            "data": {"values": list(points)},
            "mark": {"type": "point", "filled": True, "size": 110, "color": HOST, "opacity": 1},
            "encoding": {**at, "shape": kind},
        },
        *_names(points, at),
    ]


def _names(points: Sequence[Any], at: dict[str, Any]) -> list[dict[str, Any]]:
    """Write names beside their places, each over a white shadow of itself that keeps it legible on lines."""
    sides: tuple[tuple[bool, dict[str, Any]], ...] = (
        (False, {"align": "left", "dx": 9}),
        (True, {"align": "right", "dx": -9}),
    )
    inks: tuple[dict[str, Any], ...] = (
        {"color": "white", "stroke": "white", "strokeWidth": 3},
        {"color": INK},
    )
    return [
        {
            "data": {"values": [point for point in points if point["crowded"] == crowded]},
            "mark": {"type": "text", "dy": -8, "fontSize": 12, **side, **ink},
            "encoding": {**at, "text": {"field": "name"}},
        }
        for crowded, side in sides
        for ink in inks
    ]
