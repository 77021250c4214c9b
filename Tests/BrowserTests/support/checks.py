"""What every page must pass: one visit makes all findings."""

import pathlib
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT

from .world import DESK, PHONE, SCREENS

HERE = pathlib.Path(__file__).parent
PAGE_CHECKS = (HERE / "page_checks.js").read_text()
# WCAG 2.2 A and AA. The rule of the least size of a target is off unless it is named.
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
MOST_BYTES = 150_000
MOST_TABS = 700


@dataclass
class Findings:
    """What was found on one page. Empty lists are good."""

    name: str
    title: str = ""
    links: list = field(default_factory=list)
    bytes: int = 0
    violations: list = field(default_factory=list)
    wide: list = field(default_factory=list)
    foreign: list = field(default_factory=list)
    complaints: list = field(default_factory=list)
    unreached: list = field(default_factory=list)
    unmarked: list = field(default_factory=list)
    status: int = 0


class Visitor:
    """Opens pages in one tab and records what they load and report."""

    def __init__(self, context, origin: str):
        self._origin = origin
        self.page = context.new_page()
        self._urls: dict[str, str] = {}
        self._now = Findings("")
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self._now.complaints.append(str(error)))
        self.page.on("request", self._request)
        devtools = context.new_cdp_session(self.page)
        devtools.on("Network.requestWillBeSent", lambda it: self._urls.update({it["requestId"]: it["request"]["url"]}))
        devtools.on("Network.loadingFinished", self._finished)
        devtools.send("Network.enable")
        # Every load is a first load.
        devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def _console(self, message):
        if message.type in ("error", "warning"):
            self._now.complaints.append(message.text)

    def _request(self, request):
        if request.url.startswith("data:"):
            return
        if "{0.scheme}://{0.netloc}".format(urlsplit(request.url)) != self._origin:
            self._now.foreign.append(request.url)

    def _finished(self, event):
        if not self._urls.get(event["requestId"], "data:").startswith("data:"):
            self._now.bytes += int(event["encodedDataLength"])

    def visit(self, path: str, name: str, status: int = 200) -> Findings:
        """Opens a page and checks it in both sizes."""
        self._now = Findings(name)
        self.page.set_viewport_size(DESK)
        response = self.page.goto(path, wait_until="load")
        self._now.status = response.status
        if status >= 400:
            # The browser itself reports the status of such a page.
            self._now.complaints = [it for it in self._now.complaints if "Failed to load resource" not in it]
        return examine(self.page, self._now)


def examine(page, found: Findings) -> Findings:
    """Checks the page that is open, in both sizes, and makes its screens."""
    page.set_viewport_size(DESK)
    found.title = page.title()
    found.links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    screen(page, found.name, DESK)
    page.evaluate(AXE_SCRIPT)
    found.violations += _violations(page, "1280 px")
    page.set_viewport_size(PHONE)
    found.wide = page.evaluate(f"{PAGE_CHECKS}.wide()")
    screen(page, found.name, PHONE)
    found.violations += _violations(page, "360 px")
    page.set_viewport_size(DESK)
    _press_tab(page, found)
    return found


def screen(page, name: str, size: dict):
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}-{size['width']}.png", full_page=True)


def _violations(page, size: str) -> list[str]:
    result = page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)
    return [
        f"{size}: {it['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for it in result["violations"]
        for node in it["nodes"]
    ]


def _press_tab(page, found: Findings):
    """Opens the menus of the page and walks through it with the Tab key."""
    left = page.evaluate(f"{PAGE_CHECKS}.begin()")
    pressed = 0
    while left and pressed < MOST_TABS:
        # The frame of a list that scrolls is a stop too, so a few more presses than elements are needed.
        for _ in range(min(left + 2, 50)):
            page.keyboard.press("Tab")
            pressed += 1
        before, left = left, page.evaluate(f"{PAGE_CHECKS}.left()")
        if left == before and pressed > 100:
            break
    ended = page.evaluate(f"{PAGE_CHECKS}.end()")
    found.unreached, found.unmarked = ended["unreached"], ended["unmarked"]
