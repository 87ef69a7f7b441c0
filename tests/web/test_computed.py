"""Values that no page asks for: computed and stored with each save, repeated in texts, set by a link."""

from werkzeug.datastructures import MultiDict

from tests.questionnaire.written import with_pages
from tests.web.site import Site

SOURCE = with_pages(
    """
    - name: hosting
      label: Hosting
      questions:
        - {name: guests, type: integer, label: Guests}
        - {name: wave, type: hidden, label: Wave, default: spring}
        - {name: sender, type: hidden, label: Sender, from_link: true}
        - {name: nights, type: calculate, label: Nights, calculation: "3 * ${guests}"}
    - {name: inner, label: Nothing to see, questions: [{name: fixed, type: hidden, label: F, default: x}]}
    - name: more
      label: More than ${nights} nights
      relevant: ${sender} = 'Ada <b>'
      questions: [{name: who, type: text, label: Who helps?}]
    """
)


def test_values_are_stored_and_never_taken_from_the_form(site: Site) -> None:
    (city,) = site.ask(SOURCE)
    browser = site.browser().open(f"{city.link}?sender=Ada <b>&guests=9&wave=autumn")
    browser.open(f"{city.sheet}page/hosting")
    assert [name for name, _ in browser.page.form.fields if name.startswith("q.")] == ["q.guests"]
    browser.press("Save and continue", guests="4")
    assert browser.page.title == "More than 12 nights"
    stored = {"guests": 4, "wave": "spring", "sender": "Ada <b>", "nights": 12, "fixed": "x"}
    assert site.values(city) == stored
    form = browser.open(f"{city.sheet}page/hosting").page.form
    forged = {"q.guests": "5", "q.nights": "99", "q.wave": "autumn", "asked": "guests nights wave sender"}
    browser.post(form.action, MultiDict({**dict(form.fields), **forged}))
    assert site.values(city) == {**stored, "guests": 5, "nights": 15}


def test_a_link_sets_only_what_the_questionnaire_lets_it_set(site: Site) -> None:
    (city,) = site.ask(SOURCE)
    browser = site.browser().open(f"{city.link}?wave=autumn&nights=7&other=1&sender=")
    browser.open(f"{city.sheet}page/hosting").press("Save and continue", guests="1")
    assert site.values(city) == {"guests": 1, "wave": "spring", "nights": 3, "fixed": "x"}
