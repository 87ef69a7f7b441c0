"""Two colleagues, one sheet: answers that meet are shown, others go through, nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey_app.answers.model import ChangeKind
from tests.web.browser import Browser
from tests.web.site import City, Site
from tests.web.test_respondent_road import begun

PAGE = """
name: shared
version: "1"
title: Shared
language: en
lists:
  topics:
    - {name: trams, label: Trams}
    - {name: parks, label: Parks}
pages:
  - name: both
    label: Both
    questions:
      - {name: a, type: text, label: A}
      - {name: b, type: integer, label: B}
      - {name: c, type: select_multiple, choices: topics, label: C}
      - {name: d, type: text, label: D, relevant: "${b} > 0"}
      - {name: e, type: integer, label: E}
"""
SAVE = "Save and finish later"


@pytest.fixture
def city(site: Site) -> City:
    (city,) = site.ask(PAGE)
    return city


def on_the_page(site: Site, city: City, *names: str) -> list[Browser]:
    """Give each colleague a device that shows the page."""
    return [begun(site, city, name).open(f"{city.sheet}page/both") for name in names]


def kinds(site: Site, city: City) -> list[tuple[str, str, dict[str, tuple[object, object]]]]:
    return [(change.kind.value, change.author, dict(change.changes)) for change in site.history(city)]


def test_answers_that_do_not_meet_are_merged(site: Site, city: City) -> None:
    mari, kati = on_the_page(site, city, "Mari", "Kati")
    mari.press(SAVE, a="Mari’s", b="1")
    kati.press(SAVE, c=["parks"])
    assert (mari.status, kati.status) == (200, 200)
    assert site.values(city) == {"a": "Mari’s", "b": 1, "c": ["parks"]}
    assert kinds(site, city) == [
        ("save", "Mari", {"a": (None, "Mari’s"), "b": (None, 1)}),
        ("save", "Kati", {"c": (None, ["parks"])}),
    ]


def test_a_collision_shows_both_and_saves_the_rest_of_the_page(site: Site, city: City) -> None:
    mari, kati = on_the_page(site, city, "Mari", "Kati")
    mari.press(SAVE, a="Mari’s", c=["trams"])
    kati.press(SAVE, a="Kati’s", b="7", c=["parks"])
    assert kati.status == 409
    assert kati.page.errors == [
        ("#choose.a", "A colleague changed this too: A"),
        ("#choose.c", "A colleague changed this too: C"),
    ]
    assert {"choose.a", "choose.c"} <= set(kati.page.ids)
    for words in (
        "Mari answered at",
        "Keep theirs Mari’s",
        "Use mine Kati’s",
        "Keep theirs Trams",
        "Use mine Parks",
    ):
        assert words in kati.page.text
    fields = kati.page.form.fields
    assert [value for name, value in fields if name in ("q.a", "q.b", "q.c")] == ["Kati’s", "7", "parks"]
    assert [name for name, _ in fields if name.startswith("choose.")] == []  # nothing is chosen beforehand
    assert site.values(city) == {"a": "Mari’s", "b": 7, "c": ["trams"]}
    assert kinds(site, city) == [
        ("save", "Mari", {"a": (None, "Mari’s"), "c": (None, ["trams"])}),
        ("save", "Kati", {"b": (None, 7)}),
        ("conflict", "Kati", {"a": ("Mari’s", "Kati’s"), "c": (["trams"], ["parks"])}),
    ]


@pytest.mark.parametrize(
    ("answers", "stored"),
    [
        ({"choose.a": "theirs"}, "Mari’s"),
        ({"choose.a": "mine"}, "Kati’s"),
        ({"choose.a": "mine", "a": "Both’s"}, "Both’s"),
        ({"a": "Mari’s"}, "Mari’s"),
    ],
    ids=["theirs", "mine", "edited", "typed the same"],
)
def test_a_collision_is_settled(site: Site, city: City, answers: dict[str, str], stored: str) -> None:
    mari, kati = on_the_page(site, city, "Mari", "Kati")
    mari.press(SAVE, a="Mari’s")
    kati.press(SAVE, a="Kati’s").press(SAVE, **answers)
    assert (kati.status, kati.address) == (200, f"{city.sheet}?saved=1")
    assert site.values(city) == {"a": stored}
    assert kinds(site, city)[1] == ("conflict", "Kati", {"a": ("Mari’s", "Kati’s")})


def test_a_collision_stays_until_somebody_chooses(site: Site, city: City) -> None:
    mari, kati = on_the_page(site, city, "Mari", "Kati")
    mari.press(SAVE, a="Mari’s")
    kati.press(SAVE, a="Kati’s")
    for typed in ("Kati’s", "Kati’s second"):
        kati.press(SAVE, a=typed, b="3")
        assert (kati.status, site.values(city)) == (409, {"a": "Mari’s", "b": 3})
        assert ("q.a", typed) in kati.page.form.fields
    kati.press(SAVE, **{"choose.a": "mine"})
    assert site.values(city) == {"a": "Kati’s second", "b": 3}


def test_a_choice_is_asked_anew_when_the_colleague_was_quicker_again(site: Site, city: City) -> None:
    mari, kati = on_the_page(site, city, "Mari", "Kati")
    mari.press(SAVE, a="Mari’s")
    kati.press(SAVE, a="Kati’s")
    mari.open(f"{city.sheet}page/both").press(SAVE, a="Mari’s second")
    kati.press(SAVE, **{"choose.a": "mine"})
    assert (kati.status, site.values(city)) == (409, {"a": "Mari’s second"})
    assert "Keep theirs Mari’s second" in kati.page.text


def test_an_emptied_answer_is_an_answer_in_a_collision(site: Site, city: City) -> None:
    begun(site, city, "Otto").press(SAVE, a="old")
    mari, kati = on_the_page(site, city, "Mari", "Kati")
    mari.press(SAVE, a="")
    kati.press(SAVE, a="Kati’s")
    assert "Mari took the answer away at" in kati.page.text
    kati.press(SAVE, **{"choose.a": "theirs"})
    assert site.values(city) == {"a": None}


def test_a_page_shown_again_for_an_error_does_not_undo_a_colleague(site: Site, city: City) -> None:
    mari, kati = on_the_page(site, city, "Mari", "Kati")
    mari.press(SAVE, a="Mari’s")
    kati.press(SAVE, b="many")  # Kati’s page still shows an empty A
    assert kati.status == 422
    assert ("q.a", "Mari’s") in kati.page.form.fields
    kati.press(SAVE, b="3")
    assert site.values(city) == {"a": "Mari’s", "b": 3}


def test_an_answer_mended_after_an_error_still_meets_the_colleague_who_answered_meanwhile(
    site: Site, city: City
) -> None:
    mari, kati = on_the_page(site, city, "Mari", "Kati")
    mari.press(SAVE, b="1")
    kati.press(SAVE, b="many")
    assert kati.status == 422
    kati.press(SAVE, b="3")
    assert (kati.status, site.values(city)) == (409, {"b": 1})
    kati.press(SAVE, **{"choose.b": "theirs"})
    assert (kati.status, site.values(city)) == (200, {"b": 1})


def test_what_a_colleague_hid_meanwhile_is_kept_but_not_asked_about(site: Site, city: City) -> None:
    begun(site, city, "Otto").press("Save and continue", b="1").press(SAVE, d="old")
    mari, kati = on_the_page(site, city, "Mari", "Kati")
    mari.press(SAVE, b="0", d="Mari’s")
    kati.press("Save and continue", d="Kati’s", a="new")
    assert kati.page.title == "Your city’s answers"
    assert site.values(city) == {"a": "new", "b": 0, "d": "Mari’s"}
    assert kinds(site, city)[-1] == ("conflict", "Kati", {"d": ("Mari’s", "Kati’s")})


NUMBERS = count(1)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["Mari", "Kati"]),
        st.sampled_from(["open", "a", "a", "b", "bad b", "both"]),
        st.sampled_from(["mine", "theirs", "none"]),
    ),
    max_size=14,
)


class Colleague:
    """Hold a colleague's device and, for each question, the answers that its pages have shown."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.seen: dict[str, set[object]] = {"a": {None}, "b": {None}}

    def look(self, values: dict[str, object]) -> None:
        """Remember what the page shows: as an answer in its field, or as the colleague's in a choice."""
        fields = dict(self.browser.page.form.fields)
        for name in self.seen:
            stored = values.get(name)
            in_field = fields.get(f"q.{name}") == ("" if stored is None else str(stored))
            if in_field or f"choose.{name}" in self.browser.page.by_id:
                self.seen[name].add(stored)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_interleaving_overwrites_an_answer_unseen(site: Site, steps: list[tuple[str, str, str]]) -> None:
    (city,) = site.ask(PAGE, slug=f"round-{next(NUMBERS)}")
    names = ("Mari", "Kati")
    people = dict(zip(names, map(Colleague, on_the_page(site, city, *names)), strict=True))
    for number, (name, what, side) in enumerate(steps, 1):
        colleague, before = people[name], len(site.history(city))
        if what == "open" or not colleague.browser.address.endswith("/both"):
            colleague.browser.open(f"{city.sheet}page/both")
        else:
            colleague.browser.press(SAVE, **answers_of(colleague.browser, what, side, f"{name}{number}"))
        for change in site.history(city)[before:]:
            for question, (old, _) in change.changes.items() if change.kind is ChangeKind.SAVE else ():
                assert old in colleague.seen[question], f"{name} overwrote {old!r} unseen"
        if colleague.browser.address.endswith("/both"):
            colleague.look(site.values(city))
    saved = [change for change in site.history(city) if change.kind is ChangeKind.SAVE]
    assert site.values(city) == {
        question: new for change in saved for question, (_, new) in change.changes.items()
    }


def answers_of(browser: Browser, what: str, side: str, text: str) -> dict[str, str]:
    """Return what a colleague types and chooses on the page."""
    answers = {"a": text} if what in ("a", "both") else {}
    answers |= {"b": text.lstrip("MariKt")} if what in ("b", "both") else {}
    answers |= {"b": "many"} if what == "bad b" else {}
    choices = [name for name in browser.page.form.options if name.startswith("choose.")]
    return answers | {name: side for name in choices if side != "none"}


def test_three_devices_that_save_at_the_same_time_lose_nothing(any_site: Site) -> None:
    (city,) = any_site.ask(PAGE)
    people = on_the_page(any_site, city, "Mari", "Kati", "Otto")
    saved: list[tuple[str, object]] = []

    def work(browser: Browser, question: str, hundreds: int) -> None:
        for value in range(hundreds, hundreds + 8):
            browser.open(f"{city.sheet}page/both").press(SAVE, **{question: str(value)})
            if browser.status == 200:  # 409: somebody else was quicker, and nothing was stored
                saved.append((question, value))

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, people, ["e", "b", "b"], [100, 200, 300]))
    changes = [change for change in any_site.history(city) if change.kind is ChangeKind.SAVE]
    stored = [(name, new) for change in changes for name, (_, new) in change.changes.items()]
    assert sorted(stored, key=str) == sorted(saved, key=str)
    assert [change.revision for change in changes] == list(range(1, any_site.sheet(city).revision + 1))
    assert any_site.values(city) == dict(stored)
