"""What the measure `console` reads from a page: links, files, forms, and the words of its rows."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit


SEARCH = "q"
KNOWN = {"region": "330482"}
"""Fields for words that take only some."""


@dataclass
class Form:
    action: str
    method: str
    fixed: list = field(default_factory=list)
    """(name, value) of what is sent without a choice."""
    texts: list = field(default_factory=list)
    """Names of fields for words."""
    choices: list = field(default_factory=list)
    """(name, value) of every option and box."""


class Page(HTMLParser):
    def __init__(self, address, text):
        super().__init__()
        self.address = address
        self.links, self.files, self.forms, self.words, self.secret = [], [], [], [], ""
        self._form = self._select = None
        self._inside = []
        self.feed(text)

    def handle_starttag(self, tag, pairs):
        given = dict(pairs)
        if tag in ("th", "a", "code"):
            self._inside.append((tag, given.get("class") or ""))
        if tag == "a" and given.get("href"):
            self.links.append(urljoin(self.address, given["href"]).split("#")[0])
        elif tag == "link" and given.get("rel") in ("stylesheet", "icon"):
            self._file(given.get("href"))
        elif tag in ("script", "img"):
            self._file(given.get("src"))
        elif tag == "form":
            action = urljoin(self.address, given.get("action") or self.address.split("?")[0])
            self._form = Form(action, given.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(tag, given)

    def _file(self, address):
        if address and not address.startswith("data:"):
            self.files.append(address)

    def _field(self, tag, given):
        name, value, kind = given.get("name"), given.get("value") or "", given.get("type", "text")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            self._form.choices.append((self._select, value))
        elif tag == "input" and name:
            if kind in ("text", "search"):
                self._form.texts.append(name)
            elif kind in ("checkbox", "radio"):
                self._form.choices.append((name, value or "on"))
            elif kind == "hidden":
                self._form.fixed.append((name, value))

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        while tag in ("th", "a", "code") and self._inside and self._inside.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = [tag for tag, _ in self._inside]
        if tags == ["th", "a"] and data.strip():
            self.words.append(data.strip())
        if self._inside and self._inside[-1] == ("code", "secret"):
            self.secret += data

    def searches(self):
        """The addresses to which the forms of the page lead: with each choice, with words of its rows, and with a word
        that no row has."""
        found = []
        words = [word for text in self.words[:2] for word in (text[:2], text)] + ["无此词语"]
        for form in (form for form in self.forms if form.method == "get"):
            sent = [(name, word) for name in form.texts if name == SEARCH for word in words]
            sent += [(name, KNOWN[name]) for name in form.texts if name in KNOWN] + form.choices
            found += [f"{form.action}?{urlencode([*form.fixed, one])}" for one in sent if one[1]]
        return found


def shape(address):
    """One line of the measure: the path without what names a row, and what the query does: it searches, leads to another
    page of the list, sets one condition, or several."""
    parts = urlsplit(address)
    path = "/".join("{}" if re.search(r"[\dA-Z]", it) else it for it in parts.path.rstrip("/").split("/"))
    names = {name for name, _ in parse_qsl(parts.query)}
    paging = names & {"after", "before"}
    if SEARCH in names or paging:
        return f"{path}?{SEARCH if SEARCH in names else min(paging)}"
    return path + ("?" + names.pop() if len(names) == 1 else "?several" if names else "")
