"""Keep what is served in step with a file: each saved text that reads clean is asked from then on."""

import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from survey_app.answers.carrying import Carrier
from survey_app.answers.model import Sheet, SheetStatus
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.problems import Problem
from survey_app.questionnaire.reader import read, served
from survey_app.rounds.model import ProgrammeFrame, Round, RoundStatus
from survey_app.rounds.weeks import name_of, weeks_between
from survey_app.storage import Database, Session, invitations, networks, questionnaires, rounds, sheets
from survey_app.web import links

CITY, WEEKS = "Your city", 12


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold how a file was read last: a mark of its text, its findings, whether it can be asked."""

    mark: str
    problems: tuple[Problem, ...]
    asked: bool
    missing: str = ""


class Previewed:
    """Hold the file, and the round of one city that asks it."""

    def __init__(self, path: Path, database: Database, secret_key: str) -> None:
        self.path = path
        self._database, self._secret_key = database, secret_key
        self._lock = threading.Lock()
        self._seen = Seen("", (), asked=False)
        self._round = 0

    def look(self) -> Seen:
        """Read the file if it was saved since; an answerable text is asked, with the answers given so far."""
        with self._lock:
            try:
                content = self.path.read_bytes()
            except OSError as error:
                return replace(self._seen, mark="gone", missing=error.strerror or str(error))
            mark = sha256(content).hexdigest()
            if mark != self._seen.mark:
                self._seen = self._take(content, mark)
            return self._seen

    def link(self) -> str:
        """Return the path of the city's personal link."""
        with self._database.begin() as session:
            ((invitation, _),) = invitations.invitations(session, self._round)
        return f"/city/{links.city_token(self._secret_key, invitation.public_id, invitation.nonce)}"

    def asked(self) -> tuple[Compiled, Sheet]:
        """Return the questionnaire that is asked, and the sheet as it stands."""
        with self._database.begin() as session:
            ((_, sheet),) = invitations.invitations(session, self._round)
            return self._compiled(session, sheet.version_id), sheet

    def _take(self, content: bytes, mark: str) -> Seen:
        reading = read(content)
        if reading.compiled is None:
            return Seen(mark, tuple(reading.problems), asked=self._seen.asked)
        found = reading.compiled.questionnaire
        with self._database.begin(write=True) as session:
            version = questionnaires.store_version(
                session, found.name, found.version, content.decode(), datetime.now(UTC)
            )
            if self._round:
                self._follow(session, version)
            else:
                self._round = self._open(session, version)
        return Seen(mark, tuple(reading.problems), asked=True)

    def _open(self, session: Session, version: int) -> int:
        today, network = datetime.now(UTC), networks.add_network(session, "Preview")
        first = name_of(today.date())
        last = name_of(datetime.fromtimestamp(today.timestamp() + WEEKS * 7 * 86_400, UTC).date())
        number = rounds.add_round(
            session, network, "preview", self.path.name, version_id=version, status=RoundStatus.OPEN,
            frame=ProgrammeFrame(weeks=tuple(weeks_between(first, last))),
        )  # fmt: skip
        city = networks.add_city(session, network, "your-city", CITY, "FI")
        invitations.invite(
            session, number, city, public_id=links.new_public_id(), nonce=links.new_nonce(), now=today
        )
        return number

    def _follow(self, session: Session, version: int) -> None:
        """Ask the new text; what was answered so far is carried over, a signed-off sheet opened again."""
        ((_, sheet),) = invitations.invitations(session, self._round)
        now = datetime.now(UTC)
        if sheet.status is SheetStatus.SUBMITTED:
            sheet = sheets.reopen_sheet(session, sheet, author=CITY, now=now)
        before, after = (
            self._compiled(session, number).questionnaire for number in (sheet.version_id, version)
        )
        rounds.adopt_version(session, self._round, version)
        if sheet.revision and sheet.version_id != version:
            answers, _ = Carrier(before, after).carry_answers(sheet.answers)
            sheets.carry_sheet(session, sheet, version, answers, author=CITY, now=now)

    def _compiled(self, session: Session, version: int) -> Compiled:
        this: Round | None = rounds.round_by_id(session, self._round)
        weeks = this.frame.weeks if this else ()
        return served(questionnaires.version_content(session, version).encode(), weeks)
