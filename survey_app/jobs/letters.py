"""What letters to cities say, in the language of each: asked, asked anew, confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from survey_app.mail import Attachment, Letter
from survey_app.programmes.agreement_changes import changes_since_asked, is_asked_anew
from survey_app.questionnaire.phrases import Phrase
from survey_app.rounds.weeks import spoken
from survey_app.storage.records import SentExchange

if TYPE_CHECKING:
    from survey_app.exports.agreed import Handout


class Speaker(Protocol):
    """Say the product's sentences in one language."""

    def say(self, text: str) -> str:
        """Return a text; a phrase is said in this language."""

    def week(self, week: str) -> str:
        """Return an ISO week by its days."""


class English:
    """Say sentences as they are written."""

    def say(self, text: str) -> str:
        """Return the text itself."""
        return str(text)

    def week(self, week: str) -> str:
        """Return an ISO week by its days."""
        return spoken(week)


OPENED = Phrase("The link opens on a device on which you have opened your city’s personal link.")


def title_of(handout: Handout) -> Phrase:
    """Return what an exchange is called."""
    (exchange,) = handout.proposal.exchanges
    names = {city.id: city.name for city in handout.problem.cities}
    visitors = ", ".join(names.get(city, city) for city in exchange.visitors)
    return Phrase("{host} hosts {visitors}", host=names.get(exchange.host, exchange.host), visitors=visitors)


def asking(handout: Handout, sent: SentExchange, city: str, link: str, speaker: Speaker) -> Letter:
    """Write the letter that asks a city about an exchange; where it was asked before, what has changed."""
    title = title_of(handout)
    changed = is_asked_anew(sent.content, city)
    lines: list[str] = [handout.words.round_title, _when(title, sent, speaker)]
    if changed:
        lines.append(
            Phrase(
                "This exchange has changed since your city was asked. Your earlier reply counts no more: "
                "please reply anew."
            )
        )
        told = [speaker.say(one) for one in changes_since_asked(sent.content, speaker.week)]
        lines.append("\n".join(f"- {one}" for one in told))
    else:
        lines.append(Phrase("This exchange is proposed to your city."))
    lines += [
        Phrase("See the agenda, and accept it, decline it or ask for a change: {link}", link=link),
        OPENED,
    ]
    subject = (
        Phrase("Changed, please reply: {title}", title=title)
        if changed
        else Phrase("Please reply: {title}", title=title)
    )
    return _letter(subject, lines, (), speaker)


def confirming(
    handout: Handout, sent: SentExchange, link: str, files: Sequence[Attachment], speaker: Speaker
) -> Letter:
    """Write the letter that goes with the documents of a confirmed exchange."""
    title = title_of(handout)
    lines = (
        handout.words.round_title,
        _when(title, sent, speaker),
        Phrase("Host and visitors have agreed: the exchange is confirmed."),
        Phrase(
            "Beside this letter: the programme (DOCX and PDF), an invitation for calendars (ICS), and who "
            "takes part (XLSX)."
        ),
        Phrase("Your city’s exchanges: {link}", link=link),
        OPENED,
    )
    return _letter(Phrase("Confirmed: {title}", title=title), lines, files, speaker)


def _when(title: Phrase, sent: SentExchange, speaker: Speaker) -> str:
    return f"{speaker.say(title)}, {speaker.week(sent.week)}"


def _letter(subject: str, lines: Sequence[str], files: Sequence[Attachment], speaker: Speaker) -> Letter:
    text = "\n\n".join(speaker.say(line) for line in lines if line)
    return Letter("", speaker.say(subject), f"{text}\n", tuple(files))
