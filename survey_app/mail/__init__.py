"""What is sent: a small interface over SMTP. Pages say what to send; this rim sends it."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol

from survey_app.settings import Settings


@dataclass(frozen=True, slots=True)
class Letter:
    """Hold one plain-text mail."""

    to: str
    subject: str
    text: str


class Mailer(Protocol):
    """Send letters."""

    def send(self, letter: Letter) -> None:
        """Send one letter; raises MailFailed."""


class MailFailed(RuntimeError):
    """Raised when a letter could not be handed over, with the server's reason."""


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    """Hand letters to the SMTP server of the settings."""

    settings: Settings

    def send(self, letter: Letter) -> None:
        """Send one letter; raises MailFailed."""
        settings, message = self.settings, EmailMessage()
        message["From"], message["To"] = settings.mail_sender or "", letter.to
        message["Subject"] = letter.subject
        message.set_content(letter.text)
        try:
            with smtplib.SMTP(settings.mail_server or "", settings.mail_port, timeout=15) as server:
                if settings.mail_starttls:
                    server.starttls(context=ssl.create_default_context())
                if settings.mail_user:
                    server.login(settings.mail_user, settings.mail_password or "")
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            raise MailFailed(f"The mail server did not take the letter: {error}") from error


class PrintingMailer:
    """Print letters where no mail server is configured, so that the operator can pass them on."""

    def send(self, letter: Letter) -> None:
        """Print one letter to the server's own output."""
        print(
            f"\nNo mail server is set (MAIL_SERVER). For {letter.to}: {letter.subject}\n{letter.text}\n",
            flush=True,
        )


def mailer_for(settings: Settings) -> Mailer:
    """Return what sends mail under these settings."""
    return SmtpMailer(settings) if settings.mail_server else PrintingMailer()
