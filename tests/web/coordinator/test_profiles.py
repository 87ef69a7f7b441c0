"""The picture of needs and offers."""

from xml.etree import ElementTree

from tests.web.browser import Browser, Page
from tests.web.coordinator.cast import TARTU, TURKU, answered, fill, the_round
from tests.web.site import Site


def test_before_anybody_submits_the_page_says_what_to_do(site: Site, carla: Browser) -> None:
    tartu, _ = the_round(site)
    fill(site, tartu, TARTU, submit=False)
    carla.open("/rounds/1/profiles")
    assert carla.page.texts["h2"] == ["No city has submitted yet"]


def test_without_needs_and_offers_the_page_leads_to_the_statistics(site: Site, carla: Browser) -> None:
    site.ask(
        "{name: bare, version: '1', title: Bare, language: en, purpose: x, retention: y, "
        "pages: [{name: p, label: P, questions: [{name: a, type: text, label: A}]}]}"
    )
    carla.open("/rounds/1/profiles")
    assert carla.page.texts["h2"] == ["This questionnaire asks for no needs and offers"]


def cells(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.texts["tr"]]


def test_each_topic_shows_who_wants_it_and_who_can_show_it(site: Site, carla: Browser) -> None:
    tartu, turku, _ = the_round(site, "tartu", "turku", "ghent")
    fill(site, tartu, TARTU)
    fill(site, turku, TURKU)
    page = carla.open("/rounds/1/profiles").page
    assert cells(page) == [
        "Topic Tartu Turku",
        "Trams Tartu needs ▼ 5 Turku offers ● 5",
        "Bicycle lanes Tartu offers ● 3 Turku needs ▼ 4",
        "Ferries ✗ nobody offers it Tartu needs ▼ 3 nothing",
    ]
    assert "From the answers of 2 cities. 1 city has not submitted and is left out." in page.texts["p"]
    assert "Ferries : nobody offers it; wanted by Tartu" in page.texts["li"]


def test_every_figure_leads_to_the_answer_behind_it(site: Site, carla: Browser) -> None:
    answered(site)
    links = [
        (href, text)
        for href, text in carla.open("/rounds/1/profiles").page.links
        if " needs " in text or " offers " in text
    ]
    assert [href for href, _ in links] == [
        "/rounds/1/cities/tartu/#q.learn.trams",
        "/rounds/1/cities/turku/#q.show.trams",
        "/rounds/1/cities/tartu/#q.show.bikes",
        "/rounds/1/cities/turku/#q.learn.bikes",
        "/rounds/1/cities/tartu/#q.learn.ferries",
    ]
    for href, text in links:
        address, _, anchor = href.partition("#")
        answer = carla.open(address).page.by_id[anchor]
        assert answer.split(" (")[0][-1] == text[-1], (answer, text)


def test_what_only_the_one_who_wants_it_offers_is_marked(site: Site, carla: Browser) -> None:
    tartu, turku = the_round(site)
    fill(site, tartu, {**TARTU, "learn": {"ferries": 3}, "show": {"ferries": 4}})
    fill(site, turku, {**TURKU, "learn": {"trams": 0}, "show": {"bikes": 2}})
    page = carla.open("/rounds/1/profiles").page
    assert "Ferries : nobody else offers it to Tartu" in page.texts["li"]
    assert "Offered, but wanted by nobody: Bicycle lanes ." in [" ".join(p.split()) for p in page.texts["p"]]


def test_a_topics_page_lets_the_cities_speak(site: Site, carla: Browser) -> None:
    answered(site)
    page = carla.open("/rounds/1/profiles/trams").page
    assert page.title == "Trams"
    assert page.texts["article"] == [
        "Tartu need ▼ 5 What stands in your way? =We have no trams & <none> planned. "
        "in the sheet of Tartu: What stands in your way?",
        "Turku offer ● 5 Which example? The tram to the harbour. in the sheet of Turku: Which example?",
    ]
    assert carla.open("/rounds/1/profiles/rockets").status == 404


def test_the_picture_is_a_drawing_that_a_browser_may_keep(site: Site, carla: Browser) -> None:
    answered(site)
    source = carla.open("/rounds/1/profiles").page.html.partition('<img src="')[2].partition('"')[0]
    reply = carla.client.get(source, base_url=carla.base_url)
    assert (reply.mimetype, reply.headers["Cache-Control"]) == ("image/svg+xml", "private, max-age=3600")
    drawing = ElementTree.fromstring(reply.data)
    assert drawing.find("{http://www.w3.org/2000/svg}title").text == "Spring round: needs and offers"
    carla.open("/rounds/1/cities/turku/reopen").press("Yes, open it again")
    again = carla.open("/rounds/1/profiles").page.html.partition('<img src="')[2].partition('"')[0]
    assert again != source
