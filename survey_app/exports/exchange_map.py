"""Draw a programme as a map: cities at their places, an arc with its arrow for each visit."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from survey_app.exports.svg import INK, SVG, plain_svg
from survey_app.exports.texts import with_legal_texts

WIDTH, HEIGHT, MARGIN, SIDE = 960, 540, 34, 110
TRIP, CITY, LINE = "#b3541e", "#1f5f6e", "#e3e6e2"
LETTER = 6.9  # the usual width of a letter at 13 px
BEND = 0.16  # how far an arc leaves the straight line, as a share of its length
STEPS = (1, 2, 5, 10, 20, 30)  # degrees between the lines of the grid
Spot = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a city on the map; location is latitude and longitude in degrees."""

    id: str
    name: str
    location: tuple[float, float] | None


def exchange_map_svg(title: str, places: Sequence[Place], visits: Sequence[tuple[str, str]]) -> str:
    """Draw cities at their places and an arc for each visit (visitor id, host id), its arrow at the host.

    Cities without a place, and visits from or to them, cannot be drawn; the description names the cities.
    """
    (legal_title, legal_places), _ = with_legal_texts((title, tuple(places)), "map")
    sheet = _Sheet(legal_places)
    hosts = {host for _, host in visits}
    for visitor, host in visits:
        sheet.arc(visitor, host)
    for place in legal_places:
        sheet.city(place, place.id in hosts)
    sheet.names(legal_places, hosts)
    drawing = ElementTree.tostring(sheet.root, encoding="unicode")
    return plain_svg(drawing, legal_title, _said(legal_places, visits))


def _said(places: Sequence[Place], visits: Sequence[tuple[str, str]]) -> str:
    names = {place.id: place.name for place in places}
    said = "; ".join(
        f"{names.get(visitor, visitor)} visits {names.get(host, host)}" for visitor, host in visits
    )
    absent = ", ".join(place.name for place in places if not place.location)
    return f"{said or 'No visits'}.{f' Not on the map: {absent}.' if absent else ''}"


class _Projection:
    """Lay places out in pixels, true to scale at their middle latitude, in the middle of the sheet."""

    def __init__(self, locations: Sequence[tuple[float, float]]) -> None:
        known = locations or [(0.0, 0.0)]
        self.north, self.south = max(lat for lat, _ in known), min(lat for lat, _ in known)
        self.west, self.east = min(lon for _, lon in known), max(lon for _, lon in known)
        self.shrink = max(0.1, math.cos(math.radians((self.north + self.south) / 2)))
        across, down = (self.east - self.west) * self.shrink, self.north - self.south
        room = (WIDTH - 2 * SIDE, HEIGHT - 2 * MARGIN)
        scales = [space / size for space, size in zip(room, (across, down), strict=True) if size]
        self.scale = min(scales, default=1.0)
        self.height = min(HEIGHT, max(160, round(down * self.scale) + 2 * MARGIN))
        self.left = (WIDTH - across * self.scale) / 2
        self.top = (self.height - down * self.scale) / 2

    def spot(self, location: tuple[float, float]) -> Spot:
        lat, lon = location
        x = self.left + (lon - self.west) * self.shrink * self.scale
        return round(x, 1), round(self.top + (self.north - lat) * self.scale, 1)

    def grid(self) -> Iterator[tuple[Spot, Spot]]:
        """Yield the lines of a grid of whole degrees over the whole sheet."""
        step = next((one for one in STEPS if one * self.scale > 70), 0)
        if not step:
            return
        for lat in range(-90, 91, step):
            _, y = self.spot((lat, self.west))
            if 0 < y < self.height:
                yield (0, y), (WIDTH, y)
        for lon in range(-180, 181, step):
            x, _ = self.spot((self.north, lon))
            if 0 < x < WIDTH:
                yield (x, 0), (x, self.height)


class _Sheet:
    def __init__(self, places: Sequence[Place]) -> None:
        located = [place for place in places if place.location]
        projection = _Projection([place.location for place in located if place.location])
        self.height = projection.height
        self.spots = {place.id: projection.spot(place.location) for place in located if place.location}
        self.root = ElementTree.Element(
            f"{{{SVG}}}svg",
            {"viewBox": f"0 0 {WIDTH} {self.height}", "width": f"{WIDTH}", "height": f"{self.height}"},
        )
        self.taken: list[Box] = [(x - 8, y - 8, x + 8, y + 8) for x, y in self.spots.values()]
        for (x1, y1), (x2, y2) in projection.grid() if located else ():
            self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=LINE)

    def _add(self, tag: str, text: str = "", **attributes: Any) -> None:
        plain = {name.replace("_", "-"): str(value) for name, value in attributes.items()}
        ElementTree.SubElement(self.root, f"{{{SVG}}}{tag}", plain).text = text or None

    def arc(self, visitor: str, host: str) -> None:
        """Draw one visit; both ways between two cities bend apart."""
        start, end = self.spots.get(visitor), self.spots.get(host)
        if start is None or end is None or start == end:
            return
        across, down = end[0] - start[0], end[1] - start[1]
        bend = (start[0] + across / 2 - down * BEND, start[1] + down / 2 + across * BEND)
        tip, ahead = _short_of(end, bend, 9)
        tail, _ = _short_of(start, bend, 7)
        path = f"M{_at(tail)}Q{_at(bend)} {_at((tip[0] - ahead[0] * 6, tip[1] - ahead[1] * 6))}"
        self._add("path", d=path, fill="none", stroke=TRIP, stroke_width=1.8, stroke_opacity=0.8)
        aside = (-ahead[1] * 4, ahead[0] * 4)
        base = (tip[0] - ahead[0] * 10, tip[1] - ahead[1] * 10)
        wings = [(base[0] + side * aside[0], base[1] + side * aside[1]) for side in (1, -1)]
        self.taken.append((tip[0] - 9, tip[1] - 9, tip[0] + 9, tip[1] + 9))
        self._add("path", d=f"M{_at(tip)}L{_at(wings[0])}L{_at(wings[1])}Z", fill=TRIP)

    def city(self, place: Place, hosts: bool) -> None:
        """Draw a city's dot: a host's is full, another's a ring."""
        if place.id in self.spots:
            x, y = self.spots[place.id]
            fill, size = (CITY, 6.5) if hosts else ("#ffffff", 4.5)
            self._add("circle", cx=x, cy=y, r=size, fill=fill, stroke=CITY, stroke_width=2.5)

    def names(self, places: Sequence[Place], hosts: set[str]) -> None:
        """Write the names where they meet no other, hosts first, each over a white shadow of itself."""
        for place in sorted(places, key=lambda one: one.id not in hosts):
            if place.id in self.spots:
                x, y, anchor = self._free(self.spots[place.id], place.name)
                weight = 600 if place.id in hosts else 400
                words: dict[str, Any] = {
                    "x": x,
                    "y": y,
                    "text_anchor": anchor,
                    "font_size": 13,
                    "font_weight": weight,
                }
                self._add("text", place.name, **words, fill="#ffffff", stroke="#ffffff", stroke_width=4)
                self._add("text", place.name, **words, fill=INK)

    def _free(self, spot: Spot, name: str) -> tuple[float, float, str]:
        """Return where a name stands: right, left, above or below its city, wherever is room first."""
        x, y = spot
        wide = min(len(name) * LETTER, WIDTH / 2)
        ways = (
            (x + 11, y + 4.5, "start", (x + 11, x + 11 + wide)),
            (x - 11, y + 4.5, "end", (x - 11 - wide, x - 11)),
            (x, y - 12, "middle", (x - wide / 2, x + wide / 2)),
            (x, y + 21, "middle", (x - wide / 2, x + wide / 2)),
        )
        for left, base, anchor, (start, end) in ways:
            box = (start, base - 11, end, base + 3)
            inside = start >= 0 and end <= WIDTH and box[1] >= 0 and box[3] <= self.height
            if inside and not any(_meet(box, other) for other in self.taken):
                self.taken.append(box)
                return round(left, 1), round(base, 1), anchor
        left, base, anchor, _ = ways[0]
        return round(left, 1), round(base, 1), anchor


def _short_of(end: Spot, bend: Spot, room: float) -> tuple[Spot, Spot]:
    """Return the point before an arc's end that leaves the city free, and the direction there."""
    across, down = end[0] - bend[0], end[1] - bend[1]
    length = math.hypot(across, down) or 1.0
    ahead = (across / length, down / length)
    room = min(room, length / 3)
    return (end[0] - ahead[0] * room, end[1] - ahead[1] * room), ahead


def _at(spot: Spot) -> str:
    return f"{spot[0]:.1f} {spot[1]:.1f}"


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
