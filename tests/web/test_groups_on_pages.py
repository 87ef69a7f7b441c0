"""Groups on a page: headings around their questions, shown and hidden together."""

from tests.web.site import Site
from tests.web.test_respondent_road import begun

HOST = """
name: host
version: "1"
title: Hosting
language: en
pages:
  - name: host
    label: Hosting
    questions:
      - {name: hosting, type: yes_no, label: Could you host?}
      - name: more
        type: group
        label: As a host of ${hosting}
        hint: For all exchanges.
        relevant: ${hosting} = 'yes'
        questions:
          - {name: guests, type: integer, label: How many guests?, required: true}
          - name: rooms
            type: group
            label: Rooms
            questions: [{name: seats, type: integer, label: Seats?}]
"""


def test_a_group_appears_under_its_heading_and_is_saved_like_all(site: Site) -> None:
    (city,) = site.ask(HOST)
    mari = begun(site, city, "Mari").open(f"{city.sheet}page/host")
    assert ("h2" in mari.page.texts, "g.more" in mari.page.ids) == (False, False)
    mari.press("Save and continue", hosting="yes")
    assert mari.status == 200
    assert (mari.page.texts["h2"], mari.page.texts["h3"]) == (["As a host of Yes"], ["Rooms"])
    assert {"g.more", "g.more-hint", "q.guests", "g.rooms", "q.seats"} <= set(mari.page.ids)
    mari.press("Save and continue", seats="20")
    assert mari.page.errors == [("#q.guests", "How many guests? Write a number.")]
    mari.press("Save and continue", guests="4", seats="20")
    assert (mari.status, mari.page.title) == (200, "Your city’s answers")
    assert site.values(city) == {"hosting": True, "guests": 4, "seats": 20}
