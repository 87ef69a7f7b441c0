"""What was sent for agreement as its page shows it. Plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_app.programmes.agreement import OBJECTIONS, ReplyState, read_agreed, to_be_agreed
from survey_app.programmes.agreement_changes import Plan, changes_since_asked
from survey_app.programmes.drafting.outdated import Change, changes
from survey_app.programmes.model import Problem
from survey_app.programmes.wording import counted, listed, said_week
from survey_app.storage.records import SentExchange
from survey_app.web.agreeing import exchange_title


@dataclass(frozen=True, slots=True)
class SentCard:
    """Hold one sent exchange: what it is, how it stands (words, tone), whether a city objects,
    whether a letter did not go out. `changes` are those since its cities were asked before, `outdated`
    those in their answers since it was sent.
    """

    sent: SentExchange
    title: str
    standing: tuple[str, str]
    objected: bool
    failed: bool
    changes: tuple[str, ...] = ()
    outdated: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementsPage:
    """Hold all that the page shows: exchanges that stand by week, those withdrawn, the newest first."""

    standing: tuple[SentCard, ...]
    withdrawn: tuple[SentCard, ...]
    confirmed: int
    accepted: int
    asked: int

    @property
    def percent(self) -> int:
        """Return how many of the replies asked for are acceptances, in percent."""
        return 100 * self.accepted // self.asked if self.asked else 0


def agreements_page(sent: Sequence[SentExchange], now: Problem | None = None) -> AgreementsPage:
    """Return the page of what was sent in a round; now: the problem as the answers are."""
    cards = [_card(one, now) for one in sent]
    standing = sorted((one for one in cards if one.sent.stands), key=lambda one: (one.sent.week, one.title))
    replies = [reply for one in standing for reply in one.sent.replies]
    return AgreementsPage(
        standing=tuple(standing),
        withdrawn=tuple(reversed([one for one in cards if not one.sent.stands])),
        confirmed=sum(1 for one in standing if one.sent.confirmed_at),
        accepted=sum(1 for reply in replies if reply.state is ReplyState.ACCEPTED),
        asked=len(replies),
    )


@dataclass(frozen=True, slots=True)
class SendingLine:
    """Hold what becomes of one exchange when a programme is sent: (words, tone), and what has changed."""

    title: str
    state: tuple[str, str]
    changes: tuple[str, ...] = ()


STATES = {
    "new": ("its cities are asked", "busy"),
    "changed": ("its cities are asked anew", "warn"),
    "same": ("stays, with its replies", "good"),
}


def sending_lines(plan: Plan) -> list[SendingLine]:
    """Return what sending does, exchange by exchange; last what is withdrawn without a successor."""
    lines = [
        SendingLine(_named(one.content), STATES[one.state], changes_since_asked(one.content, said_week))
        for one in plan.sent
    ]
    return [*lines, *(SendingLine(_named(one), ("is withdrawn", "bad")) for one in plan.gone)]


def _named(content: Mapping[str, Any]) -> str:
    problem, proposal = read_agreed(content)
    (exchange,) = proposal.exchanges
    names = {city.id: city.name for city in problem.cities}
    visitors = listed(names.get(city, city) for city in exchange.visitors)
    return f"{names.get(exchange.host, exchange.host)} hosts {visitors}, {said_week(exchange.week)}"


def _outdated(sent: SentExchange, now: Problem) -> tuple[Change, ...]:
    """Return what its cities have changed in their answers since an exchange was sent."""
    problem, proposal = read_agreed(sent.content)
    (exchange,) = proposal.exchanges
    fresh, _ = read_agreed(to_be_agreed(now, exchange))
    return tuple(one for one in changes(problem, fresh) if one.city is not None)


def _card(sent: SentExchange, now: Problem | None) -> SentCard:
    return SentCard(
        sent,
        exchange_title(sent),
        _standing(sent),
        sent.open and any(reply.state in OBJECTIONS for reply in sent.replies),
        any(reply.error for reply in sent.replies),
        changes_since_asked(sent.content, said_week),
        _outdated(sent, now) if sent.stands and now else (),
    )


def _standing(sent: SentExchange) -> tuple[str, str]:
    if not sent.stands:
        return ("replaced", "quiet") if sent.replaced else ("withdrawn", "quiet")
    if sent.confirmed_at:
        return "confirmed", "good"
    states = [reply.state for reply in sent.replies]
    if ReplyState.DECLINED in states:
        return "declined", "bad"
    if ReplyState.CHANGE_ASKED in states:
        return "a change is asked for", "warn"
    waiting = states.count(ReplyState.WAITING)
    return f"waiting for {counted(waiting, 'city', 'cities')}", "busy"
