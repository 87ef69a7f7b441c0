"""Charts as SVG: named for everyone, harmless inside a page, true to their data."""

from xml.etree import ElementTree

import pytest

from survey_app.exports.charts import bar_chart_svg, scale_colours, stacked_rating_svg
from survey_app.exports.exchange_map import Place, exchange_map_svg
from survey_app.exports.network_pictures import needs_offers_matrix_svg, unoffered
from survey_app.exports.svg import plain_svg

SVG = "{http://www.w3.org/2000/svg}"
CITIES = (("t", "Turku"), ("r", "Rotterdam"))
TOPICS = (("a", "Involvement"), ("b", "Risk"), ("c", "Data"))
NEEDS = {"t": {"a": 4, "b": 2}, "r": {"a": 0}}
OFFERS = {"t": {"c": 3}, "r": {"a": 5}}
PLACES = (
    Place("t", "Turku", (60.0, 22.0)),
    Place("r", "Rotterdam", (52.0, 4.5)),
    Place("n", "Nowhere", None),
)


def drawn(svg: str) -> list[str]:
    return ["\n".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def named(svg: str) -> tuple[str | None, str | None]:
    root = ElementTree.fromstring(svg)
    names = {element.get("id"): element.text for element in root}
    return names[root.get("aria-labelledby")], names[root.get("aria-describedby")]


@pytest.fixture(scope="session")
def pictures(nasty: tuple[str, ...]) -> list[str]:
    """Give every kind of chart with nasty texts in every place."""
    title, named_twice = nasty[3], [(f"{i}", text) for i, text in enumerate(nasty)]
    return [
        bar_chart_svg(title, [(text, i) for i, text in enumerate(nasty)]),
        stacked_rating_svg(title, nasty[:3], [(text, [1, 2, 0]) for text in nasty]),
        needs_offers_matrix_svg(title, named_twice, named_twice, {"1": {"2": 3}}, {"2": {"1": 5}}),
        exchange_map_svg(title, [Place(i, text, (float(i), 1.0)) for i, text in named_twice], [("1", "2")]),
    ]


def test_charts_hold_nothing_a_strict_page_would_block(pictures: list[str]) -> None:
    for svg in pictures:
        root = ElementTree.fromstring(svg)
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {"svg", "title", "desc", "g", "path", "rect", "line", "text", "tspan", "circle"}
        attributes = {name for element in root.iter() for name in element.attrib}
        assert {
            name for name in attributes if name.startswith(("on", "{")) or name in ("style", "class", "href")
        } == set()
        assert (root.get("role"), "url(" in svg, named(svg)[0]) == ("img", False, "<script>alert(1)</script>")


def test_charts_show_texts_as_they_are(pictures: list[str], nasty: tuple[str, ...]) -> None:
    for svg in pictures:
        shown = " ".join(drawn(svg))
        assert [text for text in nasty if text not in shown] == []


def test_a_bar_stands_for_each_row_even_with_one_name() -> None:
    svg = bar_chart_svg("Procedures", [("Open", 12), ("Open", 3), ("Other", 0)], unit="answers")
    assert drawn(svg) == ["Open", "Open", "Other", "12", "3", "0", "Procedures"]
    assert named(svg) == ("Procedures", "Bars in answers. Open: 12; Open: 3; Other: 0")


def test_a_rating_shows_counts_and_how_many_answered() -> None:
    svg = stacked_rating_svg("How important?", ["low", "high"], [("Price", [1, 3]), ("Green", [0, 0])])
    assert drawn(svg) == ["Price (n = 4)", "Green (n = 0)", "1", "3", "low", "high", "How important?"]
    assert named(svg)[1] == "Shares of each answer. Price: low 1, high 3; Green: low 0, high 0"


def test_scale_colours_span_the_palette() -> None:
    assert [len(set(scale_colours(steps))) for steps in range(6)] == [0, 1, 2, 3, 4, 5]
    assert len(scale_colours(11)) == 11


def test_the_matrix_shows_figures_and_what_nobody_offers() -> None:
    svg = needs_offers_matrix_svg("Needs and offers", CITIES, TOPICS, NEEDS, OFFERS)
    assert unoffered(CITIES, TOPICS, NEEDS, OFFERS) == {"b"}
    assert [text for text in drawn(svg) if text in "12345"] == ["4", "5", "2", "3"]
    assert [text for text in drawn(svg) if "nobody" in text] == ["Risk\n✗ nobody offers it"]
    assert named(svg)[1] == "2 needs and 2 offers of 2 cities on 3 topics. Nobody offers: Risk."


def test_the_map_names_cities_visits_and_who_is_not_on_it() -> None:
    svg = exchange_map_svg("Visits", PLACES, [("r", "t"), ("n", "t")])
    assert sorted(set(drawn(svg)) & {"Turku", "Rotterdam", "Nowhere"}) == ["Rotterdam", "Turku"]
    assert named(svg)[1] == "Rotterdam visits Turku; Nowhere visits Turku. Not on the map: Nowhere."


def test_empty_charts_are_charts() -> None:
    empty = [
        bar_chart_svg("Empty", []),
        stacked_rating_svg("Empty", [], []),
        needs_offers_matrix_svg("Empty", [], [], {}, {}),
        exchange_map_svg("Empty", [], []),
        exchange_map_svg("Empty", PLACES[:1], [("t", "t")]),
    ]
    assert [named(svg)[0] for svg in empty] == ["Empty"] * 5


def test_the_same_chart_is_drawn_once() -> None:
    rows = [("a", 1), ("b", 2)]
    assert bar_chart_svg("Once", rows) is bar_chart_svg("Once", rows)


def test_what_a_page_would_have_to_trust_is_dropped() -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg"><style>*{}</style><script>1</script>'
        '<a href="#"><text>x</text></a>'
        '<rect style="fill: red; opacity:.5" onclick="1" class="c" fill="blue"/><foreignObject/></svg>'
    )
    root = ElementTree.fromstring(plain_svg(drawing, "t", "d"))
    assert [element.tag.removeprefix(SVG) for element in root] == ["title", "desc", "rect"]
    assert root[2].attrib == {"fill": "blue", "opacity": ".5"}
    assert drawn(bar_chart_svg("Control", [("a\x01", 1)]))[0] == "a\ufffd"
