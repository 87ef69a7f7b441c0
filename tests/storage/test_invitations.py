"""Invitations, their links, and the respondent's way in."""

from dataclasses import replace
from datetime import timedelta

import pytest

from survey_app.answers.model import SheetStatus
from survey_app.rounds.model import City, Invitation, Network, RoundStatus
from survey_app.storage import (
    AlreadyThere,
    Database,
    LawBroken,
    invitations,
    networks,
    respondents,
    rounds,
    sheets,
)
from survey_app.storage.records import Contributor
from tests.storage.cast import KEY, LATER, LINK, NOW, Cast, loaded, save


def turin(cast: Cast) -> City:
    return City(cast.turin, cast.network, "turin", "Turin", "IT", (45.07, 7.69))


def test_opening_a_sheet_brings_all_that_the_page_needs(database: Database, cast: Cast) -> None:
    with database.begin() as session:
        opened = respondents.open_sheet(session, LINK, KEY)
        assert opened is not None
        assert opened.network == Network(cast.network, "Nine towns")
        assert opened.round == rounds.round_by_id(session, cast.round)
        assert opened.city == turin(cast)
        assert opened.invitation == Invitation(
            cast.invitation, cast.round, turin(cast), LINK, "n1", False, NOW
        )
        assert (opened.sheet.status, opened.sheet.revision, opened.sheet.answers) == (
            SheetStatus.DRAFT,
            0,
            {},
        )
        assert opened.sheet.invitation_id == cast.invitation
        assert opened.sheet.version_id == cast.version
        assert opened.contributor is not None
        assert opened.contributor == Contributor(opened.contributor.id, "Anna", NOW, NOW, False)


def test_a_strange_device_opens_the_sheet_as_nobody(database: Database, cast: Cast) -> None:
    with database.begin() as session:
        for key in (None, "b" * 64):
            opened = respondents.open_sheet(session, LINK, key)
            assert opened is not None
            assert opened.contributor is None


@pytest.mark.parametrize("link", ["", "turin-lin", "TURIN-LINK", "x\0", "\ud800", "' OR 1=1 --", "%"])
def test_a_wrong_link_opens_nothing(database: Database, cast: Cast, link: str) -> None:
    with database.begin() as session:
        assert respondents.open_sheet(session, link, KEY) is None
        assert invitations.invitation_by_public_id(session, link) is None


def test_a_device_of_one_invitation_is_nobody_on_another(database: Database, cast: Cast) -> None:
    with database.begin(write=True) as session:
        invitations.invite(session, cast.round, cast.ghent, public_id="ghent-link", nonce="n", now=NOW)
        opened = respondents.open_sheet(session, "ghent-link", KEY)
        assert opened is not None
        assert opened.contributor is None


def test_an_ended_device_stays_ended_until_it_is_remembered_anew(database: Database, cast: Cast) -> None:
    def contributor() -> tuple[str, bool]:
        with database.begin() as session:
            opened = respondents.open_sheet(session, LINK, KEY)
        assert opened is not None
        assert opened.contributor is not None
        return opened.contributor.name, opened.contributor.ended

    with database.begin(write=True) as session:
        respondents.end_contributor(session, cast.invitation, KEY, LATER)
    assert contributor() == ("Anna", True)
    with database.begin(write=True) as session:
        respondents.remember_contributor(session, cast.invitation, KEY, "Annika", LATER)
    assert contributor() == ("Annika", False)
    with database.begin(write=True) as session:
        respondents.remember_contributor(session, cast.invitation, "b" * 64, "Bruno", LATER)
        assert respondents.end_contributors_of(session, cast.invitation, LATER) == 2
        assert respondents.end_contributors_of(session, cast.invitation, LATER) == 0
    assert contributor() == ("Annika", True)


def test_contributors_come_in_the_order_of_joining(database: Database, cast: Cast) -> None:
    with database.begin(write=True) as session:
        respondents.remember_contributor(session, cast.invitation, "b" * 64, "Bruno", LATER)
        respondents.touch_contributor(session, cast.invitation, KEY, LATER + timedelta(hours=1))
        found = respondents.contributors(session, cast.invitation)
    assert [(one.name, one.started_at, one.seen_at) for one in found] == [
        ("Anna", NOW, LATER + timedelta(hours=1)),
        ("Bruno", LATER, LATER),
    ]


def test_a_city_is_invited_once(database: Database, cast: Cast) -> None:
    with pytest.raises(AlreadyThere), database.begin(write=True) as session:
        invitations.invite(session, cast.round, cast.turin, public_id="other", nonce="n", now=NOW)
    with pytest.raises(AlreadyThere), database.begin(write=True) as session:
        invitations.invite(session, cast.round, cast.ghent, public_id=LINK, nonce="n", now=NOW)
    with database.begin() as session:
        assert [one.city.slug for one, _ in invitations.invitations(session, cast.round)] == ["turin"]


def test_a_round_without_a_questionnaire_invites_nobody(database: Database, cast: Cast) -> None:
    with database.begin(write=True) as session:
        bare = rounds.add_round(session, cast.network, "bare", "Bare")
    for number in (bare, bare + 1):
        with pytest.raises(LawBroken), database.begin(write=True) as session:
            invitations.invite(session, number, cast.turin, public_id="other", nonce="n", now=NOW)


def test_a_new_link_replaces_the_old_one_and_lifts_a_revocation(database: Database, cast: Cast) -> None:
    with database.begin(write=True) as session:
        before = invitations.invitation_by_id(session, cast.invitation)
        assert before is not None
        invitations.revoke_link(session, cast.invitation)
        revoked = replace(before, revoked=True)
        assert invitations.invitation_by_public_id(session, LINK) == revoked
        opened = respondents.open_sheet(session, LINK, KEY)
        assert opened is not None
        assert opened.invitation == revoked
        invitations.renew_link(session, cast.invitation, "n2")
        assert invitations.invitation_by_id(session, cast.invitation) == replace(before, nonce="n2")
        assert invitations.invitation_by_id(session, cast.invitation + 1) is None


def test_only_an_untouched_invitation_is_taken_back(database: Database, cast: Cast) -> None:
    with database.begin(write=True) as session:
        ghent = invitations.invite(session, cast.round, cast.ghent, public_id="g", nonce="n", now=NOW)
        respondents.remember_contributor(session, ghent, KEY, "Gert", NOW)
    save(database, topic="trams")
    with database.begin(write=True) as session:
        assert invitations.uninvite(session, ghent) is True
        assert invitations.uninvite(session, ghent) is False
        assert invitations.uninvite(session, cast.invitation) is False
        assert [one.id for one, _ in invitations.invitations(session, cast.round)] == [cast.invitation]
        assert respondents.contributors(session, ghent) == []
        assert loaded(session).values() == {"topic": "trams"}


def test_invitations_come_with_their_sheets_by_city_in_one_select(database: Database, cast: Cast) -> None:
    sheet = save(database, topic="trams")
    with database.begin(write=True) as session:
        invitations.invite(session, cast.round, cast.ghent, public_id="g", nonce="n", now=NOW)
    told: list[str] = []
    database.on_statement = told.append
    with database.begin() as session:
        found = invitations.invitations(session, cast.round)
    assert len(told) == 1
    assert [(one.city.slug, its.revision) for one, its in found] == [("ghent", 0), ("turin", 1)]
    assert found[1][1] == sheet


def test_a_round_s_sheets_are_streamed_whole(database: Database, cast: Cast) -> None:
    with database.begin(write=True) as session:
        for number in range(250):
            city = networks.add_city(session, cast.network, f"city-{number}", f"City {number}", "XX")
            invitations.invite(session, cast.round, city, public_id=f"p{number}", nonce="n", now=NOW)
        for one, sheet in invitations.invitations(session, cast.round)[::2]:
            answered = sheets.save_answers(session, sheet, {"name": one.city.name}, author="Anna", now=NOW)
            sheets.submit_sheet(session, answered, author="Anna", now=NOW)
    with database.begin() as session:
        submitted = list(invitations.submitted_sheets(session, cast.round))
        everybody = list(invitations.all_sheets(session, cast.round))
    assert len(everybody) == 251
    assert [city.id for city, _ in everybody] == sorted(city.id for city, _ in everybody)
    assert submitted == [(city, sheet) for city, sheet in everybody if sheet.status is SheetStatus.SUBMITTED]
    assert [sheet.values() for city, sheet in submitted] == [{"name": city.name} for city, _ in submitted]
    assert len(submitted) == 126


def test_closing_a_round_shows_at_once_on_the_respondent_s_page(database: Database, cast: Cast) -> None:
    with database.begin(write=True) as session:
        rounds.set_status(session, cast.round, RoundStatus.CLOSED)
    with database.begin() as session:
        opened = respondents.open_sheet(session, LINK, KEY)
    assert opened is not None
    assert opened.round.status is RoundStatus.CLOSED
