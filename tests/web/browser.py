"""A browser without scripts: it opens pages, fills in their forms, presses their buttons."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

_VOID = {"input", "meta", "link", "br", "hr", "img", "path", "circle"}
_BLOCKS = {"p", "li", "dt", "dd", "h1", "h2", "legend", "label", "th", "td", "span", "a", "button", "div"}


@dataclass
class Form:
    """Hold a form as it stands on a page: what it would send, what can be chosen, its buttons."""

    action: str
    id: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)
    options: dict[str, list[str]] = field(default_factory=dict)
    several: set[str] = field(default_factory=set)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)  # text, name, value
    actions: dict[str, str] = field(default_factory=dict)  # of the buttons that send it elsewhere


class Page(HTMLParser):
    """Hold what a page says: headings, texts, links, ids, forms."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html, self.forms, self.ids, self.links = html, list[Form](), list[str](), list[tuple[str, str]]()
        self.texts: dict[str, list[str]] = {}
        self.by_id: dict[str, str] = {}
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self._form: Form | None = None
        self._select = ""
        # Buttons of a form that they stand outside of, and where they send it.
        self._elsewhere: list[tuple[str, tuple[str, str, str], str]] = []
        self.feed(html)
        for name, button, action in self._elsewhere:
            owner = next(form for form in self.forms if form.id == name)
            owner.buttons.append(button)
            owner.actions |= {button[0]: action} if action else {}

    @property
    def title(self) -> str:
        """Return the page's main heading."""
        (one,) = self.texts["h1"]
        return one

    @property
    def text(self) -> str:
        """Return all that can be read."""
        return " ".join(self.texts["body"])

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Return the error summary: where each entry leads, and what it says."""
        inside = self.html.partition('id="error-summary"')[2].partition("</div>")[0]
        return [(href, text) for href, text in Page(f"<body>{inside}</body>").links] if inside else []

    @property
    def form(self) -> Form:
        """Return the page's own form: the last one is the footer's."""
        return self.forms[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value if value is not None else "" for key, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "form":
            self._form = Form(given["action"], given.get("id", ""))
            self.forms.append(self._form)
        elif tag == "select":
            self._select = given["name"]
        elif self._form and tag == "option":
            self._option(given)
        elif self._form and tag == "input":
            self._input(given)
        if tag not in _VOID:
            self._open.append((tag, given, []))

    def handle_endtag(self, tag: str) -> None:
        while tag in [name for name, _, _ in self._open]:
            name, given, words = self._open.pop()
            # A textarea's first line break belongs to the markup, and its other white space to the value.
            raw = "".join(words)
            text = raw.removeprefix("\n") if name == "textarea" else " ".join(raw.split())
            self.texts.setdefault(name, []).append(text)
            if "id" in given:
                self.by_id[given["id"]] = text
            if name == "a":
                self.links.append((given["href"], text))
            if self._form and name == "textarea":
                self._form.fields.append((given["name"], text))
            if self._form and name == "button" and given.get("type") != "button":
                button = (text, given.get("name", ""), given.get("value", ""))
                if "form" in given:
                    self._elsewhere.append((given["form"], button, given.get("formaction", "")))
                else:
                    self._form.buttons.append(button)
            if self._open:
                self._open[-1][2].append(f" {raw} " if name in _BLOCKS else raw)
            if name == "form":
                self._form = None
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1][2].append(data)

    def _option(self, given: dict[str, str]) -> None:
        assert self._form is not None
        self._form.options.setdefault(self._select, []).append(given["value"])
        if "selected" in given:
            self._form.fields.append((self._select, given["value"]))

    def _input(self, given: dict[str, str]) -> None:
        assert self._form is not None
        name, value = given["name"], given.get("value", "")
        if given.get("type") not in ("radio", "checkbox"):
            self._form.fields.append((name, value))
            return
        self._form.options.setdefault(name, []).append(value)
        if given["type"] == "checkbox":
            self._form.several.add(name)
        if "checked" in given:
            self._form.fields.append((name, value))


Answers = dict[str, str | list[str]]


class Browser:
    """Walk through pages on one device: cookies are kept, redirects followed, addresses noted."""

    def __init__(self, app: Flask, base_url: str = "http://127.0.0.1:5000") -> None:
        self.client: FlaskClient = app.test_client()
        self.base_url = base_url
        self.addresses: list[str] = []
        self.reply: TestResponse
        self.page: Page
        self.sent: tuple[str, MultiDict[str, str]]

    @property
    def status(self) -> int:
        """Return the status of the last reply."""
        return self.reply.status_code

    @property
    def address(self) -> str:
        """Return the address of the page that is shown."""
        return self.addresses[-1]

    def open(self, path: str) -> "Browser":
        """Open an address."""
        return self._take(path, self.client.get(path, base_url=self.base_url))

    def press(self, words: str, /, **answers: str | list[str]) -> "Browser":
        """Fill in the form that has this button, then press it; answers are named without their prefix."""
        form = next(form for form in self.page.forms if any(words == button[0] for button in form.buttons))
        button = next(button for button in form.buttons if words == button[0])
        fields = filled(form, {_field(form, name): value for name, value in answers.items()})
        if button[1]:
            fields.add(button[1], button[2])
        return self.post(form.actions.get(words, form.action), fields)

    def post(self, path: str, fields: "MultiDict[str, str]") -> "Browser":
        """Send fields to an address."""
        self.sent = (path, fields)
        return self._take(path, self.client.post(path, data=fields, base_url=self.base_url))

    def cookie(self) -> dict[str, object]:
        """Return what this device's cookie holds."""
        with self.client.session_transaction(base_url=self.base_url) as cookie:
            return dict(cookie)

    def take(self, cookie: dict[str, object]) -> "Browser":
        """Hold another device's cookie from now on."""
        with self.client.session_transaction(base_url=self.base_url) as own:
            own.clear()
            own.update(cookie)
        return self

    def again(self) -> "Browser":
        """Send once more what was sent last."""
        return self.post(*self.sent)

    def _take(self, path: str, reply: TestResponse) -> "Browser":
        self.addresses.append(path)
        for _ in range(10):
            if reply.status_code not in (301, 302, 303, 307, 308):
                break
            self.addresses.append(reply.headers["Location"])
            reply = self.client.get(reply.headers["Location"], base_url=self.base_url)
        self.reply, self.page = reply, Page(reply.get_data(as_text=True))
        return self


def _field(form: Form, name: str) -> str:
    """Return a field's name: as it is when the form has it so, else with the prefix of questions."""
    known = {field for field, _ in form.fields} | set(form.options)
    return name if name in known else f"q.{name}"


def filled(form: Form, answers: Answers) -> "MultiDict[str, str]":
    """Return what a form sends once these answers are typed and chosen; the others stay as they stand."""
    known = {name for name, _ in form.fields} | set(form.options)
    assert set(answers) <= known, f"{set(answers) - known} is not among {sorted(known)}"
    fields = MultiDict([(name, value) for name, value in form.fields if name not in answers])
    for name, value in answers.items():
        values = value if isinstance(value, list) else [value]
        assert not set(values) - set(form.options.get(name, values)), (name, values, form.options[name])
        fields.setlist(name, values)
    return fields
