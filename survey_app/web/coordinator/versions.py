"""Publishing another version of a round's questionnaire, once it is said what becomes of the answers."""

from flask import abort, flash, request
from werkzeug.wrappers import Response

from survey_app.answers.model import Sheet, SheetStatus
from survey_app.places import QUESTIONNAIRES
from survey_app.questionnaire.reader import served
from survey_app.rounds.model import Invitation
from survey_app.storage import events, invitations, questionnaires, rounds, sheets
from survey_app.web.access import ROUND, account, allow, this_round
from survey_app.web.coordinator.blueprint import coordinator, note, round_page, to
from survey_app.web.coordinator.choosing import Choice, Choices, choices
from survey_app.web.coordinator.gathering import versions_of
from survey_app.web.coordinator.versions_page import VersionPage, kept_page, version_page
from survey_app.web.questionnaires import questionnaire_of
from survey_app.web.unit import now, session


def _offered(version_id: int) -> Choices:
    """Return the other versions of the round's questionnaire: files and versions of the same name."""
    known = questionnaires.versions(session())
    own = next(one for one in known if one.id == version_id)
    found = choices(QUESTIONNAIRES, known)
    names = {f"version:{one.id}": one.name for one in known}
    current = found.key_of(version_id)
    ready = tuple(
        one for one in found.ready if one.key != current and names.get(one.key, one.name) == own.name
    )
    return Choices(ready, found.refused)


def _asked() -> int:
    """Return the version that the round asks; without one the reader is sent to choose one."""
    version_id = this_round().version_id
    return version_id if version_id is not None else abort(to("settings"))


@coordinator.get("/rounds/<int:round_id>/versions")
@allow(ROUND)
def versions(round_id: int) -> str:
    """Offer other versions of the questionnaire, and show what one would do to the answers given."""
    offered = _offered(_asked())
    choice = offered.by_key(request.args.get("choice"))
    return _page(offered, choice, _page_of(choice) if choice else None)


def _page(
    offered: Choices, choice: Choice | None, page: VersionPage | None, undecided: tuple[str, ...] = ()
) -> str:
    version_id = _asked()
    current = questionnaire_of(session(), version_id, this_round()).questionnaire
    behind = [(invitation.city, sheet) for invitation, sheet in _sheets() if sheet.version_id != version_id]
    reader = versions_of(session(), this_round(), version_id)
    return round_page(
        "versions", "settings", offered=offered, choice=choice, page=page, undecided=undecided,
        current=current, kept=kept_page([(city, *reader.read(sheet)) for city, sheet in behind]),
    )  # fmt: skip


def _sheets() -> list[tuple[Invitation, Sheet]]:
    return invitations.invitations(session(), this_round().id)


def _content(choice: Choice) -> bytes:
    if choice.content is not None:
        return choice.content.encode()
    return questionnaires.version_content(session(), int(choice.key.partition(":")[2])).encode()


def _page_of(choice: Choice) -> VersionPage:
    """Compare the version asked with another one over all answers, as the version asked has them."""
    version_id, this = _asked(), this_round()
    reader = versions_of(session(), this, version_id)
    old = questionnaire_of(session(), version_id, this).questionnaire
    new = served(_content(choice), this.frame.weeks).questionnaire
    answers = [reader.read(sheet)[0].values() for _, sheet in _sheets()]
    return version_page(old, new, answers)


@coordinator.post("/rounds/<int:round_id>/versions")
@allow(ROUND)
def publish(round_id: int) -> Response | tuple[str, int]:
    """Let the round ask another version; a breaking change waits until it is said what becomes of answers."""
    version_id = _asked()
    offered = _offered(version_id)
    choice = offered.by_key(request.form.get("choice")) or abort(to("versions"))
    page = _page_of(choice)
    undecided = page.undecided(request.form.getlist("leave_out"))
    if undecided:
        return _page(offered, choice, page, undecided), 422
    following = _version(choice)
    rounds.adopt_version(session(), round_id, following)
    lost = [line.what for line in page.lines if line.lost]
    note(events.PUBLISHED, **{"from": version_id, "to": following, "left_out": lost})
    who = account().name or account().email
    for _, sheet in _sheets():
        carry_on(sheet, following, who)
    flash(f"The round now asks version {page.version}.", "good")
    return to("versions")


def _version(choice: Choice) -> int:
    if choice.key.startswith("version:"):
        return int(choice.key.partition(":")[2])
    content = choice.content or ""
    return questionnaires.store_version(
        session(), choice.name, choice.version, content, now(), translations=choice.translations
    )


def carry_on(sheet: Sheet, version_id: int, who: str) -> None:
    """Move a draft on to a version; a signed-off sheet stays with its own."""
    locked = sheets.sheet_by_id(session(), sheet.id, for_update=True)
    if locked is None or locked.status is SheetStatus.SUBMITTED or locked.version_id == version_id:
        return
    moved, _ = versions_of(session(), this_round(), version_id).read(locked)
    sheets.carry_sheet(session(), locked, version_id, moved.answers, author=who, now=now())
