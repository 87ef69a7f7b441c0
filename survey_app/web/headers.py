"""The headers of every reply, and the addresses of static files."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request

STATIC = Path(__file__).parent / "static"
A_YEAR = 31_536_000  # seconds

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


@lru_cache(maxsize=256)
def asset(name: str) -> str:
    """Return the address of a static file, with a mark of its content so that it can be cached for good."""
    content = (STATIC / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"


def security_headers(secure: bool) -> dict[str, str]:
    """Return the headers that every reply carries, pages, errors and static files alike."""
    headers = {
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }
    return headers | ({"Strict-Transport-Security": f"max-age={A_YEAR}"} if secure else {})


def send_headers(app: Flask, secure: bool, *, framed: bool = False) -> None:
    """Add the security headers to every reply of an app; `framed` lets its own pages frame one another."""
    always = security_headers(secure)
    if framed:
        policy = _POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'; frame-src 'self'")
        always["Content-Security-Policy"] = policy

    @app.after_request
    def _add(response: Response) -> Response:
        for name, value in always.items():
            response.headers.setdefault(name, value)
        # Pages hold what only their reader may see: no cache between keeps them.
        response.headers.setdefault("Cache-Control", "no-store, private")
        _stay_here(response)
        return response


def _stay_here(response: Response) -> None:
    """Let a redirect of ours name a path alone: behind a proxy, scheme and host are not ours to know."""
    location = response.headers.get("Location", "")
    if "://" in location and location.startswith(request.host_url):
        response.headers["Location"] = "/" + location.removeprefix(request.host_url).lstrip("/")
