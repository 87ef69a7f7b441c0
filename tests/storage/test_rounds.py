"""Networks, cities, questionnaire versions and rounds."""

from dataclasses import replace
from datetime import date

import pytest

from survey_app.rounds.model import City, Network, ProgrammeFrame, Round, RoundStatus
from survey_app.storage import (
    AlreadyThere,
    Database,
    LawBroken,
    Session,
    invitations,
    networks,
    questionnaires,
    rounds,
    sheets,
)
from survey_app.storage.records import RoundSummary, StoredVersion
from tests.storage.cast import LATER, NOW, Cast, save


def test_networks_come_by_name_and_have_one_name_each(database: Database, cast: Cast) -> None:
    with database.begin(write=True) as session:
        baltic = networks.add_network(session, "baltic ports")
        assert networks.networks(session) == [
            Network(baltic, "baltic ports"),
            Network(cast.network, "Nine towns"),
        ]
        networks.rename_network(session, baltic, "Ports")
        assert networks.network_by_id(session, baltic) == Network(baltic, "Ports")
        assert networks.network_by_id(session, baltic + 1) is None
    with pytest.raises(AlreadyThere), database.begin(write=True) as session:
        networks.add_network(session, "Ports")


def test_cities_come_by_name_with_their_places(database: Database, cast: Cast) -> None:
    turin = City(cast.turin, cast.network, "turin", "Turin", "IT", (45.07, 7.69))
    ghent = City(cast.ghent, cast.network, "ghent", "Ghent", "BE", None)
    with database.begin(write=True) as session:
        assert networks.cities(session, cast.network) == [ghent, turin]
        assert networks.city_by_slug(session, cast.network, "turin") == turin
        assert networks.city_by_slug(session, cast.network, "turin\0") is None
        assert networks.city_by_slug(session, cast.network + 1, "turin") is None
        moved = replace(ghent, name="Gent", location=(0.0, 0.0))
        networks.update_city(session, moved)
        assert networks.city_by_id(session, cast.ghent) == moved
        assert networks.city_by_id(session, cast.turin) == turin


def test_a_network_has_a_slug_once_and_two_networks_may_share_it(database: Database, cast: Cast) -> None:
    with database.begin(write=True) as session:
        other = networks.add_network(session, "Ports")
        networks.add_city(session, other, "turin", "Turin", "IT")
        rounds.add_round(session, other, "spring", "Spring")
    with pytest.raises(AlreadyThere), database.begin(write=True) as session:
        networks.add_city(session, cast.network, "turin", "Torino", "IT")
    with pytest.raises(AlreadyThere), database.begin(write=True) as session:
        rounds.add_round(session, cast.network, "spring", "Another spring")


@pytest.mark.parametrize("location", [(90.1, 0.0), (-91.0, 0.0), (0.0, 180.5), (0.0, -181.0)])
def test_a_city_stands_on_earth(database: Database, cast: Cast, location: tuple[float, float]) -> None:
    with pytest.raises(LawBroken), database.begin(write=True) as session:
        networks.add_city(session, cast.network, "far", "Far", "XX", location)


def test_the_same_questionnaire_text_is_one_version(database: Database, cast: Cast) -> None:
    with database.begin(write=True) as session:
        assert questionnaires.store_version(session, "renamed", "9", "title: Mobility", LATER) == cast.version
        second = questionnaires.store_version(session, "mobility", "2", "title: Möbility", LATER)
        assert questionnaires.version_content(session, second) == "title: Möbility"
        assert [(one.id, one.name, one.version) for one in questionnaires.versions(session)] == [
            (cast.version, "mobility", "1"),
            (second, "mobility", "2"),
        ]
        assert questionnaires.version_by_id(session, second) == StoredVersion(
            second,
            "mobility",
            "2",
            "bc7de35f4a29e4f93358cbbb19b1e805a26690c3223119f48dad42ff2167b7b4",
            LATER,
        )
        assert questionnaires.version_by_id(session, second + 1) is None
        with pytest.raises(KeyError):
            questionnaires.version_content(session, second + 1)


def test_a_round_comes_back_as_it_was_stored(database: Database, cast: Cast) -> None:
    frame = ProgrammeFrame(("2027-W10", "2027-W11"), 4, 0, 7, ("travel", "served"))
    deadline = date(2028, 2, 29)
    with database.begin(write=True) as session:
        number = rounds.add_round(
            session,
            cast.network,
            "autumn",
            "Autumn",
            description="Long",
            remark="invented",
            version_id=cast.version,
            deadline=deadline,
            frame=frame,
        )
        stored = Round(
            number, cast.network, "autumn", "Autumn", "Long", "invented", cast.version,
            RoundStatus.DRAFT, deadline, frame,
        )  # fmt: skip
        assert rounds.round_by_id(session, number) == stored
        assert rounds.round_by_slug(session, cast.network, "autumn") == stored
        changed = replace(stored, title="Late autumn", deadline=None, version_id=None, frame=ProgrammeFrame())
        rounds.update_round(session, changed)
        assert rounds.round_by_id(session, number) == changed
        assert rounds.round_by_id(session, number + 1) is None
        assert rounds.round_by_slug(session, cast.network, "winter") is None


def test_a_round_opens_only_with_a_questionnaire(database: Database, cast: Cast) -> None:
    with database.begin(write=True) as session:
        number = rounds.add_round(session, cast.network, "autumn", "Autumn")
    with pytest.raises(LawBroken), database.begin(write=True) as session:
        rounds.set_status(session, number, RoundStatus.OPEN)
    with database.begin(write=True) as session:
        rounds.set_status(session, cast.round, RoundStatus.CLOSED)
        found = rounds.round_by_id(session, cast.round)
    assert found is not None
    assert found.status is RoundStatus.CLOSED


def test_rounds_come_with_their_cities_progress_in_one_select(database: Database, cast: Cast) -> None:
    with database.begin(write=True) as session:
        empty = rounds.add_round(session, cast.network, "empty", "Empty")
        invitations.invite(session, cast.round, cast.ghent, public_id="ghent-link", nonce="n", now=NOW)
        third = networks.add_city(session, cast.network, "bern", "Bern", "CH")
        bern = invitations.invite(session, cast.round, third, public_id="bern-link", nonce="n", now=NOW)
        other = networks.add_network(session, "Ports")
        elsewhere = rounds.add_round(session, other, "spring", "Spring")
        sheet = {one.id: one_sheet for one, one_sheet in invitations.invitations(session, cast.round)}[bern]
        sheets.submit_sheet(session, sheet, author="Carla", now=NOW)
    save(database, topic="trams")
    told: list[str] = []
    database.on_statement = told.append
    with database.begin() as session:
        found = rounds.rounds(session, cast.network)
        assert len(told) == 1
        assert [(one.round.id, one.untouched, one.in_work, one.submitted, one.invited) for one in found] == [
            (cast.round, 1, 1, 1, 3),
            (empty, 0, 0, 0, 0),
        ]
        assert [one.round.id for one in rounds.rounds(session)] == [cast.round, empty, elsewhere]
        assert rounds.rounds(session, other) == [RoundSummary(found_round(session, elsewhere), 0, 0, 0)]


def found_round(session: Session, number: int) -> Round:
    found = rounds.round_by_id(session, number)
    assert found is not None
    return found


def test_untouched_sheets_follow_a_round_to_its_new_questionnaire(database: Database, cast: Cast) -> None:
    save(database, topic="trams")
    with database.begin(write=True) as session:
        invitations.invite(session, cast.round, cast.ghent, public_id="ghent-link", nonce="n", now=NOW)
        second = questionnaires.store_version(session, "mobility", "2", "title: New", LATER)
        rounds.update_round(session, replace(found_round(session, cast.round), version_id=second))
        its = {one.city.slug: sheet.version_id for one, sheet in invitations.invitations(session, cast.round)}
        assert its == {"ghent": second, "turin": cast.version}
        third = questionnaires.store_version(session, "mobility", "3", "title: Newer", LATER)
        rounds.adopt_version(session, cast.round, third)
        its = {one.city.slug: sheet.version_id for one, sheet in invitations.invitations(session, cast.round)}
        assert its == {"ghent": third, "turin": cast.version}
        assert found_round(session, cast.round).version_id == third
