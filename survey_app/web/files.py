"""Handing out files that cities sent: to be kept, never to be opened in the browser as part of this site."""

from flask import Response, abort, make_response
from werkzeug.http import dump_options_header

from survey_app.answers.model import Sheet
from survey_app.storage import files
from survey_app.web.respondent.uploads import entries_of
from survey_app.web.unit import session


def handed_out(sheet: Sheet, digest: str) -> Response:
    """Return one of a sheet's files as an attachment; 404 for what the sheet does not have."""
    entry = entries_of(sheet).get(digest)
    content = files.content_of(session(), sheet.id, digest) if entry else None
    if entry is None or content is None:
        abort(404)
    reply = make_response(content)
    plain = entry["name"].encode("ascii", "replace").decode().replace("?", "_")
    words = {"filename": plain, "filename*": _in_utf8(entry["name"])}
    reply.headers["Content-Type"] = "application/octet-stream"
    reply.headers["Content-Disposition"] = dump_options_header("attachment", words)
    reply.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return reply


def _in_utf8(name: str) -> str:
    kept = "".join(
        chr(byte) if chr(byte).isalnum() and byte < 128 else f"%{byte:02X}" for byte in name.encode()
    )
    return f"UTF-8''{kept}"
