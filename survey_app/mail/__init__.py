"""What is sent: a small interface over SMTP. Pages say what to send; this rim sends it."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Protocol

from survey_app.settings import Settings

TLS_PORT = 465  # where the server speaks TLS from the first byte
SECONDS = 15


@dataclass(frozen=True, slots=True)
class Attachment:
    """Hold one file that goes with a letter; kind is its media type, such as "application/pdf"."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """Hold one plain-text mail, with the files that go with it."""

    to: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()


class Mailer(Protocol):
    """Send letters."""

    def send(self, letter: Letter) -> None:
        """Send one letter; raises MailFailed."""

    def reach(self) -> None:
        """Go all the way to where a letter would be handed over, without one; raises MailFailed."""


class MailFailed(RuntimeError):  # noqa: N818 - it is read in except clauses
    """Raised when a letter could not be handed over, with the server's reason."""


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    """Hand letters to the SMTP server of the settings."""

    settings: Settings

    def send(self, letter: Letter) -> None:
        """Send one letter; raises MailFailed."""
        with self._server() as server:
            server.send_message(self._message(letter))

    def reach(self) -> None:
        """Greet the server and sign in there, without a letter; raises MailFailed."""
        with self._server() as server:
            server.mail(self.settings.mail_sender or "")
            server.rset()

    def _message(self, letter: Letter) -> EmailMessage:
        sender, message = self.settings.mail_sender or "", EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, letter.to, letter.subject
        message["Date"] = formatdate(usegmt=True)
        message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
        message.set_content(letter.text)
        for one in letter.attachments:
            main, _, sub = one.kind.partition("/")
            message.add_attachment(one.content, maintype=main, subtype=sub, filename=one.name)
        return message

    @contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        settings = self.settings
        try:
            with self._connected() as server:
                if settings.mail_user:
                    server.login(settings.mail_user, settings.mail_password or "")
                yield server
        except (OSError, smtplib.SMTPException, ValueError) as error:  # ValueError: an address that is none
            raise MailFailed(f"The mail server did not take the letter: {error}") from error

    def _connected(self) -> smtplib.SMTP:
        settings, context = self.settings, ssl.create_default_context()
        host, port = settings.mail_server or "", settings.mail_port
        if port == TLS_PORT:
            return smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
        with ExitStack() as undo:
            server = smtplib.SMTP(host, port, timeout=SECONDS)
            undo.callback(server.close)
            if settings.mail_starttls:
                server.starttls(context=context)
            undo.pop_all()  # what was opened stays open: it is handed on
        return server


class PrintingMailer:
    """Print letters where no mail server is configured, so that the operator can pass them on."""

    def send(self, letter: Letter) -> None:
        """Print one letter to the server's own output."""
        print(  # noqa: T201 - the server's output is where these letters go
            f"\nNo mail server is set (MAIL_SERVER). For {letter.to}: {letter.subject}\n{letter.text}\n",
            flush=True,
        )

    def reach(self) -> None:
        """Do nothing: what prints is always there."""


def mailer_for(settings: Settings) -> Mailer:
    """Return what sends mail under these settings."""
    return SmtpMailer(settings) if settings.mail_server else PrintingMailer()
