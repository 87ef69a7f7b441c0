"""The preview's pages: the frame around the questionnaire, and whether the file was saved since."""

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response as Reply

from survey_app.web.access import ANYONE, allow
from survey_app.web.preview.previewed import Previewed, Seen
from survey_app.web.preview.trace import trace
from survey_app.web.questionnaires import EVERY_LANGUAGE
from survey_app.web.unit import now


def _language(seen: Seen) -> str:
    """Return the language that the questionnaire is shown in, after taking the one that was chosen."""
    known = [one.tag for one in seen.languages]
    if (wanted := request.args.get("language")) in known:
        cookie["language"] = wanted
    kept = cookie.get("language")
    return kept if kept in known else next(iter(known), "")


def preview_pages(previewed: Previewed) -> Blueprint:
    """Return the blueprint that previews one file."""
    preview = Blueprint("preview", __name__)
    preview.record(lambda state: state.app.extensions.setdefault(EVERY_LANGUAGE, True))

    @preview.get("/preview/")
    @allow(ANYONE)
    def frame() -> str:
        seen = previewed.look()
        language = _language(seen)
        traced = trace(*previewed.asked(), now().date()) if seen.asked else []
        return render_template(
            "preview/frame.html",
            name=previewed.path.name,
            seen=seen,
            traced=traced,
            link=previewed.link() if seen.asked else "",
            width="phone" if request.args.get("width") == "phone" else None,
            language=language,
        )

    @preview.get("/preview/mark")
    @allow(ANYONE)
    def mark() -> Response:
        return jsonify(mark=previewed.look().mark)

    @preview.get("/preview")
    @allow(ANYONE)
    def without_slash() -> Reply:
        return redirect(url_for("preview.frame"), 303)

    return preview
