"""Answers that look like code stand on the page as typed; what cannot be stored is refused in words."""

import pytest

from tests.web.site import City, Site
from tests.web.test_respondent_road import begun

TEXTS = """
name: texts
version: "1"
title: Texts
language: en
lists:
  topics:
    - {name: trams, label: Trams}
pages:
  - name: first
    label: First
    questions:
      - {name: line, type: text, label: A line}
      - {name: lines, type: text, appearance: multiline, label: Several lines, max_length: 100000}
      - {name: one, type: select_one, choices: topics, other: true, label: One}
  - name: second
    label: About ${line}
    questions:
      - {name: more, type: text, label: "More about ${line}?", hint: "${lines} – ${one}"}
"""

HOSTILE = [
    "{{7*7}}", "{% import os %}", "${7*7}", "${line}", "%(x)s", "{0.__class__}", "{SID}", "#{7*7}",
    "<script>alert(1)</script>", "</textarea><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)", "<svg onload=alert(1)>", "javascript:alert(1)", "&lt;b&gt; &amp;", "]]>",
    "<!--", "'; DROP TABLE answer_sheet; --", "=1+1",
    "\u202egnissik", "👩🏽‍🚒 façade e\u0301", "\ufeffBOM", "a\tb",
]  # fmt: skip


def _city(site: Site) -> City:
    (city,) = site.ask(TEXTS)
    return city


@pytest.mark.parametrize("text", HOSTILE)
def test_an_answer_stands_literally_wherever_it_is_shown(site: Site, text: str) -> None:
    city = _city(site)
    browser = begun(site, city, name=f"N {text}")
    browser.press("Save and continue", line=text, lines=text, one="other", **{"one.other": text})
    assert site.values(city) == {"line": text, "lines": text, "one": {"chosen": "other", "other": text}}
    words = " ".join(text.split())
    assert browser.page.title == f"About {words}"
    assert browser.page.texts["label"] == [f"More about {words}? (optional)"]
    assert browser.page.by_id["q.more-hint"] == f"{words} – {words}"
    browser.press("Back")
    fields = dict(browser.page.form.fields)
    assert (fields["q.line"], fields["q.lines"], fields["q.one.other"]) == (text, text, text)
    browser.open(f"{city.sheet}review").press("Submit for Turku", name=text)
    assert words in browser.page.text
    assert len(browser.page.texts.get("script", [])) == 1  # the product's own


@pytest.mark.parametrize("text", HOSTILE)
def test_what_cannot_be_read_is_shown_again_literally(site: Site, text: str) -> None:
    (city,) = site.ask(TEXTS.replace("name: line, type: text", "name: line, type: text, max_length: 1"))
    browser = begun(site, city).press("Save and continue", line=f"{text}…", lines="kept")
    assert browser.status == 422
    assert dict(browser.page.form.fields)["q.line"] == f"{text}…"
    assert site.values(city) == {"lines": "kept"}


def test_nul_is_refused_in_words_and_the_rest_is_saved(any_site: Site) -> None:
    city = _city(any_site)
    browser = begun(any_site, city).press("Save and continue", line="a\0b", lines="kept")
    refused = "This text holds a character that cannot be stored. Type it anew, without it."
    assert (browser.status, browser.page.errors) == (422, [("#q.line", f"A line: {refused}")])
    assert any_site.values(city) == {"lines": "kept"}
    browser = any_site.browser().open(city.link).press("Continue", name="M\0ri")
    assert (browser.status, browser.page.errors) == (422, [("#name", refused)])


def test_half_a_surrogate_pair_never_gets_in(any_site: Site) -> None:
    city = _city(any_site)
    browser = begun(any_site, city)
    kept = [f"{name}={value}" for name, value in browser.page.form.fields if name != "q.line"]
    body = "&".join([*kept, "q.line=a%ED%A0%80b"])
    reply = browser.client.post(
        browser.address,
        data=body,
        content_type="application/x-www-form-urlencoded",
        base_url=browser.base_url,
    )
    assert reply.status_code == 303
    assert any_site.values(city) == {"line": "a%ED%A0%80b"}  # the bytes stay as they were sent, spelt out


def test_a_megabyte_is_kept_where_it_fits_and_refused_where_it_does_not(any_site: Site) -> None:
    city, long = _city(any_site), "ü" * 500_000
    browser = begun(any_site, city).press("Save and continue", line=long, lines="kept")
    assert browser.page.errors == [
        ("#q.line", "A line: At most 10,000 characters fit here; shorten the text by 490,000.")
    ]
    assert dict(browser.page.form.fields)["q.line"] == long
    assert any_site.values(city) == {"lines": "kept"}
    assert browser.press("Save and continue", line="x" * 10_000).page.title == f"About {'x' * 10_000}"


def test_more_than_four_megabytes_are_refused_in_words(site: Site) -> None:
    city = _city(site)
    browser = begun(site, city).press("Save and continue", line="x" * 5_000_000)
    assert (browser.status, browser.page.title) == (413, "This is too much at once")
    assert site.history(city) == []


@pytest.mark.parametrize("base", ["-1", "9" * 5000, "١", "1e3", "", "0x1", "99"])
def test_a_revision_that_nobody_saw_is_taken_for_the_first(site: Site, base: str) -> None:
    city = _city(site)
    begun(site, city).press("Save and continue", line="first")
    browser = begun(site, city).open(f"{city.sheet}page/first")
    browser.press("Save and continue", line="second", base=base)
    assert (browser.status, browser.page.errors) == (
        409,
        [("#choose.line", "A colleague changed this too: A line")],
    )
    assert site.values(city)["line"] == "first"


def test_fields_that_the_page_did_not_ask_for_are_left_alone(site: Site) -> None:
    city = _city(site)
    browser = begun(site, city).press("Save and continue", line="here", asked="line more no-such validate")
    browser.open(f"{city.sheet}page/first")
    browser.press("Save and continue", line="gone?", asked="lines")
    assert site.values(city) == {"line": "here"}


@pytest.mark.parametrize(
    "path", ["page/no-such", "page/%00", "no-such", "page/first%0d%0aX:1", "page/../review"]
)
def test_addresses_that_lead_nowhere_say_so(site: Site, path: str) -> None:
    browser = begun(site, _city(site))
    assert browser.open(f"{browser.address.removesuffix('page/first')}{path}").status == 404
    assert browser.page.title == "There is nothing at this address"
