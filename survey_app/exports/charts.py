"""Charts of answers as SVG: bars and ratings."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from textwrap import wrap
from typing import Any

from survey_app.exports.svg import INK, rendered

BAR = "#1f5f6e"
THICK = 24
LINE = 15
MOST_LINES = 4
# from disagreement to agreement: apart for every kind of colour vision, and in grey
DIVERGING = ("#8c510a", "#d8b365", "#e8e4d8", "#86c5bc", "#1f6f66")
LIGHT = {"#d8b365", "#e8e4d8", "#86c5bc"}
Figure = int | float | Decimal


def bar_chart_svg(title: str, rows: Sequence[tuple[str, Figure]], *, unit: str = "", width: int = 420) -> str:
    """Draw one bar for each (label, value), in the order given, with its figure at the end."""
    labels = [lines(label) for label, _ in rows]
    data = [{"row": i, "value": float(v), "figure": f"{v:,}"} for i, (_, v) in enumerate(rows)]
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": {"zero": True}}
    spec = {
        **framed(title, labels, data),
        "width": width,
        "height": {"step": row_height(labels)},
        "encoding": {"y": row_axis(len(rows)), "x": x},
        "layer": [
            {"mark": {"type": "bar", "color": BAR, "cornerRadiusEnd": 2, "size": THICK}},
            {
                "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 12, "color": INK},
                "encoding": {"text": {"field": "figure"}},
            },
        ],
    }
    said = "; ".join(f"{label}: {value:,}" for label, value in rows)
    return rendered(spec, title, f"Bars{f' in {unit}' if unit else ''}. {said}")


def stacked_rating_svg(
    title: str, scale: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]], *, width: int = 520
) -> str:
    """Draw how often each step of a scale was chosen in each row; rows are (label, counts in scale order)."""
    labels = [lines(f"{label} (n = {sum(counts)})") for label, counts in rows]
    colours = scale_colours(len(scale))
    data = [
        {"row": row, "step": step, "count": count, "label": str(count), "light": colours[step] in LIGHT}
        for row, (_, counts) in enumerate(rows)
        for step, count in enumerate(counts)
        if count
    ]
    spec = {**framed(title, labels, data), "width": width, "height": {"step": row_height(labels)}}
    spec["params"].append({"name": "steps", "value": [lines(step, 22) for step in scale]})
    spec |= _rating_layers(len(rows), colours)
    said = "; ".join(
        f"{label}: {', '.join(f'{step} {count}' for step, count in zip(scale, counts, strict=True))}"
        for label, counts in rows
    )
    return rendered(spec, title, f"Shares of each answer. {said}")


def scale_colours(steps: int) -> list[str]:
    """Choose colours for a scale, spread over the palette from one end to the other."""
    if steps <= 1:
        return [DIVERGING[-1]] * steps
    return [DIVERGING[round(i * (len(DIVERGING) - 1) / (steps - 1))] for i in range(steps)]


def _rating_layers(rows: int, colours: Sequence[str]) -> dict[str, Any]:
    legend = {
        "title": None, "orient": "top", "labelExpr": "steps[datum.value]", "symbolType": "square",
        "values": list(range(len(colours))),
    }  # fmt: skip
    colour = {
        "field": "step", "type": "nominal", "legend": legend,
        "scale": {"domain": list(range(len(colours))), "range": list(colours)},
    }  # fmt: skip
    stacked = {"field": "count", "type": "quantitative", "stack": "normalize", "axis": None}
    shared = {"y": row_axis(rows), "x": stacked, "order": {"field": "step"}}
    text = {
        "mark": {"type": "text", "fontSize": 11},
        "encoding": {
            "x": {**stacked, "bandPosition": 0.5},
            "text": {"field": "label"},
            "detail": {"field": "step"},
            "color": {"condition": {"test": "datum.light", "value": INK}, "value": "white"},
        },
    }
    bars = {
        "mark": {"type": "bar", "stroke": "white", "strokeWidth": 1, "size": THICK},
        "encoding": {"color": colour},
    }
    return {"encoding": shared, "layer": [bars, text]}


def framed(title: str, labels: Sequence[list[str]], data: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Begin a chart: its title, its data and the row labels, which are data and never expressions."""
    return {
        "title": {"text": lines(title, 70)},
        "data": {"values": list(data)},
        "params": [{"name": "labels", "value": list(labels)}],
    }


def lines(text: str, width: int = 38) -> list[str]:
    """Break a text into a few lines; one that does not fit ends in an ellipsis."""
    return wrap(text, width, max_lines=MOST_LINES, placeholder=" …") or [""]


def row_height(labels: Sequence[list[str]]) -> int:
    """Give the height of a row in pixels that leaves room for the tallest label."""
    return 18 + LINE * max((len(label) for label in labels), default=1)


def row_axis(rows: int) -> dict[str, Any]:
    """Put rows in the order of their numbers, so that two rows with one name stay two."""
    axis = {"labelExpr": "labels[datum.value]", "title": None, **centred("labels[datum.value]")}
    return {"field": "row", "type": "ordinal", "axis": axis, "scale": {"domain": list(range(rows))}}


def centred(label: str) -> dict[str, Any]:
    """Move labels of several lines up to the middle of their row; label is a chart expression."""
    tests = [
        {"test": f"length({label}) == {n}", "value": -LINE * (n - 1) / 2} for n in range(2, MOST_LINES + 2)
    ]
    return {"labelLineHeight": LINE, "labelOffset": {"condition": tests, "value": 0}}
