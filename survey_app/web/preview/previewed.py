"""Keep what is served in step with a file: each saved text that reads clean is asked from then on."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from survey_app.answers.carrying import Carrier
from survey_app.answers.model import Sheet, SheetStatus
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.problems import Problem
from survey_app.questionnaire.reader import read, served
from survey_app.questionnaire.translations.checking import Beside, check_translations
from survey_app.questionnaire.translations.files import translations_beside
from survey_app.questionnaire.translations.offering import offered
from survey_app.questionnaire.yaml_text import read_yaml
from survey_app.rounds.model import ProgrammeFrame, Round, RoundStatus
from survey_app.rounds.weeks import name_of, weeks_between
from survey_app.storage import Database, Session, invitations, networks, questionnaires, rounds, sheets
from survey_app.web import links

CITY, WEEKS = "Your city", 12


@dataclass(frozen=True, slots=True)
class Language:
    """Hold a language that the questionnaire can be shown in; held: why cities are not offered it yet."""

    tag: str
    held: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold how a file was read last, with the translations beside it.

    mark: of all their texts. problems: the findings, each with the name of its file. asked: whether the
    questionnaire can be asked.
    """

    mark: str
    problems: tuple[tuple[str, Problem], ...]
    asked: bool
    languages: tuple[Language, ...] = ()
    missing: str = ""
    broken: bool = False  # the text saved last cannot be asked


def _unread(source: bytes) -> bool:
    return bool(read_yaml(source).problems)


def _languages(content: bytes, texts: Mapping[str, str]) -> Iterator[Language]:
    translations = tuple(sorted(texts.items()))
    now = offered(content, translations)
    for tag, spoken in offered(content, translations, every=True).items():
        held = "" if tag in now else "withheld" if spoken.whole else "not complete"
        yield Language(tag, held)


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
                content, beside = self.path.read_bytes(), translations_beside(self.path)
            except OSError as error:
                return replace(self._seen, mark="gone", missing=error.strerror or str(error))
            mark = sha256(repr((content, sorted(beside.items()))).encode()).hexdigest()
            if mark != self._seen.mark:
                self._seen = self._take(content, beside, mark)
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

    def _take(self, content: bytes, beside: Mapping[str, bytes], mark: str) -> Seen:
        reading = read(content)
        problems = [(self.path.name, found) for found in reading.problems]
        if reading.compiled is None:
            return replace(self._seen, mark=mark, problems=tuple(problems), broken=True)
        files = Beside(self.path.name, beside)
        problems += check_translations(reading.compiled, read_yaml(content), files)
        texts = {tag: source.decode("utf-8-sig") for tag, source in beside.items() if not _unread(source)}
        self._ask(reading.compiled.questionnaire, content, texts)
        return Seen(mark, tuple(problems), asked=True, languages=tuple(_languages(content, texts)))

    def _ask(self, found: Questionnaire, content: bytes, texts: Mapping[str, str]) -> None:
        with self._database.begin(write=True) as session:
            version = questionnaires.store_version(
                session,
                found.name,
                found.version,
                content.decode("utf-8-sig"),
                datetime.now(UTC),
                translations=texts,
            )
            if self._round:
                self._follow(session, version)
            else:
                self._round = self._open(session, version)

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
