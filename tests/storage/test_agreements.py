"""Exchanges sent for agreement: replies, confirmation, withdrawal and the letters that are due."""

from dataclasses import replace

from survey_app.programmes.agreement import ReplyState
from survey_app.storage import Database, agreements
from survey_app.storage.records import Reply, SentExchange
from tests.storage.cast import LATER, NOW, Cast

CONTENT = {"problem": {}, "proposal": {"exchanges": []}}


def send(database: Database, cast: Cast) -> int:
    with database.begin(write=True) as session:
        return agreements.send_exchange(
            session, cast.round, CONTENT, [cast.invitation], host="turin", week="2027-W10", by="Carla",
            now=NOW, proposal=7,
        )  # fmt: skip


def test_a_reply_can_change_until_the_exchange_is_confirmed_once(database: Database, cast: Cast) -> None:
    number = send(database, cast)
    waiting = Reply(
        1, number, cast.invitation, "turin", "Turin", ReplyState.WAITING, "", None, None, False, None, None
    )
    fresh = SentExchange(
        number, cast.round, 7, None, "turin", "2027-W10", CONTENT, NOW, "Carla", None, None, False, None,
        (waiting,),
    )  # fmt: skip
    with database.begin(write=True) as session:
        assert agreements.sent_exchanges(session, cast.round) == [fresh]
        assert agreements.exchanges_of_city(session, cast.invitation) == [fresh]
        assert agreements.was_asked(session, cast.invitation)
        assert not agreements.was_asked(session, cast.invitation + 1)
        for state, words in ((ReplyState.CHANGE_ASKED, "Later."), (ReplyState.ACCEPTED, "")):
            agreements.answer(session, number, cast.invitation, state, words, by="Anna", now=LATER)
        assert (agreements.confirm(session, number, LATER), agreements.confirm(session, number, LATER)) == (
            True, False,
        )  # fmt: skip
        found = agreements.sent_exchange(session, number)
    accepted = replace(waiting, state=ReplyState.ACCEPTED, at=LATER, by="Anna")
    assert found == replace(fresh, confirmed_at=LATER, replies=(accepted,))
    assert (fresh.open, found.open, found.stands) == (True, False, True)


def test_what_is_withdrawn_is_not_confirmed_and_says_by_whom(database: Database, cast: Cast) -> None:
    number = send(database, cast)
    with database.begin(write=True) as session:
        assert agreements.withdraw(session, number, by="Ada", now=LATER, replaced=True) is True
        assert agreements.withdraw(session, number, by="Bo", now=LATER) is False
        assert agreements.confirm(session, number, LATER) is False
        found = agreements.sent_exchange(session, number)
        assert agreements.sent_exchange(session, number + 1) is None
    assert found is not None
    assert (found.withdrawn_at, found.withdrawn_by, found.replaced) == (LATER, "Ada", True)


def test_letters_stay_due_until_they_went(database: Database, cast: Cast) -> None:
    number = send(database, cast)
    with database.begin(write=True) as session:
        agreements.add_letters(session, number, [cast.invitation], NOW)
        agreements.letter_failed(session, number, cast.invitation, "refused")
        assert agreements.with_letters_due(session) == [number]
        (one,) = agreements.sent_exchanges(session, cast.round)[0].replies
        assert (one.letter_due, one.error) == (True, "refused")
        agreements.letter_went(session, number, cast.invitation, LATER)
        assert agreements.with_letters_due(session) == []
        (one,) = agreements.sent_exchanges(session, cast.round)[0].replies
        assert (one.letter_due, one.letter_at, one.error) == (False, LATER, None)
