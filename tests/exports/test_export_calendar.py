"""A programme as a calendar: exact lines, stable identities."""

from dataclasses import replace
from datetime import UTC, date, datetime

from icalendar import Calendar

from survey_app.exports.programme_ics import exchange_uid, programme_ics
from survey_app.exports.story import ProgrammeWords
from survey_app.programmes.model import Problem, Proposal, Topic

STAMP = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_an_exchange_is_a_tentative_event_from_monday_to_friday(
    problem: Problem, proposal: Proposal, words: ProgrammeWords
) -> None:
    content = programme_ics(problem, proposal, words, round_id="round-1", stamp=STAMP).content
    uid = exchange_uid("round-1", proposal.exchanges[0])
    assert content.decode().replace("\r\n ", "").split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//survey-app//exchange programme//EN",
        "METHOD:PUBLISH",
        "NAME:Spring round 2027\\, Procurement network",
        "X-WR-CALNAME:Spring round 2027\\, Procurement network",
        "BEGIN:VEVENT",
        "SUMMARY:Proposed: Turku hosts Rotterdam and Tartu",
        "DTSTART;VALUE=DATE:20270329",
        "DTEND;VALUE=DATE:20270403",
        "DTSTAMP:20261123T120000Z",
        f"UID:{uid}",
        "DESCRIPTION:Turku hosts Rotterdam (3 people) and Tartu (3 people).\\n\\nAgenda\\n"
        "1. Citizen involvement\\, presented by Turku (host)\\, for Tartu and Rotterdam\\n"
        "2. Competitive dialogue\\, presented by Tartu (guest)\\, for Turku and Rotterdam\\n\\n"
        "Contacts\\nTurku: Aino Virtanen\\, aino@turku.example",
        "GEO:60.4518;22.2666",
        "LOCATION:Turku",
        "STATUS:TENTATIVE",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_an_identity_depends_on_round_host_and_week_alone(
    problem: Problem, proposal: Proposal, words: ProgrammeWords
) -> None:
    exchange = proposal.exchanges[0]
    changed = replace(proposal, exchanges=(replace(exchange, visitors=("tartu",)),))
    later = programme_ics(problem, changed, words, round_id="round-1", stamp=datetime(2027, 1, 1, tzinfo=UTC))
    uid = exchange_uid("round-1", exchange)
    assert [str(event["uid"]) for event in Calendar.from_ical(later.content).events] == [uid]
    others = {
        exchange_uid("round-2", exchange),
        exchange_uid("round-1", replace(exchange, week="2027-W10")),
        exchange_uid("round-1", replace(exchange, host="tartu")),
    }
    assert len({uid, *others}) == 4


def test_nasty_texts_come_back(
    problem: Problem, proposal: Proposal, words: ProgrammeWords, nasty: tuple[str, ...]
) -> None:
    title = "; ".join(nasty) + " \\n \\, a\nb\x01"
    topics = (Topic("involve", title), *problem.topics[1:])
    words = replace(words, round_title="a\r\nBEGIN:VEVENT", contacts={"turku": "b\nEND:VEVENT"})
    written = programme_ics(replace(problem, topics=topics), proposal, words, round_id="r", stamp=STAMP)
    (event,) = Calendar.from_ical(written.content).events
    shown = title.replace("\x01", "\ufffd") + "\u202c"
    assert str(event["description"]).split("Agenda\n")[1].split(", presented by")[0] == f"1. {shown}"
    assert [item.what for item in written.left_out] == ["U+0001"]
    assert written.content.splitlines().count(b"BEGIN:VEVENT") == 1
    assert (event.start, event.end) == (date(2027, 3, 29), date(2027, 4, 3))
