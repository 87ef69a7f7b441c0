"""The product for one test: the app on a fresh database, and rounds with their cities to answer in."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

from survey_app.answers.model import Change, Sheet
from survey_app.app import create_app
from survey_app.jobs.queue import DirectJobs
from survey_app.jobs.sending import Post
from survey_app.mail import Letter
from survey_app.questionnaire.reader import read
from survey_app.rounds.model import ProgrammeFrame, Role, RoundStatus
from survey_app.settings import Settings
from survey_app.storage import (
    Database,
    accounts,
    invitations,
    networks,
    questionnaires,
    rounds,
    sheets,
)
from survey_app.web import links
from tests.web.browser import Browser

SECRET_KEY = "a secret key of these tests alone, 0123456789"
BASE_URL = "http://127.0.0.1:5000"


class KeptTemplates(BytecodeCache):
    """Keep compiled templates for the next test: compiling them is the slowest part of an app."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is kept; Jinja compares its checksum with the template's source."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


TEMPLATES = KeptTemplates()


class KeptRule(Rule):
    """Keep what the product's addresses are compiled to: it is the same in each app, and slow to make."""

    kept: ClassVar[dict[tuple[str, bool], Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (self.rule, append_unknown)
        if key not in self.kept:
            self.kept[key] = super()._compile_builder(append_unknown)
        return self.kept[key]


Flask.url_rule_class = KeptRule


@dataclass
class Letterbox:
    """Keep letters instead of sending them."""

    letters: list[Letter] = field(default_factory=list)
    reached: int = 0

    def send(self, letter: Letter) -> None:
        """Keep one letter."""
        self.letters.append(letter)

    def reach(self) -> None:
        """Count."""
        self.reached += 1


@dataclass(frozen=True)
class City:
    """Hold a city's part in a round: where its sheet stands, and the way in."""

    slug: str
    round: int
    invitation: int
    public_id: str
    nonce: str

    @property
    def link(self) -> str:
        """Return the path of the city's personal link."""
        return f"/city/{links.city_token(SECRET_KEY, self.public_id, self.nonce)}"

    @property
    def sheet(self) -> str:
        """Return the path of the city's sheet."""
        return f"/sheet/{self.public_id}/"


class Site:
    """Hold the app with its database."""

    def __init__(self, folder: Path, database: Database, base_url: str = BASE_URL) -> None:
        self.settings = Settings(instance=folder, base_url=base_url, secret_key=SECRET_KEY)
        self.database, self.letterbox = database, Letterbox()
        self.app: Flask = self.make_app()

    def make_app(self, **changes: object) -> Flask:
        """Return the app under changed settings."""
        settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        post = Post(self.letterbox, settings.base_url)
        app = create_app(settings, self.database, DirectJobs(self.database, post), self.letterbox)
        app.jinja_env.bytecode_cache = TEMPLATES
        return app

    def browser(self) -> Browser:
        """Return a device of its own."""
        return Browser(self.app, self.settings.base_url)

    def ask(
        self,
        questionnaire: str,
        *cities: str,
        slug: str = "spring",
        status: RoundStatus = RoundStatus.OPEN,
        deadline: date | None = None,
        weeks: tuple[str, ...] = (),
        translations: dict[str, str] | None = None,
    ) -> list[City]:
        """Store a round that asks a questionnaire (YAML); return its cities, Turku unless named otherwise."""
        reading = read(questionnaire.encode())
        assert reading.compiled is not None, reading.problems
        form, moment = reading.compiled.questionnaire, datetime.now(UTC)
        with self.database.begin(write=True) as session:
            known = {network.name: network.id for network in networks.networks(session)}
            network = known.get("Nine towns") or networks.add_network(session, "Nine towns")
            version = questionnaires.store_version(
                session, form.name, form.version, questionnaire, moment, translations=translations
            )
            number = rounds.add_round(
                session, network, slug, "Spring round", version_id=version, status=status, deadline=deadline,
                frame=ProgrammeFrame(weeks=weeks),
            )  # fmt: skip
            parts = []
            for name in cities or ("turku",):
                city = networks.city_by_slug(session, network, name)
                city_id = city.id if city else networks.add_city(session, network, name, name.title(), "FI")
                public_id, nonce = links.new_public_id(), links.new_nonce()
                part = invitations.invite(
                    session, number, city_id, public_id=public_id, nonce=nonce, now=moment
                )
                parts.append(City(name, number, part, public_id, nonce))
        return parts

    def set_status(self, city: City, status: RoundStatus) -> None:
        """Open or close the city's round."""
        with self.database.begin(write=True) as session:
            rounds.set_status(session, city.round, status)

    def sheet(self, city: City) -> Sheet:
        """Return a city's sheet."""
        with self.database.begin() as session:
            found = invitations.invitation_of_city(session, city.round, city.slug)
            assert found is not None
            return found[1]

    def values(self, city: City) -> dict[str, object]:
        """Return a city's answers."""
        return dict(self.sheet(city).values())

    def history(self, city: City) -> list[Change]:
        """Return the history of a city's sheet."""
        with self.database.begin() as session:
            return sheets.history(session, self.sheet(city).id)

    def account(self, email: str = "ada@nine.example", role: Role = Role.ADMINISTRATOR) -> int:
        """Add a person who may sign in."""
        with self.database.begin(write=True) as session:
            return accounts.add_account(session, email, "Ada", role)
