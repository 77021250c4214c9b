"""Walks through every page that a person's menu and the pages' links lead to."""

import re
from urllib.parse import urlsplit, parse_qsl

from . import world
from .checks import Findings, Visitor

# Pages of one kind differ in their rows only, so a few of each kind are enough.
MOST_OF_A_SHAPE = 2
MOST_OF_A_PATH = 3
MOST_PAGES = 30
# These answers are files.
FILES = re.compile(r"/export$|\.(csv|xlsx|pdf|zip)$")


def shape(url: str) -> tuple[str, str]:
    """The path without what names a row, and the names of the fields of the query."""
    parts = urlsplit(url)
    path = "/".join("{}" if re.search(r"\d", it) else it for it in parts.path.strip("/").split("/"))
    return path, ",".join(sorted({name for name, _ in parse_qsl(parts.query)}))


def name_of(kind: str, url: str, number: int) -> str:
    path, query = shape(url)
    words = re.sub(r"[^a-z{}]+", "-", path.removeprefix("console") or "today").strip("-").replace("{}", "one")
    return f"{kind}-{words or 'today'}" + (f"-{query.replace(',', '-')}" if query else "") + (
        f"-{number}" if number > 1 else ""
    )


class Crawl:
    """The pages of one person, in the order in which they were found."""

    def __init__(self, kind: str):
        self.kind = kind
        self.pages: dict[str, Findings] = {}
        self.files: list[str] = []
        self._shapes: dict[tuple, int] = {}
        self._paths: dict[str, int] = {}

    def run(self) -> "Crawl":
        origin = world.service().address
        with world.context(state=world.signed_in(self.kind)) as context:
            visitor = Visitor(context, origin)
            waiting = [origin + "/console/"]
            seen = set(waiting)
            while waiting and len(self.pages) < MOST_PAGES:
                url = waiting.pop(0)
                if not self._takes(url):
                    continue
                if FILES.search(urlsplit(url).path):
                    self.files.append(url)
                    assert context.request.get(url).ok, url
                    continue
                number = self._shapes[shape(url)]
                found = visitor.visit(url, name_of(self.kind, url, number))
                self.pages[url] = found
                for link in found.links:
                    link = link.split("#")[0]
                    if link.startswith(origin + "/console") and link not in seen:
                        seen.add(link)
                        waiting.append(link)
        return self

    def _takes(self, url: str) -> bool:
        path, query = shape(url)
        if self._shapes.get((path, query), 0) >= MOST_OF_A_SHAPE or self._paths.get(path, 0) >= MOST_OF_A_PATH:
            return False
        self._shapes[(path, query)] = self._shapes.get((path, query), 0) + 1
        self._paths[path] = self._paths.get(path, 0) + 1
        return True
