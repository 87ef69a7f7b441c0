"""Accounts, links that work once, sessions on the server, wrong guesses."""

import threading
from datetime import timedelta

import pytest

from survey_app.rounds.model import Account, Role
from survey_app.storage import AlreadyThere, Database, LawBroken, accounts, networks
from tests.storage.cast import NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def ada(database: Database) -> Account:
    """Add an administrator."""
    with database.begin(write=True) as session:
        number = accounts.add_account(session, " Ada@Example.ORG ", "Ada", Role.ADMINISTRATOR)
    return Account(number, "ada@example.org", "Ada", Role.ADMINISTRATOR, None)


def test_an_account_is_found_by_its_address_in_any_case(database: Database, ada: Account) -> None:
    with database.begin() as session:
        assert accounts.account_by_email(session, "ADA@example.org") == ada
        assert accounts.account_by_email(session, "bob@example.org") is None
        assert accounts.account_by_email(session, "ada@example.org\0") is None
        assert accounts.account_by_id(session, ada.id) == ada


def test_an_address_has_one_account(database: Database, ada: Account) -> None:
    with pytest.raises(AlreadyThere), database.begin(write=True) as session:
        accounts.add_account(session, "ADA@EXAMPLE.ORG", "Another Ada", Role.ADMINISTRATOR)
    with database.begin() as session:
        assert accounts.accounts(session) == [ada]


def test_a_coordinator_has_a_network(database: Database, ada: Account) -> None:
    with pytest.raises(LawBroken), database.begin(write=True) as session:
        accounts.add_account(session, "bob@example.org", "Bob", Role.COORDINATOR)
    with database.begin(write=True) as session:
        network = networks.add_network(session, "Nine towns")
        number = accounts.add_account(session, "bob@example.org", "Bob", Role.COORDINATOR, network)
        bob = Account(number, "bob@example.org", "Bob", Role.COORDINATOR, network)
        assert accounts.accounts(session, network) == [bob]
        assert accounts.accounts(session) == [ada, bob]


def test_a_link_works_once_and_until_it_expires(database: Database, ada: Account) -> None:
    with database.begin(write=True) as session:
        for token in ("first", "second"):
            accounts.issue_sign_in_link(session, ada.id, token, NOW, NOW + HOUR)
    with database.begin(write=True) as session:
        assert accounts.peek_sign_in_link(session, "first", NOW) == ada
        assert accounts.spend_sign_in_link(session, "first", NOW) == ada
        assert accounts.spend_sign_in_link(session, "first", NOW) is None
        assert accounts.peek_sign_in_link(session, "first", NOW) is None
        assert accounts.spend_sign_in_link(session, "second", NOW + HOUR) is None
        assert accounts.spend_sign_in_link(session, "wrong", NOW) is None
        assert accounts.spend_sign_in_link(session, "second", NOW + HOUR / 2) == ada


def test_of_many_requests_at_once_one_spends_the_link(database: Database, ada: Account) -> None:
    with database.begin(write=True) as session:
        accounts.issue_sign_in_link(session, ada.id, "token", NOW, NOW + HOUR)
    got: list[Account | None] = []
    start = threading.Barrier(8)

    def spend() -> None:
        start.wait()
        with database.begin(write=True) as session:
            got.append(accounts.spend_sign_in_link(session, "token", NOW))

    threads = [threading.Thread(target=spend) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got, key=lambda account: account is None) == [ada] + [None] * 7


def test_a_session_ends_idle_old_or_signed_out(database: Database, ada: Account) -> None:
    with database.begin(write=True) as session:
        accounts.start_sign_in(session, ada.id, "key", NOW)
        assert accounts.signed_in_account(session, "key", NOW + 11 * HOUR) == ada
        assert accounts.signed_in_account(session, "key", NOW + 12 * HOUR) is None
        assert accounts.signed_in_account(session, "key", NOW + HOUR, idle=HOUR) is None
        accounts.touch_sign_in(session, "key", NOW + 11 * HOUR)
        assert accounts.signed_in_account(session, "key", NOW + 12 * HOUR) == ada
        assert accounts.signed_in_account(session, "key", NOW + 12 * HOUR, longest=12 * HOUR) is None
        accounts.end_sign_in(session, "key", NOW + 12 * HOUR)
        assert accounts.signed_in_account(session, "key", NOW + 12 * HOUR) is None


def test_a_clock_that_jumps_back_does_not_make_a_session_older(database: Database, ada: Account) -> None:
    with database.begin(write=True) as session:
        accounts.start_sign_in(session, ada.id, "key", NOW)
        accounts.touch_sign_in(session, "key", NOW - HOUR)
        found = accounts.find_sign_in(session, "key", NOW)
        assert found is not None
        assert (found.created_at, found.seen_at) == (NOW, NOW)


def test_all_sessions_of_an_account_end_together(database: Database, ada: Account) -> None:
    with database.begin(write=True) as session:
        for key in ("one", "two"):
            accounts.start_sign_in(session, ada.id, key, NOW)
        assert accounts.end_sign_ins_of(session, ada.id, NOW) == 2
        assert [accounts.signed_in_account(session, key, NOW) for key in ("one", "two")] == [None, None]


def test_finding_who_is_signed_in_costs_one_select(database: Database, ada: Account) -> None:
    with database.begin(write=True) as session:
        accounts.start_sign_in(session, ada.id, "key", NOW)
    told: list[str] = []
    database.on_statement = told.append
    with database.begin() as session:
        accounts.signed_in_account(session, "key", NOW)
    assert [words.split()[0] for words in told] == ["SELECT"]


def test_removing_an_account_ends_all_that_was_its_own(database: Database, ada: Account) -> None:
    with database.begin(write=True) as session:
        accounts.start_sign_in(session, ada.id, "key", NOW)
        accounts.issue_sign_in_link(session, ada.id, "token", NOW, NOW + HOUR)
        assert accounts.remove_account(session, ada.id) is True
        assert accounts.remove_account(session, ada.id) is False
        assert accounts.signed_in_account(session, "key", NOW) is None
        assert accounts.spend_sign_in_link(session, "token", NOW) is None


def test_wrong_guesses_are_counted_by_purpose_source_and_time(database: Database) -> None:
    with database.begin(write=True) as session:
        for purpose, source, hours in (
            ("link", "a", 0),
            ("link", "a", 2),
            ("link", "b", 2),
            ("sign-in", "a", 2),
        ):
            accounts.record_attempt(session, purpose, source, NOW + hours * HOUR)
        assert accounts.recent_attempts(session, "link", "a", NOW) == 2
        assert accounts.recent_attempts(session, "link", "a", NOW + HOUR) == 1
        assert accounts.recent_attempts(session, "link", "c", NOW) == 0


def test_pruning_deletes_what_is_over_and_nothing_else(database: Database, ada: Account) -> None:
    with database.begin(write=True) as session:
        for token, start in (("old", NOW), ("new", NOW + 5 * HOUR)):
            accounts.issue_sign_in_link(session, ada.id, token, start, start + HOUR)
            accounts.start_sign_in(session, ada.id, token, start)
            accounts.record_attempt(session, "link", "a", start)
        assert accounts.prune(session, NOW + 4 * HOUR) == 3
        assert accounts.prune(session, NOW + 4 * HOUR) == 0
        assert accounts.peek_sign_in_link(session, "new", NOW + 5 * HOUR) == ada
        assert accounts.signed_in_account(session, "new", NOW + 5 * HOUR) == ada
        assert accounts.recent_attempts(session, "link", "a", NOW) == 1
