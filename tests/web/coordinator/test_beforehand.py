"""Hidden values: set by a coordinator for each city, looked at by conditions, never asked for."""

from werkzeug.datastructures import MultiDict

from tests.questionnaire.written import with_pages
from tests.web.browser import Browser
from tests.web.site import Site

ASKED = with_pages(
    """
    - name: trip
      label: Your trip
      questions:
        - {name: wave, type: hidden, label: Wave, default: spring}
        - {name: group, type: hidden, label: Group}
        - {name: people, type: integer, label: How many?}
        - {name: warm, type: text, label: Where is it warm?, relevant: "${wave} = 'autumn'"}
    """
)


def test_values_are_set_for_each_city_and_seen_with_its_answers(site: Site, carla: Browser) -> None:
    turku, tartu = site.ask(ASKED, "turku", "tartu")
    carla.open("/rounds/1/")
    assert ("/rounds/1/beforehand", "Values set beforehand") in carla.page.links
    sent = {"wave.turku": "autumn", "group.tartu": "b" * 1_001}
    carla.open("/rounds/1/beforehand").press("Save the values", **sent)
    told = "Tartu: At most 1,000 characters fit here; shorten the text by 1."
    assert (carla.status, carla.page.errors) == (422, [("#group.tartu", told)])
    carla.press("Save the values", **{"group.tartu": " B "})
    assert "The values are saved: Tartu, Turku." in carla.page.text
    assert (site.values(turku), site.values(tartu)) == ({"wave": "autumn"}, {"group": "B"})
    mari = site.browser().open(turku.link).open(f"{turku.sheet}page/trip")
    assert "Where is it warm?" in mari.page.text
    mari.press("Save and continue", people="3", warm="Here")
    assert site.values(turku) == {"wave": "autumn", "people": 3, "warm": "Here"}
    seen = carla.open("/rounds/1/cities/turku/").page.text
    assert "Computed, or set beforehand" in seen
    assert "Wave autumn" in seen


def test_what_another_coordinator_changed_meanwhile_and_signed_off_sheets_stay(
    site: Site, carla: Browser
) -> None:
    (turku,) = site.ask(ASKED, "turku")
    form = carla.open("/rounds/1/beforehand").page.forms
    carla.press("Save the values", **{"wave.turku": "autumn"})
    stale = next(one for one in form if one.action.endswith("beforehand"))
    carla.post(stale.action, MultiDict({**dict(stale.fields), "group.turku": "A"}))
    assert site.values(turku) == {"wave": "autumn", "group": "A"}
    mari = site.browser().open(turku.link).open(f"{turku.sheet}review").press("Submit for Turku", name="Mari")
    assert mari.status == 200
    carla.post(stale.action, MultiDict({**dict(stale.fields), "group.turku": "C"}))
    assert site.values(turku)["group"] == "A"
    assert "signed off" in carla.page.text
