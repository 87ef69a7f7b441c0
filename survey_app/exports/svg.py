"""Render Vega-Lite charts to SVG that may stand inside a page under a strict content security policy."""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import vl_convert

from survey_app.exports.texts import with_legal_texts

SVG = "http://www.w3.org/2000/svg"
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "Arial, Liberation Sans, sans-serif"  # what the drawing was measured in
INK, QUIET, GRID = "#16323d", "#56646b", "#dfe6e8"
# without definitions and references: two charts on one page cannot disturb each other
DRAWN = {"svg", "g", "path", "rect", "line", "circle", "text", "tspan"}
KEPT = {
    "width", "height", "viewBox", "transform", "d", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy",
    "r", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "opacity",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "display", "font-size", "font-weight",
    "font-style", "text-anchor", "dominant-baseline", "direction",
}  # fmt: skip
CONFIG: dict[str, Any] = {
    "font": FONT,
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": QUIET,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 0,
        "titleLimit": 0,
        "gridColor": GRID,
        "domain": False,
        "ticks": False,
        "labelPadding": 6,
    },
    "legend": {"labelColor": INK, "labelFontSize": 12, "labelLimit": 0, "titleLimit": 0},
    "title": {
        "color": INK,
        "fontSize": 15,
        "subtitleColor": QUIET,
        "subtitleFontSize": 12,
        "subtitlePadding": 6,
        "anchor": "start",
        "frame": "group",
        "offset": 14,
    },
}


def rendered(spec: Mapping[str, Any], title: str, description: str) -> str:
    """Give a chart as an SVG element named by title and description; the same chart is drawn once.

    It holds shapes and presentation attributes alone: no script, no style, no link, nothing from elsewhere.
    Characters that XML cannot hold show as U+FFFD.
    """
    whole = {"$schema": SCHEMA, "padding": 8, **spec, "config": {**CONFIG, **spec.get("config", {})}}
    (legal, name, said), _ = with_legal_texts((whole, title, description), "chart")
    return _rendered(json.dumps(legal, sort_keys=True), name, said)


@lru_cache(maxsize=256)
def _rendered(spec: str, title: str, description: str) -> str:
    drawing = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return plain_svg(drawing, title, description)


def plain_svg(drawing: str, title: str, description: str) -> str:
    """Keep the shapes of a drawing, drop whatever a page would have to trust, and name it for everyone."""
    root = ElementTree.fromstring(drawing)  # noqa: S314 - our own renderer wrote it
    _keep_shapes(root)
    mark = hashlib.sha256(f"{title}\n{description}\n{drawing}".encode()).hexdigest()[:12]
    for position, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"chart-{mark}-{tag}"})
        element.text = text
        root.insert(position, element)
    root.set("font-family", FONT)
    root.set("role", "img")
    root.set("aria-labelledby", f"chart-{mark}-title")
    root.set("aria-describedby", f"chart-{mark}-desc")
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode")


def _keep_shapes(element: ElementTree.Element) -> None:
    for name, value in _declarations(element.attrib.pop("style", "")):
        element.attrib.setdefault(name, value)
    for name, value in list(element.attrib.items()):
        if name not in KEPT or (name, value) == ("opacity", "1") or "url(" in value:
            del element.attrib[name]
    for child in list(element):
        if child.tag.removeprefix(f"{{{SVG}}}") in DRAWN:
            _keep_shapes(child)
        else:
            element.remove(child)


def _declarations(style: str) -> list[tuple[str, str]]:
    pairs = (part.partition(":") for part in style.split(";") if ":" in part)
    return [(name.strip(), value.strip()) for name, _, value in pairs]
