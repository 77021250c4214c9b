"""The people of the tests: one kind for each role and duty, and the steps of their sign-in."""

import re
import time
from dataclasses import dataclass, field

from . import totp

# Kind of person: the options of `sushai user create`. All are of the demonstration's world.
KINDS = {
    "officer": ["--role", "officer", "--region", "330000"],
    "analyst": ["--role", "laboratory", "--laboratory", "LAB-01", "--duty", "analyst"],
    "reviewer": ["--role", "laboratory", "--laboratory", "LAB-01", "--duty", "reviewer"],
    "platform": ["--role", "platform", "--platform", "douyin"],
    "buyer": ["--role", "buyer"],
    "bureau": ["--role", "bureau", "--region", "330400"],
    "auditor": ["--role", "auditor", "--region", "330000"],
    "administrator": ["--role", "administrator"],
}
NEEDS_SECOND_FACTOR = {"officer", "administrator"}
PASSWORD = "竹林 风铃 seven lamps 42"


@dataclass
class Person:
    """An account, and what its holder knows."""

    kind: str
    name: str
    password: str
    clock: object = None
    secret: str | None = None
    recovery_codes: list = field(default_factory=list)
    _last_step: int = 0

    @property
    def needs_second_factor(self) -> bool:
        return self.kind in NEEDS_SECOND_FACTOR

    def code(self) -> str:
        """A code that was not used yet. The service also accepts the step before and the step after its own."""
        while True:
            current = int(self.clock() // totp.PERIOD)
            step = max(current - 1, self._last_step + 1)
            if step <= current + 1:
                self._last_step = step
                return totp.code(self.secret, step)
            time.sleep(1)


def submit_password(page, person: Person, password: str | None = None):
    page.fill("#name", person.name)
    page.fill("#password", person.password if password is None else password)
    page.click("main button.go")


def change_password(page, person: Person, new: str = PASSWORD):
    """The step of the first sign-in in which the temporary password is replaced."""
    page.fill("#old", person.password)
    page.fill("#new", new)
    page.fill("#again", new)
    page.click("main button.go")
    person.password = new


def enrol(page, person: Person):
    """Sets the second factor with the secret that the page shows, up to the page with the recovery codes."""
    person.secret = page.locator("code.secret").inner_text()
    page.fill("#code", person.code())
    page.click("main button.go")
    person.recovery_codes = page.locator("ul.once code").all_inner_texts()


def first_sign_in(page, person: Person):
    """From the temporary password to the first page."""
    page.goto("/console/sign-in")
    submit_password(page, person)
    change_password(page, person)
    if person.needs_second_factor:
        enrol(page, person)
        page.click("main a.go")
    page.wait_for_url(re.compile(r"/console/?$"))


def sign_in(page, person: Person):
    """A later sign-in."""
    page.goto("/console/sign-in")
    submit_password(page, person)
    if person.secret:
        page.fill("#code", person.code())
        page.click("main button.go")
    page.wait_for_url(re.compile(r"/console/?$"))


def sign_out(page):
    page.click("details.me summary")
    page.click("details.me button")
    page.wait_for_url(re.compile(r"/console/sign-in"))
