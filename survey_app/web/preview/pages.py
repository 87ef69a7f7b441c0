"""The preview's pages: the frame around the questionnaire, and whether the file was saved since."""

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Reply

from survey_app.web.access import ANYONE, allow
from survey_app.web.preview.previewed import Previewed
from survey_app.web.preview.trace import trace
from survey_app.web.unit import now


def preview_pages(previewed: Previewed) -> Blueprint:
    """Return the blueprint that previews one file."""
    preview = Blueprint("preview", __name__)

    @preview.get("/preview/")
    @allow(ANYONE)
    def frame() -> str:
        seen = previewed.look()
        traced = trace(*previewed.asked(), now().date()) if seen.asked else []
        return render_template(
            "preview/frame.html",
            name=previewed.path.name,
            seen=seen,
            traced=traced,
            link=previewed.link() if seen.asked else "",
            narrow=request.args.get("width") == "phone",
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
