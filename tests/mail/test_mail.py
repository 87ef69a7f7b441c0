"""Letters through a real SMTP server, and onto the server's own output where none is configured."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from survey_app.mail import Letter, MailFailed, PrintingMailer, SmtpMailer, mailer_for
from survey_app.settings import Settings

LETTER = Letter("ada@nine.example", "Dein Zugang – grüße", "Öffne:\n\nhttps://exchange.example/sign-in/abc\n")


class Post:
    """Keep what the SMTP server takes."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, list[str], EmailMessage]] = []
        self.refuse = ""

    async def handle_RCPT(  # noqa: N802 - the server's own name for it
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, message))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def post() -> Iterator[tuple[Post, int]]:
    """Run an SMTP server that asks nobody who they are."""
    taken, port = Post(), free_port()
    controller = Controller(taken, hostname="127.0.0.1", port=port)
    controller.start()
    yield taken, port
    controller.stop()


def settings_for(port: int, **changes: Any) -> Settings:
    fields: dict[str, Any] = {
        "instance": Path(), "base_url": "http://127.0.0.1:5000", "secret_key": "x" * 40,
        "mail_server": "127.0.0.1", "mail_port": port, "mail_sender": "exchange@nine.example",
        "mail_starttls": False,
    }  # fmt: skip
    return Settings(**fields | changes)


def test_a_letter_arrives_whole(post: tuple[Post, int]) -> None:
    taken, port = post
    mailer_for(settings_for(port)).send(LETTER)
    ((sender, receivers, message),) = taken.taken
    assert (sender, receivers) == ("exchange@nine.example", ["ada@nine.example"])
    assert {name: message[name] for name in ("From", "To", "Subject")} == {
        "From": "exchange@nine.example", "To": "ada@nine.example", "Subject": LETTER.subject,
    }  # fmt: skip
    assert message["Message-ID"].endswith("@nine.example>")
    assert message["Date"].datetime.tzinfo is not None
    assert message.get_content().replace("\r\n", "\n") == LETTER.text


def test_going_to_the_server_without_a_letter_leaves_none(post: tuple[Post, int]) -> None:
    taken, port = post
    SmtpMailer(settings_for(port)).reach()
    assert taken.taken == []


@pytest.mark.parametrize("act", ["send", "reach"])
def test_a_server_that_is_away_is_told(act: str) -> None:
    mailer = SmtpMailer(settings_for(free_port()))
    with pytest.raises(MailFailed, match=r"^The mail server did not take the letter: .*refused"):
        mailer.send(LETTER) if act == "send" else mailer.reach()


def test_a_server_that_refuses_is_told_with_its_words(post: tuple[Post, int]) -> None:
    taken, port = post
    taken.refuse = "550 No such mailbox"
    with pytest.raises(MailFailed, match="No such mailbox"):
        SmtpMailer(settings_for(port)).send(LETTER)


def test_a_server_without_tls_gets_no_letter_where_tls_is_asked_for(post: tuple[Post, int]) -> None:
    taken, port = post
    with pytest.raises(MailFailed, match="STARTTLS"):
        SmtpMailer(settings_for(port, mail_starttls=True)).send(LETTER)
    assert taken.taken == []


@pytest.mark.parametrize("to", ["ada@nine.example\r\nBcc: eve@evil.example", "ada@nine.example\nX: y"])
def test_an_address_cannot_bring_headers_of_its_own(post: tuple[Post, int], to: str) -> None:
    taken, port = post
    with pytest.raises(MailFailed):
        SmtpMailer(settings_for(port)).send(Letter(to, "s", "t"))
    assert taken.taken == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize(("password", "letters"), [("right", 1), ("wrong", 0)])
def test_the_server_is_signed_in_to_with_the_name_and_password_of_the_settings(
    password: str, letters: int
) -> None:
    def check(server: Any, session: Any, envelope: Any, kind: str, data: LoginPassword) -> AuthResult:
        return AuthResult(success=data == LoginPassword(b"me", b"right"), handled=False)

    taken, port = Post(), free_port()
    rules = {"authenticator": check, "auth_required": True, "auth_require_tls": False}
    controller = Controller(taken, hostname="127.0.0.1", port=port, **rules)
    controller.start()
    try:
        mailer = SmtpMailer(settings_for(port, mail_user="me", mail_password=password))
        if letters:
            mailer.send(LETTER)
        else:
            with pytest.raises(MailFailed):
                mailer.send(LETTER)
    finally:
        controller.stop()
    assert len(taken.taken) == letters


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    made = _self_signed(certificate, key)
    if not made:
        pytest.skip("openssl is not installed")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    taken, port = Post(), free_port()
    controller = Controller(taken, hostname="127.0.0.1", port=port, tls_context=context)
    controller.start()
    try:
        with pytest.raises(MailFailed, match="certificate verify failed"):
            SmtpMailer(settings_for(port, mail_starttls=True)).send(LETTER)
    finally:
        controller.stop()
    assert taken.taken == []


def _self_signed(certificate: Path, key: Path) -> bool:
    if shutil.which("openssl") is None:
        return False
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    subprocess.run(
        [*command, "-subj", "/CN=127.0.0.1", "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )
    return True


def test_without_a_server_letters_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    mailer = mailer_for(Settings(instance=Path(), base_url="http://127.0.0.1:5000", secret_key="x" * 40))
    assert isinstance(mailer, PrintingMailer)
    mailer.reach()
    mailer.send(LETTER)
    assert capsys.readouterr().out == (
        f"\nNo mail server is set (MAIL_SERVER). For ada@nine.example: {LETTER.subject}\n{LETTER.text}\n\n"
    )
