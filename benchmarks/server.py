"""The product with the measured questionnaire, telling each reply's statements and the process's CPU time."""

import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import waitress
from flask import render_template

from survey_app.app import create_app
from survey_app.questionnaire.reader import served
from survey_app.rounds.model import ProgrammeFrame, RoundStatus
from survey_app.settings import load_settings, prepare_instance
from survey_app.storage import (
    Database,
    default_url,
    invitations,
    networks,
    open_database,
    questionnaires,
    rounds,
)
from survey_app.web import links
from survey_app.web.access import ANYONE, allow

QUESTIONNAIRE = Path(__file__).parent / "journey-questionnaire.yaml"


class NoJobs:
    """Take no work: nothing is computed here."""

    def compute(self, proposal_id: int) -> None:
        """Leave a proposal alone."""


class Counting:
    """Add the statements of each request, and the CPU time so far, to its reply's headers."""

    def __init__(self, app: Callable[..., Any], database: Database) -> None:
        self.app, self.statements = app, 0
        database.on_statement = self._count

    def _count(self, statement: str) -> None:
        self.statements += 1

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.statements = 0
        replied: list[Any] = []
        body = b"".join(self.app(environ, lambda *reply: replied.extend(reply[:2])))
        told = [("X-Statements", str(self.statements)), ("X-CPU", f"{time.process_time():.6f}")]
        start_response(replied[0], [*replied[1], *told])
        return [body]


def lay_out(database: Database, secret_key: str, cities: int) -> list[str]:
    """Store one round with its cities; return the tokens of their links."""
    moment, content = datetime.now(UTC), QUESTIONNAIRE.read_bytes()
    questionnaire = served(content).questionnaire
    tokens = []
    with database.begin(write=True) as session:
        network = networks.add_network(session, "Measured network")
        version = questionnaires.store_version(
            session, questionnaire.name, questionnaire.version, content.decode(), moment
        )
        number = rounds.add_round(
            session, network, slug="journey", title="Measured round", description="", remark="",
            version_id=version, deadline=None, frame=ProgrammeFrame(),
        )  # fmt: skip
        rounds.set_status(session, number, RoundStatus.OPEN)
        for index in range(cities):
            city = networks.add_city(session, network, f"city-{index}", f"City {index}", "EU", None)
            public_id, nonce = links.new_public_id(), links.new_nonce()
            invitations.invite(session, number, city, public_id=public_id, nonce=nonce, now=moment)
            tokens.append(links.city_token(secret_key, public_id, nonce))
    return tokens


def main(instance: Path, port: int, cities: int) -> None:
    """Serve on a loopback port; print the tokens first."""
    prepare_instance(instance)
    settings = load_settings(instance, {"PORT": str(port)})
    database = open_database(default_url(instance))
    database.create_or_upgrade()
    tokens = lay_out(database, settings.secret_key, cities)
    app = create_app(settings, database, NoJobs())

    @allow(ANYONE)
    def empty() -> str:
        return render_template("entrance/layout.html")

    app.add_url_rule("/empty", "empty", empty)
    print("\n".join(tokens), "", sep="\n", flush=True)
    waitress.serve(Counting(app, database), host="127.0.0.1", port=port, threads=4, _quiet=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
