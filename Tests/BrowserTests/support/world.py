"""The service and the browser, started once for all tests."""

import atexit
import functools
import os
import pathlib

from playwright.sync_api import expect, sync_playwright

from .people import KINDS, Person, first_sign_in
from .service import Service

FOLDER = pathlib.Path(os.environ["BROWSER_TESTS_FOLDER"])
SCREENS = FOLDER / "screens"
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
# Long enough for a machine that builds something else beside.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


@functools.cache
def service() -> Service:
    started = Service(pathlib.Path(os.environ["BROWSER_TESTS_PROGRAMS"]), FOLDER / "demo")
    atexit.register(started.stop)
    return started


@functools.cache
def _playwright():
    service()
    started = sync_playwright().start()
    atexit.register(started.stop)
    return started


@functools.cache
def browser():
    return launch()


def launch(**options):
    """A browser of its own. It ends with Playwright."""
    return _playwright().chromium.launch(
        executable_path=os.environ["BROWSER_TESTS_CHROMIUM"], args=["--no-sandbox", "--disable-gpu"], **options
    )


def context(size=DESK, script=True, state=None, of=None):
    """An empty browser profile, or one with the cookies of `state`."""
    made = (of or browser()).new_context(
        base_url=service().address,
        viewport=size,
        java_script_enabled=script,
        storage_state=state,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    made.set_default_timeout(PATIENCE)
    return made


_counts: dict[str, int] = {}


def person(kind: str) -> Person:
    """A new account of this kind with its temporary password."""
    _counts[kind] = _counts.get(kind, 0) + 1
    name = f"{kind}-{_counts[kind]}"
    return Person(kind, name, service().create(name, KINDS[kind]), clock=service().now)


@functools.cache
def signed_in(kind: str) -> dict:
    """The cookies of a person of this kind who is signed in, for `context`. Nobody signs this session out."""
    with context() as made:
        page = made.new_page()
        first_sign_in(page, person(kind))
        return made.storage_state()
