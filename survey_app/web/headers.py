"""The headers of every reply, and the addresses of static files."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request

STATIC = Path(__file__).parent / "static"

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


def send_headers(app: Flask, secure: bool) -> None:
    """Add the security headers to every reply of an app."""

    @app.after_request
    def _add(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", _POLICY)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        if secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        # Pages hold what only their reader may see: no cache between keeps them.
        if not request.path.startswith("/static/"):
            headers.setdefault("Cache-Control", "no-store, private")
        return response
