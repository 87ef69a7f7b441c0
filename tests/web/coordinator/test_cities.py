"""A round's cities: adding them, their links, taking one out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.rounds.model import City
from survey_app.storage import events, invitations, networks
from survey_app.web.coordinator.naming import slug_of
from tests.web.browser import Browser
from tests.web.coordinator.cast import ASKED, TARTU, fill, said, the_round
from tests.web.site import Site


def part_of(site: Site) -> list[str]:
    with site.database.begin() as session:
        return [invitation.city.name for invitation, _ in invitations.invitations(session, 1)]


def city_of(site: Site, slug: str) -> City | None:
    with site.database.begin() as session:
        return networks.city_by_slug(session, 1, slug)


def whats(site: Site) -> list[tuple[str, dict[str, object]]]:
    with site.database.begin() as session:
        return [(event.what, dict(event.detail)) for event in events.events(session, round_id=1)]


def test_cities_of_the_network_are_ticked(site: Site, carla: Browser) -> None:
    the_round(site)
    site.ask(ASKED, "ghent", "brno", slug="autumn")
    carla.open("/rounds/1/cities/add")
    assert carla.page.texts["legend"] == ["Cities of your network"]
    assert [text for text in carla.page.texts["label"] if text.endswith("FI")] == ["Brno FI", "Ghent FI"]
    brno, ghent = carla.page.forms[1].options["city"]
    carla.press("Add the ticked cities")
    assert carla.page.errors == [("#known", "Tick at least one city.")]
    carla.press("Add the ticked cities", city=[brno, ghent])
    assert carla.address == "/rounds/1/"
    assert part_of(site) == ["Brno", "Ghent", "Tartu", "Turku"]
    assert whats(site) == [("added cities", {"cities": "Brno and Ghent"})]


def test_a_new_city_is_added_to_the_network_and_to_the_round(site: Site, carla: Browser) -> None:
    the_round(site)
    carla.open("/rounds/1/cities/add").press(
        "Add this city", name="  São   Paulo ", country="BR", latitude="−23,55", longitude="-46.63"
    )
    assert carla.page.title == "Add cities"
    added = city_of(site, "sao-paulo")
    assert added is not None
    assert (added.name, added.country, added.location) == ("São Paulo", "BR", (-23.55, -46.63))
    carla.press("Add this city", name="Sao Paulo", country="BR")
    again = city_of(site, "sao-paulo-2")
    assert again is not None
    assert again.location is None
    assert part_of(site) == ["Sao Paulo", "São Paulo", "Tartu", "Turku"]


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": " "}, [("#name", "Write the city’s name.")]),
        ({"country": ""}, [("#country", "Choose the country.")]),
        ({"latitude": "60"}, [("#latitude", "Write both latitude and longitude, or neither.")]),
        (
            {"latitude": "north", "longitude": "181"},
            [
                ("#latitude", "Write degrees as a number, such as 60.45."),
                ("#longitude", "Write degrees from -180 to 180."),
            ],
        ),
        (
            {"latitude": "nan", "longitude": "inf"},
            [
                ("#latitude", "Write degrees from -90 to 90."),
                ("#longitude", "Write degrees from -180 to 180."),
            ],
        ),
    ],
)
def test_what_is_wrong_with_a_new_city_is_said(
    site: Site, carla: Browser, typed: dict[str, str], errors: list[tuple[str, str]]
) -> None:
    the_round(site)
    words: dict[str, str] = {"name": "Ghent", "country": "BE", **typed}
    carla.open("/rounds/1/cities/add").press("Add this city", **words)
    assert (carla.status, carla.page.errors) == (422, errors)
    form = dict(carla.page.forms[1].fields)
    assert {name: form[name] for name in words} == words
    assert part_of(site) == ["Tartu", "Turku"]


def test_a_renewed_link_replaces_the_old_one(site: Site, carla: Browser) -> None:
    _, turku = the_round(site)
    colleague = site.browser().open(turku.link)
    assert colleague.status == 200
    carla.open("/rounds/1/cities/turku/renew")
    assert carla.page.title == "Give Turku a new link?"
    carla.press("Yes, make a new link")
    assert carla.address == "/rounds/1/cities/turku/#link"
    fresh = carla.page.html.partition('value="http://127.0.0.1:5000')[2].partition('"')[0]
    assert site.browser().open(turku.link).status == 404
    assert colleague.open(turku.sheet).status == 404
    assert site.browser().open(fresh).page.texts["b"][0] == "Turku"
    assert whats(site) == [("replaced a link", {"city": "Turku"})]


def test_a_withdrawn_link_opens_nothing_and_keeps_the_answers(site: Site, carla: Browser) -> None:
    tartu, _ = the_round(site)
    fill(site, tartu, TARTU, submit=False)
    carla.open("/rounds/1/cities/tartu/revoke").press("Yes, withdraw it")
    assert "The personal link is withdrawn: nobody can open this sheet." in carla.page.texts["p"]
    assert site.browser().open(tartu.link).status == 404
    assert site.values(tartu) == said(TARTU)
    carla.open("/rounds/1/cities/tartu/renew").press("Yes, make a new link")
    fresh = carla.page.html.partition('value="http://127.0.0.1:5000')[2].partition('"')[0]
    assert site.browser().open(fresh).status == 200


def test_a_city_is_taken_out_until_it_has_begun_to_answer(site: Site, carla: Browser) -> None:
    tartu, _ = the_round(site)
    carla.open("/rounds/1/cities/turku/remove").press("Yes, take it out")
    assert part_of(site) == ["Tartu"]
    assert city_of(site, "turku") is not None
    carla.open("/rounds/1/cities/tartu/remove")
    fill(site, tartu, {"size": 0}, submit=False)
    carla.press("Yes, take it out")
    assert "Tartu has begun to answer, so it stays. You can withdraw its link instead." in carla.page.text
    assert part_of(site) == ["Tartu"]
    assert carla.open("/rounds/1/cities/tartu/remove").page.title == "Tartu has begun to answer"


@given(st.text(max_size=80), st.sets(st.sampled_from(["turku", "turku-2", "city", "a"])))
def test_a_slug_is_free_and_of_small_letters_digits_and_hyphens(name: str, taken: set[str]) -> None:
    slug = slug_of(name, "city", taken.__contains__)
    assert slug not in taken
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug[0].isalpha()
    assert len(slug) <= 64


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Łódź", "lodz"), ("Αθήνα", "city"), ("'s-Hertogenbosch", "s-hertogenbosch"), ("2040", "city-2040")],
)
def test_slugs_keep_what_can_be_read(name: str, slug: str) -> None:
    assert slug_of(name, "city", lambda _: False) == slug
