"""Walks through every page that a person's menu and the pages' links lead to."""

import re
from urllib.parse import urlsplit, parse_qsl

from . import world
from .checks import Findings, Visitor

# Pages of one kind differ in their rows only. A page for each state is enough: one row of each tab of a list.
MOST_OF_A_PATH = 6
MOST_PAGES = 90


def shape(url: str) -> tuple[str, str]:
    """The path without what names a row, and the names of the fields of the query; of the state, also its value."""
    parts = urlsplit(url)
    words = parts.path.strip("/").split("/")
    # Products have names without figures.
    names = {i for i, it in enumerate(words) if i and words[i - 1] == "criteria" and it not in ("compare", "try")}
    path = "/".join("{}" if i in names or re.search(r"[\dA-Z]", it) else it for i, it in enumerate(words))
    return path, ",".join(sorted({f"state={value}" if name == "state" else name for name, value in parse_qsl(parts.query)}))


def name_of(kind: str, url: str) -> str:
    path, query = shape(url)
    words = re.sub(r"[^a-z{}]+", "-", path.removeprefix("console") or "today").strip("-").replace("{}", "one")
    return f"{kind}-{words or 'today'}" + (f"-{query.replace(',', '-')}" if query else "")


class Crawl:
    """The pages of one person, in the order in which they were found."""

    def __init__(self, kind: str):
        self.kind = kind
        self.pages: dict[str, Findings] = {}
        self.files: list[str] = []
        self._shapes: set = set()
        self._paths: dict[str, int] = {}

    def run(self) -> "Crawl":
        origin = world.service().address
        with world.context(state=world.signed_in(self.kind)) as context:
            visitor = Visitor(context, origin)
            waiting = [(origin + "/console/", "")]
            seen = {waiting[0][0]}
            while waiting and len(self.pages) < MOST_PAGES:
                url, source = waiting.pop(self._next(waiting))
                if not self._takes(url, source):
                    continue
                if self._is_file(context, url):
                    self.files.append(url)
                    continue
                name = name_of(self.kind, url)
                number = sum(shape(it) == shape(url) for it in self.pages) + 1
                found = visitor.visit(url, name if number == 1 else f"{name}-{number}")
                self.pages[url] = found
                for link in found.links:
                    link = link.split("#")[0]
                    if link.startswith(origin + "/console") and link not in seen:
                        seen.add(link)
                        waiting.append((link, url))
        return self

    def _next(self, waiting: list) -> int:
        """The first page of a path that was not visited yet; the first page if there is none."""
        return next((i for i, (url, _) in enumerate(waiting) if shape(url)[0] not in self._paths), 0)

    def _is_file(self, context, url: str) -> bool:
        """Whether the answer is a download or a printed document: it has no page of the console around it."""
        answer = context.request.get(url)
        kind, placed = answer.headers.get("content-type", ""), answer.headers.get("content-disposition", "")
        is_page = kind.startswith("text/html") and not placed and 'class="top"' in answer.text()
        assert is_page or answer.ok, (url, answer.status)
        return not is_page

    def _takes(self, url: str, source: str) -> bool:
        path, query = shape(url)
        # A row is taken once from each page that leads to it, any other page once.
        key = (path, query, shape(source) if "{}" in path else "")
        if key in self._shapes or self._paths.get(path, 0) >= MOST_OF_A_PATH:
            return False
        self._shapes.add(key)
        self._paths[path] = self._paths.get(path, 0) + 1
        return True
