"""Links that open something: right ones always, wrong ones all alike, guessing throttled."""

from datetime import timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from survey_app.storage import invitations
from survey_app.web import links
from tests.web.browser import Page
from tests.web.site import SECRET_KEY, City, Site
from tests.web.test_respondent_road import SHORT


def wrong_links(site: Site) -> dict[str, str]:
    """Return links that open nothing: guessed, spoilt, revoked, renewed, mixed."""
    turku, tartu, revoked, renewed = site.ask(SHORT, "turku", "tartu", "revoked", "renewed")
    (other,) = site.ask(SHORT, "turku", slug="autumn")
    with site.database.begin(write=True) as session:
        invitations.revoke_link(session, revoked.invitation)
        invitations.renew_link(session, renewed.invitation, "another nonce")
    mac = len(turku.public_id)
    token = turku.link.removeprefix("/city/")
    return {
        "empty": "-",
        "guessed": links.new_public_id() + token[mac:],
        "spoilt": token[:-1] + ("A" if token[-1] != "A" else "B"),
        "cut": token[:-1],
        "longer": f"{token}A",
        "other case": token.swapcase(),
        "another city": tartu.public_id + token[mac:],
        "another round": other.public_id + token[mac:],
        "another key": links.city_token("another secret key", turku.public_id, turku.nonce),
        "revoked": revoked.link.removeprefix("/city/"),
        "renewed": renewed.link.removeprefix("/city/"),
        "no nonce": links.city_token(SECRET_KEY, revoked.public_id, ""),
        "alien": "%00%ff" + token,
        "long": "x" * 5_000,
        "unsigned": "eyJhbGciOiJub25lIn0.eyJjaXR5IjoidHVya3UifQ.",
    }


def test_wrong_links_all_look_alike(any_site: Site) -> None:
    pages = set()
    for name, token in wrong_links(any_site).items():
        reply = any_site.app.test_client().get(f"/city/{token}", base_url=any_site.settings.base_url)
        assert (name, reply.status_code, "Set-Cookie" in reply.headers) == (name, 404, False)
        pages.add(reply.get_data(as_text=True))
    assert [Page(page).title for page in pages] == ["This link opens no sheet"]


def guess(site: Site, times: int, source: str = "192.0.2.1") -> list[int]:
    """Try wrong links from one address; return the statuses."""
    client = site.app.test_client()
    return [
        client.get(
            f"/city/{links.new_token()}",
            base_url=site.settings.base_url,
            environ_overrides={"REMOTE_ADDR": source},
        ).status_code
        for _ in range(times)
    ]


def test_guessing_is_throttled_and_a_right_link_still_works(any_site: Site) -> None:
    (city,) = any_site.ask(SHORT)
    with time_machine.travel("2027-03-01T06:00:00+00:00", tick=False) as clock:
        assert guess(any_site, 33) == [404] * 30 + [429] * 3
        reply = any_site.app.test_client().get("/city/wrong", base_url=any_site.settings.base_url,
                                               environ_overrides={"REMOTE_ADDR": "192.0.2.1"})  # fmt: skip
        assert Page(reply.get_data(as_text=True)).title == "Too many attempts in a short time"
        assert reply.headers["Retry-After"] == "60"
        right = any_site.app.test_client().get(city.link, base_url=any_site.settings.base_url,
                                               environ_overrides={"REMOTE_ADDR": "192.0.2.1"})  # fmt: skip
        assert (right.status_code, right.headers["Location"]) == (303, city.sheet)
        assert guess(any_site, 1, "192.0.2.2") == [404]
        clock.shift(timedelta(minutes=10, seconds=1))
        assert guess(any_site, 2) == [404, 404]


def test_another_citys_sheet_looks_like_none(site: Site) -> None:
    turku, tartu = site.ask(SHORT, "turku", "tartu")
    browser = site.browser().open(turku.link)
    foreign = {path: browser.open(f"{tartu.sheet}{path}") for path in ("", "review", "receipt", "page/city")}
    pages = {browser.page.html for browser in foreign.values()} | {browser.open("/sheet/no-such/").page.html}
    assert [Page(page).title for page in pages] == ["There is nothing at this address"]


@pytest.mark.parametrize("length", [12 + 27])
def test_a_link_carries_162_bits_that_only_the_key_gives(site: Site, length: int) -> None:
    (city,) = site.ask(SHORT)
    assert len(city.link.removeprefix("/city/")) == length
    with site.database.begin() as session:
        dump = str([session.connection.exec_driver_sql(f"SELECT * FROM {table}").all()
                    for table in ("invitation", "contributor", "answer_sheet", "event")])  # fmt: skip
    assert city.link[-27:] not in dump


@given(key=st.text(), public_id=st.text(), nonce=st.text(min_size=1), proof=st.text())
def test_a_proof_is_right_for_its_own_invitation_alone(
    key: str, public_id: str, nonce: str, proof: str
) -> None:
    if any("\ud800" <= char <= "\udfff" for char in key + public_id + nonce + proof):
        return
    right = links.split_city_token(links.city_token(key, "0123456789ab", nonce))[1]
    assert links.proves(key, "0123456789ab", nonce, right)
    assert links.proves(key, "0123456789ab", nonce, proof) == (proof == right)
    assert not links.proves(key, "0123456789ab", f"{nonce}x", right)


def test_a_sheet_is_reached_by_its_cookie_alone(site: Site) -> None:
    city: City
    (city,) = site.ask(SHORT)
    assert site.browser().open(city.sheet).status == 404
    assert site.browser().open(city.link).status == 200
