"""The command that serves one questionnaire file to its designer."""

import secrets
import signal
import sys
import tempfile
from pathlib import Path

import click

from survey_app.cli.place import opened
from survey_app.cli.refusing import refuse
from survey_app.serving import CannotListen, application, listening
from survey_app.settings import Settings


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(1, 65_535), default=5001, show_default=True)
def preview(file: Path, port: int) -> None:
    """Serve FILE as cities would see it, with its findings beside; saving it shows it anew.

    Nothing is kept: answers given here are gone when the preview ends.
    """
    if not file.is_file():
        refuse(f"{file}: there is no such file. Name a questionnaire file.", 2)
    with tempfile.TemporaryDirectory(prefix="survey-app-preview-") as folder:
        url = f"http://127.0.0.1:{port}"
        settings = Settings(
            instance=Path(folder), base_url=url, secret_key=secrets.token_urlsafe(48), port=port
        )
        _serve(settings, file)


def _serve(settings: Settings, file: Path) -> None:
    # What only a server needs is loaded when one starts.
    from survey_app.serving import make_ready  # noqa: PLC0415
    from survey_app.web.preview.pages import preview_pages  # noqa: PLC0415
    from survey_app.web.preview.previewed import Previewed  # noqa: PLC0415

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with opened(settings) as database:
        make_ready(database)
        pages = preview_pages(Previewed(file, database, settings.secret_key))
        try:
            server = listening(application(settings, database, [pages]), settings)
        except CannotListen as error:
            refuse(f"{error} Try another port: --port {settings.port % 65_535 + 1}.")
        click.echo(f"Previewing {file} on {settings.base_url}/preview/ – stop with Ctrl-C.")
        sys.stdout.flush()
        server.run()
