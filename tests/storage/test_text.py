"""Text comes back byte for byte, or is refused with a reason before a database sees it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey_app.answers.model import Value
from survey_app.storage import Database, UnstorableText, events, networks, questionnaires
from survey_app.storage.columns import check_text, of_json, to_json
from tests.storage.cast import NOW, Cast, loaded, save

HOSTILE = [
    "👩‍👩‍👧‍👦 🇮🇹 🏳️‍🌈",
    "e\u0301 \u00e9",  # decomposed and composed: two texts
    "\u202egnp.exe\u202c \u2066abc\u2069",
    "\ufeffmark \u200b\u00ad\u2028\u2029\x85\x7f",
    "\x01\x1b[31m\r\n\t\v\f",
    "'; DROP TABLE city; -- %s :name {{7*7}} $1 \\",
    "\\u0000 \\\\u0000 \\x00",
    "ＡＢＣ＝１＋１",
    "\U0010ffff\ufffd\uffff",
    "ß" * 500_000,
    "x" * 1_000_000,
]
BROKEN = ["\0", "end\0", "a\0b", "\ud83d", "half \udc00 pair", "\ud83d\ud83d\ude00", "\udce9"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_comes_back_byte_for_byte(database: Database, cast: Cast, text: str) -> None:
    value: Value = {"text": text, "list": [text, {"deep": text}]}
    save(database, author=text, answer=text, table=value, **{text: "as a question's name"})
    with database.begin(write=True) as session:
        version = questionnaires.store_version(session, text, text, text, NOW)
        network = networks.add_network(session, text[:1000])
    with database.begin() as session:
        sheet = loaded(session)
        assert sheet.values() == {"answer": text, "table": value, text: "as a question's name"}
        assert sheet.answers["answer"].author == text
        assert questionnaires.version_content(session, version) == text
        found = networks.network_by_id(session, network)
    assert found is not None
    assert found.name.encode() == text[:1000].encode()


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_what_no_database_can_keep_is_refused_and_nothing_is_written(
    database: Database, cast: Cast, text: str
) -> None:
    for answer in (text, [text], {"a": {"b": [text]}}, {text: 1}):
        with pytest.raises(UnstorableText):
            save(database, answer=answer)
    with pytest.raises(UnstorableText):
        save(database, author=text, answer="fine")
    with pytest.raises(UnstorableText), database.begin(write=True) as session:
        networks.add_network(session, text)
    with pytest.raises(UnstorableText), database.begin(write=True) as session:
        questionnaires.store_version(session, "name", "1", text, NOW)
    with pytest.raises(UnstorableText), database.begin(write=True) as session:
        events.record_event(session, NOW, "Anna", "renamed", detail={"name": text})
    with database.begin() as session:
        assert loaded(session).revision == 0
        assert [network.name for network in networks.networks(session)] == ["Nine towns"]
        assert len(questionnaires.versions(session)) == 1
        assert events.events(session) == []


def test_the_refusal_names_the_place() -> None:
    with pytest.raises(UnstorableText, match=r"NUL at position 3\.$"):
        check_text("ab\0")
    with pytest.raises(UnstorableText, match=r"half a surrogate pair, no character, at position 2\.$"):
        check_text("é\ud83d")


ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_json_comes_back_as_it_went(value: object) -> None:
    assert of_json(to_json(value)) == value


@given(JSON)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_json_comes_back_from_the_database_as_it_went(database: Database, value: object) -> None:
    with database.begin(write=True) as session:
        events.record_event(session, NOW, "Anna", "anything", detail={"value": value})
        assert events.events(session, limit=1)[0].detail == {"value": value}


@given(st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF, exclude_categories=())))
def test_json_is_refused_exactly_when_its_text_is(text: str) -> None:
    broken = "\0" in text or any("\ud800" <= character <= "\udfff" for character in text)
    try:
        to_json({"a": [text]})
    except UnstorableText:
        assert broken
    else:
        assert not broken


def test_no_figure_that_json_lacks_is_stored() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        to_json({"seconds": float("nan")})
