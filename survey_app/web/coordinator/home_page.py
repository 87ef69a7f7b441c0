"""What a round's own page says: how far each city is, and the one thing to do next. Plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from survey_app.answers.model import Sheet, SheetStatus
from survey_app.answers.progress import progress
from survey_app.programmes.agreement import OBJECTIONS, ReplyState
from survey_app.programmes.wording import counted, listed
from survey_app.questionnaire.compiled import Compiled
from survey_app.rounds.model import Invitation, Round, RoundStatus
from survey_app.storage.records import ProposalStatus, ProposalSummary, SentExchange

MOST_NAMES = 5
MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class CityRow:
    """Hold one city of a round's table: how far its sheet is, who changed it last, and its personal link."""

    slug: str
    name: str
    country: str
    state: str
    percent: int
    late: str
    changed_by: str
    changed_at: datetime | None
    link: str
    revoked: bool
    untouched: bool

    @property
    def submitted(self) -> bool:
        """Say whether the city has signed off."""
        return self.state == "submitted"


@dataclass(frozen=True, slots=True)
class Step:
    """Hold the next thing to do in a round: why, the button's word, where it leads; post: it acts at once."""

    title: str
    text: str
    action: str
    endpoint: str
    post: bool = False
    anchor: str = ""


def city_row(
    pair: tuple[Invitation, Sheet], compiled: Compiled, this: Round, today: date, link: str
) -> CityRow:
    """Return a city's line; an untouched sheet is at 0 %, a submitted one at 100 %."""
    invitation, sheet = pair
    submitted, untouched = sheet.status is SheetStatus.SUBMITTED, sheet.revision == 0
    percent = 100 if submitted else 0
    if not submitted and not untouched:
        percent = progress(compiled, sheet.values(), today).percent
    by, at = last_change(sheet)
    return CityRow(
        slug=invitation.city.slug,
        name=invitation.city.name,
        country=invitation.city.country,
        state="submitted" if submitted else "not started" if untouched else "in progress",
        percent=percent,
        late=lateness(sheet, this.deadline, today),
        changed_by=by,
        changed_at=at,
        link=link,
        revoked=invitation.revoked,
        untouched=untouched,
    )


def last_change(sheet: Sheet) -> tuple[str, datetime | None]:
    """Return who changed a sheet last, and when; nobody for an untouched one."""
    if sheet.submitted_by:
        return sheet.submitted_by, sheet.submitted_at
    newest = max(sheet.answers.values(), key=lambda answer: answer.revision, default=None)
    return (newest.author if newest else ""), sheet.updated_at


def lateness(sheet: Sheet, deadline: date | None, today: date) -> str:
    """Say how late a sheet is or was, nothing when it is in time."""
    if deadline is None:
        return ""
    until = sheet.submitted_at.date() if sheet.submitted_at else today
    days = (until - deadline).days
    if days <= 0:
        return ""
    return f"{counted(days, 'day', 'days')} late" if days <= MOST_DAYS else "late"


CHOOSE = Step(
    "Choose a questionnaire",
    "Cities can be invited once it is clear what they are asked.",
    "Go to the settings",
    "settings",
)
ADD = Step(
    "Add the cities",
    "Every city gets one answer sheet and one personal link to it.",
    "Add cities",
    "add_cities",
)
WEEKS = Step(
    "Set the weeks",
    "Cities are asked in which weeks they can host and travel, so these must be known before they answer.",
    "Set the weeks",
    "settings",
    anchor="first_week",
)
SEND = Step(
    "Send each city its link",
    "No city has submitted yet. Copy each personal link from the table and send it to the person who speaks "
    "for the city.",
    "Go to the links",
    "home",
    anchor="cities",
)
REOPEN = Step(
    "Open the round again",
    "It was closed before any city had submitted, so nothing can be computed from it yet.",
    "Open the round",
    "open_round",
    post=True,
)
WATCH = Step("A proposal is being computed", "See how far it is.", "Look at it", "proposals")
READ = Step("A proposal is ready", "Read it, download it, talk about it.", "Read it", "proposals")


def next_step(
    this: Round, rows: Sequence[CityRow], made: Sequence[ProposalSummary], sent: Sequence[SentExchange] = ()
) -> Step:
    """Return the one thing to do next in a round; sent: the exchanges that stand for agreement."""
    if this.version_id is None:
        return CHOOSE
    if not rows:
        return ADD
    if not this.frame.weeks:
        return WEEKS
    if this.status is RoundStatus.DRAFT:
        ready = counted(len(rows), "city is", "cities are")
        text = f"{ready} ready to be asked. Once the round is open, their personal links take answers."
        return Step("Open the round", text, "Open the round", "open_round", post=True)
    return _while_answering(this, rows, made, sent)


def _while_answering(
    this: Round, rows: Sequence[CityRow], made: Sequence[ProposalSummary], sent: Sequence[SentExchange]
) -> Step:
    waiting = [row.name for row in rows if not row.submitted]
    if len(waiting) == len(rows):
        return SEND if this.status is RoundStatus.OPEN else REOPEN
    states = {one.status for one in made}
    if states & {ProposalStatus.QUEUED, ProposalStatus.RUNNING}:
        return WATCH
    if sent:
        return _agreeing(sent)
    if waiting and this.status is RoundStatus.OPEN:
        return _wait(len(rows), waiting)
    if ProposalStatus.DONE in states:
        return READ
    arrived = counted(len(rows) - len(waiting), "city has", "cities have")
    text = f"{arrived} submitted. From their answers a programme of exchanges can be computed."
    return Step("Propose programmes", text, "Propose programmes", "proposals")


def _agreeing(sent: Sequence[SentExchange]) -> Step:
    replies = [reply.state for one in sent for reply in one.replies]
    confirmed = sum(one.confirmed_at is not None for one in sent)
    if confirmed == len(sent):
        agreed = counted(confirmed, "exchange is", "exchanges are")
        text = f"{agreed} confirmed by all cities. Their documents stand there."
        return Step("The programme is agreed", text, "See the agreement", "agreement")
    accepted = replies.count(ReplyState.ACCEPTED)
    text = f"{accepted} of {counted(len(replies), 'reply is an acceptance', 'replies are acceptances')}."
    if objections := sum(state in OBJECTIONS for state in replies):
        title = f"{counted(objections, 'reply asks', 'replies ask')} for something else"
        return Step(title, f"{text} Read what the cities say.", "Read the replies", "agreement")
    return Step("The cities are asked", f"{text} See who has not replied.", "See the agreement", "agreement")


def _wait(cities: int, waiting: Sequence[str]) -> Step:
    who = listed(waiting) if len(waiting) <= MOST_NAMES else f"{len(waiting)} cities"
    return Step(
        f"{cities - len(waiting)} of {counted(cities, 'city has', 'cities have')} submitted",
        f"Still expected: {who}. What the others said can be looked at already.",
        "See who wants what",
        "profiles",
    )
