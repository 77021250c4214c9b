"""One round of the measure `console`: signs in as each kind of person, finds the pages by their links and forms, and
requests each kind of page forty times, one request after the other on one connection.

    console_pages.py PROGRAMS FOLDER

PROGRAMS has the program `sushai`, FOLDER its database. The last line is a JSON object with the worst figures. `pages.json` gets those of every page.
"""

import http.client
import json
import math
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

import paths
from console_page import Page, shape

sys.path.append(str(paths.BROWSER_TESTS))
from support.people import KINDS, PASSWORD, Person  # noqa: E402
from support.service import Service  # noqa: E402

REQUESTS = 40
MOST_ADDRESSES = 40
MOST_VISITS = 4
"""Of each kind of page so many are read for their links."""
EXPORT = "/export"
"""The end of addresses whose answers are files with all rows of a list."""
PATIENCE = 60
"""Seconds to wait for an answer."""


class Wrong(Exception):
    pass


@dataclass(frozen=True)
class Answer:
    address: str
    status: int
    type: str
    location: str
    body: bytes
    milliseconds: float

    @property
    def is_page(self):
        return self.status == 200 and self.type.startswith("text/html")

    @property
    def page(self):
        return Page(self.address, self.body.decode())


class Browser:
    """One person: a connection that is kept, and cookies."""

    def __init__(self, origin):
        self.origin = origin
        self.connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=PATIENCE)
        self.cookies = {}

    def request(self, address, fields=None):
        parts = urlsplit(urljoin(self.origin, address))
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin}
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        begun = time.perf_counter()
        try:
            self.connection.request("GET" if fields is None else "POST", target, body, headers)
            answer = self.connection.getresponse()
            content = answer.read()
        except TimeoutError as error:
            raise Wrong(f"{address} did not answer within {PATIENCE} seconds") from error
        spent = (time.perf_counter() - begun) * 1000
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name.strip()] = value
        return Answer(
            urljoin(self.origin, address), answer.status, answer.headers.get("Content-Type", ""),
            answer.headers.get("Location", ""), content, spent)

    def open(self, address, fields=None):
        """Follows redirects, and wants a page at their end."""
        answer = self.request(address, fields)
        while answer.status in (302, 303):
            answer = self.request(urljoin(self.origin, answer.location))
        if not answer.is_page:
            raise Wrong(f"{answer.address} answered {answer.status}")
        return answer

    def fill(self, answer, values):
        """Sends the first form of the page that is not the menu's."""
        form = next(form for form in answer.page.forms if form.method == "post" and "sign-out" not in form.action)
        return self.open(form.action, [*form.fixed, *values.items()])

    def sign_in(self, person):
        here = self.fill(self.open("/console/sign-in"), {"name": person.name, "password": person.password})
        here = self.fill(here, {"old": person.password, "new": PASSWORD, "again": PASSWORD})
        if person.needs_second_factor:
            person.secret = here.page.secret
            self.fill(here, {"code": person.code()})
        here = self.open("/console/")
        if "sign-in" in urlsplit(here.address).path:
            raise Wrong(f"{person.name} is not signed in")


def found_pages(browser):
    """Kind of page → addresses."""
    start = browser.origin + "/console"
    waiting, known, visits, kinds = [start], {start}, {}, {}
    while waiting:
        address = waiting.pop(0)
        kind = shape(address)
        if visits.get(kind, 0) >= MOST_VISITS:
            if kind in kinds and len(kinds[kind]) < MOST_ADDRESSES:
                kinds[kind].append(address)
            continue
        visits[kind] = visits.get(kind, 0) + 1
        answer = browser.request(address)
        if answer.status not in (200, 302, 303):
            raise Wrong(f"{address} answered {answer.status}")
        if not answer.is_page:
            continue
        kinds.setdefault(kind, []).append(address)
        page = answer.page
        for link in page.links + page.searches():
            if link.startswith(start) and link not in known and not urlsplit(link).path.endswith(EXPORT):
                known.add(link)
                waiting.append(link)
    return kinds


def measured(browser, addresses):
    """The milliseconds of forty requests, and the largest page. An address whose answer is a file is left out."""
    spent, largest, turn = [], None, 0
    addresses = list(addresses)
    while len(spent) < REQUESTS:
        place = turn % len(addresses)
        answer = browser.request(addresses[place])
        if answer.status != 200:
            raise Wrong(f"{answer.address} answered {answer.status}")
        if not answer.is_page:
            del addresses[place]
            continue
        turn += 1
        spent.append(answer.milliseconds)
        largest = max(largest or answer, answer, key=lambda it: len(it.body))
    return spent, largest


def percentile(values, percent):
    """The smallest value that `percent` in a hundred values do not exceed."""
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]


def first_load(browser, answer):
    """The bytes of a page with its files, none of which is cached."""
    return len(answer.body) + sum(len(browser.request(file).body) for file in dict.fromkeys(answer.page.files))


def figures(service):
    every = {}
    for kind, options in KINDS.items():
        name = f"bench-1-{kind}"
        person = Person(kind, name, service.create(name, options), clock=service.now)
        browser = Browser(service.address)
        browser.sign_in(person)
        for page, addresses in found_pages(browser).items():
            spent, largest = measured(browser, addresses)
            every[f"{kind} {page}"] = {
                "median": statistics.median(spent), "p95": percentile(spent, 95), "bytes": len(largest.body),
                "first": first_load(browser, largest)}
    return every


def summary(every):
    """The worst figures of all pages."""
    slowest = max(every, key=lambda page: every[page]["p95"])
    return {
        "milliseconds": every[slowest]["p95"], "slowest": slowest, "pages": len(every),
        "largestBytes": max(page["bytes"] for page in every.values()),
        "firstLoadBytes": max(page["first"] for page in every.values())}


def parts(every):
    """`p95 officer /console/flags` → the figure."""
    return {f"{what} {page}": value for page, of in every.items() for what, value in of.items()}


def main():
    service = Service(Path(sys.argv[1]), Path(sys.argv[2]).resolve())
    try:
        every = figures(service)
        Path("pages.json").write_text(json.dumps(parts(every)))
        print(json.dumps(summary(every), ensure_ascii=False))
    except Wrong as error:
        sys.exit(f"console: {error}")
    finally:
        service.stop()


if __name__ == "__main__":
    main()
