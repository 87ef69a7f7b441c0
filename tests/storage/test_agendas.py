"""Agendas of hosts' weeks: one each, and no change over another's."""

import pytest

from survey_app.storage import AlreadyThere, Database, StaleSheet, agendas
from survey_app.storage.records import StoredAgenda
from tests.storage.cast import LATER, NOW, Cast

PLACE = ("turin", "2027-W10")


def test_an_agenda_is_kept_with_who_and_when_and_never_overwritten_unseen(
    database: Database, cast: Cast
) -> None:
    with database.begin(write=True) as session:
        assert agendas.agenda_of(session, cast.round, *PLACE) is None
        assert agendas.store_agenda(session, cast.round, *PLACE, {"a": 1}, known=0, by="Ada", now=NOW) == 1
        assert agendas.store_agenda(session, cast.round, *PLACE, {"a": 2}, known=1, by="Bo", now=LATER) == 2
        with pytest.raises(StaleSheet):
            agendas.store_agenda(session, cast.round, *PLACE, {"a": 3}, known=1, by="Ada", now=LATER)
        found = StoredAgenda(*PLACE, {"a": 2}, 2, LATER, "Bo")
        assert agendas.agenda_of(session, cast.round, *PLACE) == found
        assert agendas.agendas(session, cast.round) == {PLACE: found}
    with pytest.raises(AlreadyThere), database.begin(write=True) as session:
        agendas.store_agenda(session, cast.round, *PLACE, {}, known=0, by="Ada", now=NOW)
