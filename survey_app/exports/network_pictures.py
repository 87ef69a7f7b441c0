"""The picture of a network as SVG: its needs and offers as a matrix."""

from collections.abc import Mapping, Sequence
from typing import Any

from survey_app.exports.charts import centred, framed, lines, row_height
from survey_app.exports.svg import INK, rendered

NEED, OFFER = "#b3541e", "#1f5f6e"
CELL = 76
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
