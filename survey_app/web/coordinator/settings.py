"""Making a round and changing its settings."""

from dataclasses import fields
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey_app.places import QUESTIONNAIRES
from survey_app.rounds.model import Round
from survey_app.storage import AlreadyThere, events, invitations, networks, questionnaires
from survey_app.storage import rounds as stored
from survey_app.web.access import ROUND, SIGNED_IN, account, allow, this_round
from survey_app.web.coordinator.blueprint import coordinator, note, to
from survey_app.web.coordinator.choosing import Choice, Choices, choices
from survey_app.web.coordinator.fields import faults
from survey_app.web.coordinator.naming import slug_of
from survey_app.web.coordinator.round_form import NEW_NETWORK, RoundForm, data_of, round_form
from survey_app.web.unit import now, session


def _choices() -> Choices:
    return choices(QUESTIONNAIRES, questionnaires.versions(session()))


def _form(this: Round | None, offered: Choices) -> RoundForm:
    key = offered.key_of(this.version_id) if this else offered.ready[0].key if offered.ready else ""
    data = data_of(this, key)
    form = round_form(request.form if request.method == "POST" else None, data, offered, now().date())
    if this is not None or account().network_id is not None:
        del form.network, form.new_network
    else:
        known = [(str(one.id), one.name) for one in networks.networks(session())]
        form.network.options = [("", "Choose …"), *known, (NEW_NETWORK, "A new network")]
    return form


def _page(form: RoundForm, offered: Choices, this: Round | None = None, locked: bool = False) -> str:
    return render_template(
        "coordinator/settings.html",
        form=form,
        faults=faults(form),
        offered=offered,
        round=this,
        locked=locked,
    )


def _version(choice: Choice) -> int:
    if choice.content is None or choice.key.startswith("version:"):
        return int(choice.key.partition(":")[2])
    return questionnaires.store_version(
        session(),
        choice.name,
        choice.version,
        choice.content,
        now(),
        translations=choice.translations,
    )


@coordinator.get("/rounds/new")
@allow(SIGNED_IN)
def new_round() -> str:
    """Ask for a new round's settings."""
    offered = _choices()
    return _page(_form(None, offered), offered)


@coordinator.post("/rounds/new")
@allow(SIGNED_IN)
def add_round() -> Response | tuple[str, int]:
    """Make a round, to be opened later."""
    offered = _choices()
    form = _form(None, offered)
    choice = offered.by_key(form.questionnaire.data)
    if not form.validate() or choice is None:
        return _page(form, offered), 422
    try:
        network_id = _network(form)
    except AlreadyThere:
        form.new_network.errors = ["There is a network of this name already. Choose it from the list."]
        return _page(form, offered), 422
    round_id = _store(form, network_id, _version(choice))
    flash("The round is made. Now add its cities.", "good")
    return redirect(url_for("coordinator.home", round_id=round_id), 303)


def _network(form: Any) -> int:
    """Return the network of a new round; an administrator chooses it or names a new one."""
    own = account().network_id
    if own is not None:
        return own
    if form.network.data == NEW_NETWORK:
        return networks.add_network(session(), form.new_network.data.strip())
    return int(form.network.data)


def _store(form: RoundForm, network_id: int, version_id: int) -> int:
    title = form.title.data.strip()
    slug = slug_of(title, "round", lambda name: bool(stored.round_by_slug(session(), network_id, name)))
    round_id = stored.add_round(session(), network_id, slug, title, version_id=version_id)
    made = stored.round_by_id(session(), round_id)
    if made is not None:
        stored.update_round(session(), form.applied_to(made, version_id))
    who, what = account().email, "made the round"
    events.record_event(session(), now(), who, what, network_id=network_id, round_id=round_id)
    return round_id


def _touched() -> bool:
    return any(sheet.revision > 0 for _, sheet in invitations.invitations(session(), this_round().id))


@coordinator.get("/rounds/<int:round_id>/settings")
@allow(ROUND)
def settings(round_id: int) -> str:
    """Show a round's settings."""
    offered = _choices()
    return _page(_form(this_round(), offered), offered, this_round(), _touched())


@coordinator.post("/rounds/<int:round_id>/settings")
@allow(ROUND)
def change_settings(round_id: int) -> Response | tuple[str, int]:
    """Change a round's settings; the questionnaire stays once a city has begun to answer it."""
    offered, locked, this = _choices(), _touched(), this_round()
    form = _form(this, offered)
    if locked:
        form.questionnaire.data = offered.key_of(this.version_id)
    choice = offered.by_key(form.questionnaire.data)
    if not form.validate() or choice is None:
        return _page(form, offered, this, locked), 422
    changed = form.applied_to(this, this.version_id if locked else _version(choice))
    if changed != this:
        stored.update_round(session(), changed)
        note("changed the settings", remark=_what_changed(this, changed))
        flash("The settings are saved.", "good")
    return to("home")


def _what_changed(before: Round, after: Round) -> str:
    """Name the settings that were changed."""
    names = {
        "version_id": "questionnaire",
        "frame": "weeks, sessions or aims",
        "remark": "remark beside figures",
    }
    told = [one.name for one in fields(before) if getattr(before, one.name) != getattr(after, one.name)]
    return ", ".join(names.get(one, one) for one in told)
