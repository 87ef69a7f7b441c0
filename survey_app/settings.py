"""Settings: the operator's sheet, the instance file and the environment, checked once at start."""

import ast
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from survey_app.places import CONFIG

INSTANCE_FILE = "settings.py"
KEY_LENGTH = 32  # characters that a secret key has at least
_LOOPBACK = frozenset({"127.0.0.1", "localhost"})
_DATABASES = ("sqlite:", "postgres:", "postgresql:", "postgresql+psycopg:")
_RANGES = {
    "PORT": (1, 65_535),
    "THREADS": (1, 64),
    "PROXIES": (0, 5),
    "MAIL_PORT": (1, 65_535),
    "SIGN_IN_LINK_MINUTES": (1, 1_440),
    "SIGN_IN_IDLE_HOURS": (1, 168),
    "PROPOSAL_SECONDS": (1, 86_400),
}
_YES_NO = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}


class BadSettings(ValueError):  # noqa: N818 - it holds a list of errors
    """Raised at start with everything that is wrong with the settings; `problems` lists it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold every setting; config.py says what each means."""

    instance: Path
    base_url: str
    secret_key: str
    host: str = "127.0.0.1"
    port: int = 5000
    database_url: str | None = None
    threads: int = 8
    proxies: int = 0
    mail_server: str | None = None
    mail_port: int = 587
    mail_sender: str | None = None
    mail_user: str | None = None
    mail_password: str | None = None
    mail_starttls: bool = True
    sign_in_link_minutes: int = 30
    sign_in_idle_hours: int = 12
    proposal_seconds: int = 60

    @property
    def secure(self) -> bool:
        """Tell whether the product is reached by https."""
        return self.base_url.startswith("https://")

    @property
    def hosts(self) -> list[str]:
        """Return the Host headers that are answered."""
        name = urlsplit(self.base_url).hostname or ""
        return sorted(_LOOPBACK) if name in _LOOPBACK else [name]


_KINDS: dict[str, type] = {
    entry.name.upper(): entry.type if entry.type in (int, bool) else str
    for entry in fields(Settings)
    if entry.name != "instance"
}


def read_sheet(text: str, path: str) -> dict[str, Any]:
    """Read `NAME = value` lines with plain values; nothing in the file is run. Raises BadSettings."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None) or 1
        raise BadSettings([f"{path}:{line}: this line cannot be read. Write NAME = value."]) from None
    values, problems = {}, []
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            try:
                values[node.targets[0].id] = ast.literal_eval(node.value)
                continue
            except (ValueError, TypeError, RecursionError, MemoryError):
                pass
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        problems.append(f"{path}:{node.lineno}: only NAME = plain value can stand here.")
    if problems:
        raise BadSettings(problems)
    return values


def prepare_instance(instance: Path) -> bool:
    """Write the instance file once, for its owner alone: a random key and the base URL; tell if it did."""
    path = instance / INSTANCE_FILE
    if path.exists():
        return False
    instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = (
        "# Written once at the first start; goes before config.py. Keep SECRET_KEY secret: it signs\n"
        "# sessions and city links: with another key, those that were sent before stop working.\n"
        f'SECRET_KEY = "{secrets.token_urlsafe(48)}"\n'
        'BASE_URL = "http://127.0.0.1:5000"\n'
    )
    draft = instance / f".{INSTANCE_FILE}.{secrets.token_hex(4)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        # Of several processes that start at once, one puts its file here, whole from the first moment.
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def load_settings(instance: Path, environ: Mapping[str, str]) -> Settings:
    """Return the settings; raises BadSettings with everything that is wrong at once."""
    path = instance / INSTANCE_FILE
    sheet, own = _read_file(CONFIG), _read_file(path) if path.exists() else {}
    values = {**sheet, **own}
    problems = [_unknown(name) for name in values if name not in _KINDS]
    values |= {name: environ[name] for name in _KINDS if environ.get(name)}
    settled = {name: _settled(name, value, problems) for name, value in values.items() if name in _KINDS}
    if not environ.get("BASE_URL") and (environ.get("PORT") or "PORT" in own):
        settled["BASE_URL"] = _following(settled.get("BASE_URL"), settled.get("PORT"))
    problems += _faults(settled)
    if problems:
        raise BadSettings(problems)
    settled["BASE_URL"] = settled["BASE_URL"].rstrip("/")
    return Settings(
        instance=instance, **{name.lower(): value for name, value in settled.items() if value is not None}
    )


def _read_file(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadSettings([f"{path}:1: the file is not UTF-8 text. Save it as UTF-8."]) from None
    return read_sheet(text, str(path))


def _unknown(name: str) -> str:
    close = get_close_matches(name.upper(), _KINDS, n=1)
    return f"{name} is no setting. " + (f"Did you mean {close[0]}?" if close else "config.py lists them.")


def _settled(name: str, value: Any, problems: list[str]) -> Any:
    """Return a value as what its setting holds, None after telling what is wrong with it."""
    kind = _KINDS[name]
    if value is None or (kind is bool and isinstance(value, bool)):
        return value
    if kind is int:
        return _whole(name, value, problems)
    if kind is str and isinstance(value, str):
        return value
    if kind is bool and isinstance(value, str) and value.strip().lower() in _YES_NO:
        return _YES_NO[value.strip().lower()]
    # The value is not told: it may be half of a password.
    problems.append(f"{name} must be {'True or False' if kind is bool else 'text in quotes'}.")
    return None


def _whole(name: str, value: Any, problems: list[str]) -> int | None:
    least, most = _RANGES[name]
    digits = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if digits.isdecimal() and digits.isascii() and len(digits) <= 9 and least <= int(digits) <= most:
        return int(digits)
    told = f"“{value}”" if isinstance(value, str) else repr(value)
    problems.append(f"{name} must be a whole number between {least} and {most}, not {told}.")
    return None


def _following(url: str | None, port: int | None) -> str | None:
    """Return a base URL on this machine with the port that is served, so that printed links open it."""
    parts = _parts(url or "")
    if parts is None or port is None or parts.scheme != "http" or parts.hostname not in _LOOPBACK:
        return url
    return f"http://{parts.hostname}:{port}"


def _faults(values: Mapping[str, Any]) -> Iterator[str]:
    key = values.get("SECRET_KEY") or ""
    if len(key) < KEY_LENGTH or len(set(key)) < KEY_LENGTH // 4:
        yield (
            "SECRET_KEY is missing, short or easily guessed. Set one of at least"
            f" {KEY_LENGTH} random characters; a new instance folder gets one at the first start."
        )
    yield from _url_faults(values.get("BASE_URL") or "")
    database = values.get("DATABASE_URL")
    if database and not database.startswith(_DATABASES):
        kind = database.partition(":")[0]
        yield f"DATABASE_URL must begin with sqlite: or postgresql:, not “{kind}:”."
    if values.get("MAIL_SERVER") and "@" not in (values.get("MAIL_SENDER") or ""):
        yield "MAIL_SENDER is missing: with MAIL_SERVER set, mail needs a sender’s address."


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for what is no port
    except ValueError:
        return None
    return parts


def _url_faults(url: str) -> Iterator[str]:
    parts = _parts(url)
    extra = parts and (
        parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password
    )
    if not url:
        yield "BASE_URL is missing. Set it to the address that people open, such as https://exchange.city.eu."
    elif parts is None or parts.scheme not in ("http", "https") or not parts.hostname or extra:
        yield f"BASE_URL must be a scheme and a host, such as https://exchange.city.eu, not “{url}”."
    elif parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        yield f"BASE_URL is plain http on {parts.hostname}; use https. Plain http works on 127.0.0.1 only."
