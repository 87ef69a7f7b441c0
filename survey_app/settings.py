"""Settings: the operator's sheet, the instance file and the environment, checked once at start."""

import ast
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from survey_app.places import CONFIG

INSTANCE_FILE = "settings.py"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_WEAK_KEYS = frozenset({"secret", "changeme", "change-me", "dev", "development", "test", "password", "key"})


class BadSettings(ValueError):
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
        return ["127.0.0.1", "localhost", "[::1]"] if name in _LOOPBACK else [name]


def read_sheet(text: str, path: str) -> dict[str, Any]:
    """Read `NAME = value` lines with plain values; nothing in the file is run. Raises BadSettings."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise BadSettings([f"{path}:{error.lineno}: this line cannot be read. Write NAME = value."]) from None
    values, problems = {}, []
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            try:
                values[node.targets[0].id] = ast.literal_eval(node.value)
                continue
            except ValueError:
                pass
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        problems.append(f"{path}:{node.lineno}: only NAME = plain value can stand here.")
    if problems:
        raise BadSettings(problems)
    return values


def prepare_instance(instance: Path) -> bool:
    """Write the instance file once, readable by its owner alone: a random key and the base URL. Tell if it did."""
    path = instance / INSTANCE_FILE
    if path.exists():
        return False
    instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = (
        "# Written once at the first start; goes before config.py. Keep SECRET_KEY secret: it signs sessions and\n"
        "# city links, and with another key the city links that were sent before stop working.\n"
        f'SECRET_KEY = "{secrets.token_urlsafe(48)}"\n'
        'BASE_URL = "http://127.0.0.1:5000"\n'
    )
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    return True


def load_settings(instance: Path, environ: Mapping[str, str]) -> Settings:
    """Return the settings; raises BadSettings with everything that is wrong at once."""
    sheet = read_sheet(CONFIG.read_text(encoding="utf-8"), CONFIG.name)
    own = instance / INSTANCE_FILE
    values = dict(sheet)
    if own.exists():
        values |= read_sheet(own.read_text(encoding="utf-8"), str(own))
    problems = [f"{name} is no setting; config.py lists them." for name in values if name not in sheet]
    for name, default in sheet.items():
        if environ.get(name):
            values[name] = _from_environment(name, environ[name], default, problems)
    known = {field.name for field in fields(Settings)}
    values = {name.lower(): value for name, value in values.items() if name.lower() in known}
    _follow_port(values, environ)
    problems += _faults(values)
    if problems:
        raise BadSettings(problems)
    return Settings(instance=instance, **{name: value for name, value in values.items() if value is not None})


def _from_environment(name: str, text: str, default: Any, problems: list[str]) -> Any:
    if isinstance(default, bool):
        return text.strip().lower() in ("1", "true", "yes", "on")
    if isinstance(default, int):
        try:
            return int(text)
        except ValueError:
            problems.append(f"{name} must be a whole number, not “{text}”.")
            return default
    return text


def _follow_port(values: dict[str, Any], environ: Mapping[str, str]) -> None:
    """Let a base URL on this machine follow PORT, so that the printed links open what was started."""
    parts = urlsplit(values.get("base_url") or "")
    if environ.get("PORT") and not environ.get("BASE_URL") and parts.hostname in _LOOPBACK:
        values["base_url"] = f"{parts.scheme}://{parts.hostname}:{values['port']}"


def _faults(values: Mapping[str, Any]) -> list[str]:
    problems = []
    key = values.get("secret_key") or ""
    if len(key) < 32 or key.lower() in _WEAK_KEYS:
        problems.append(
            "SECRET_KEY is missing, short or known. Remove it from instance/settings.py and start once to get a new"
            " one, or set one of at least 32 random characters."
        )
    problems += _url_faults(values.get("base_url") or "")
    port = values.get("port")
    if not isinstance(port, int) or not 1 <= port <= 65535:
        problems.append(f"PORT must be between 1 and 65535, not {port}.")
    if values.get("mail_server") and not values.get("mail_sender"):
        problems.append("MAIL_SENDER is missing: with MAIL_SERVER set, mail needs a sender's address.")
    return problems


def _url_faults(url: str) -> list[str]:
    parts = urlsplit(url)
    if not url:
        return [
            "BASE_URL is missing. Set it to the address that people open, such as https://exchange.city.eu."
        ]
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        return [f"BASE_URL must be a scheme and a host, such as https://exchange.city.eu, not “{url}”."]
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        return [f"BASE_URL is plain http on {parts.hostname}; use https. Plain http works on 127.0.0.1 only."]
    return []
