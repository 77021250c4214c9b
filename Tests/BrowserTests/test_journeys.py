"""A day of each kind of person, from the temporary password to the end of the session: on a desk and on a phone, with script
and without."""

import re
import unittest

from playwright.sync_api import expect

from support import duties, people, world
from support.checks import examine, Findings
from support.people import KINDS


class JourneyTests:
    """First sign-in in one size, a later one in the other. The same work is done in both."""

    kind = ""
    script = True

    def test_from_the_temporary_password_to_the_sign_out(self):
        person = world.person(self.kind)
        first, later = (world.DESK, world.PHONE) if self.script else (world.PHONE, world.DESK)
        with world.context(first, self.script) as context:
            page = context.new_page()
            self._sign_in_first(page, person)
            self._look_around(page)
            duties.do(self, self.kind, page)
            self._sign_out(page)
        with world.context(later, self.script) as context:
            page = context.new_page()
            people.sign_in(page, person)
            expect(page.locator("details.me summary")).to_contain_text(person.name)
            self._change_settings(page)
            duties.do(self, self.kind, page)
            self._sign_out(page)

    # MARK: Steps

    def _sign_in_first(self, page, person):
        page.goto("/console/")
        expect(page).to_have_url(re.compile("/console/sign-in$"))
        people.submit_password(page, person, "not the password")
        self.expect_error(page, "name", "账号或密码不对")
        expect(page.locator("#name")).to_have_value(person.name)
        people.submit_password(page, person)

        expect(page.locator("h1")).to_have_text("设置新密码")
        page.fill("#old", person.password)
        page.fill("#new", "short")
        page.fill("#again", "short")
        page.click("main button.go")
        self.expect_error(page, "new", "12")
        people.change_password(page, person)
        if person.needs_second_factor:
            expect(page.locator("h1")).to_have_text("开通两步验证")
            page.fill("#code", "000000")
            page.click("main button.go")
            self.expect_error(page, "code", "验证码不对")
            people.enrol(page, person)
            self.assertEqual(len(set(person.recovery_codes)), 10)
            page.click("main a.go")
        expect(page.locator("h1")).to_have_text("今日")
        expect(page.locator("details.me summary")).to_contain_text(person.name)

    def _look_around(self, page):
        """Every page of the menu says what it is and where it is."""
        links = page.locator("nav.side a")
        self.assertGreaterEqual(links.count(), 3)
        for word in links.all_inner_texts():
            page.locator("nav.side a", has_text=re.compile(f"^{re.escape(word)}$")).click()
            expect(page.locator("nav.side [aria-current=page]")).to_have_text(word)
            expect(page.locator("h1")).to_have_text(word)

    def _change_settings(self, page):
        self.open_account(page)
        expect(page.locator("text=本次登录")).to_be_visible()
        page.check("input[name=large]")
        page.click("text=保存设置")
        expect(page.locator("[role=status]")).to_have_text("页面设置已保存。")
        expect(page.locator("html")).to_have_class("large")
        page.uncheck("input[name=large]")
        page.click("text=保存设置")
        expect(page.locator("html")).not_to_have_class("large")

    def _sign_out(self, page):
        people.sign_out(page)
        for path in ("/console/", "/console/me"):
            page.goto(path)
            expect(page).to_have_url(re.compile("/console/sign-in"))

    # MARK: Helpers

    def open_account(self, page):
        page.click("details.me summary")
        page.click("details.me a[href='/console/me']")
        expect(page.locator("h1")).to_have_text("我的账号")

    def expect_error(self, page, field: str, text: str):
        """The field says what is wrong, and the summary on top leads to it and has the focus."""
        expect(page).to_have_title(re.compile("^错误："))
        expect(page.locator(f"#{field}-error")).to_contain_text(text)
        expect(page.locator(f"#{field}")).to_have_attribute("aria-invalid", "true")
        expect(page.locator(f"#errors a[href='#{field}']")).to_contain_text(text)
        if self.script:
            expect(page.locator("#errors")).to_be_focused()


class StepPageTests(unittest.TestCase):
    """The pages outside the menu pass the same checks as all others."""

    def check(self, page, name: str):
        found = examine(page, Findings(name))
        self.assertEqual(found.violations + found.wide + found.unreached + found.unmarked, [], name)
        self.assertRegex(found.title, " – 速筛$")

    def test_pages_of_the_sign_in(self):
        person = world.person("officer")
        with world.context() as context:
            page = context.new_page()
            page.goto("/console/sign-in")
            self.check(page, "sign-in")
            people.submit_password(page, person, "not the password")
            self.check(page, "sign-in-wrong")
            people.submit_password(page, person)
            self.check(page, "sign-in-password")
            people.change_password(page, person)
            self.check(page, "sign-in-enrol")
            people.enrol(page, person)
            self.check(page, "sign-in-recovery-codes")
            page.click("main a.go")
            people.sign_out(page)
            people.submit_password(page, person)
            self.check(page, "sign-in-code")
            page.click("text=用恢复码登录")
            self.check(page, "sign-in-recovery")
            page.fill("#code", person.recovery_codes[0])
            page.click("main button.go")
            expect(page.locator("h1")).to_have_text("今日")

    def test_pages_of_refusals(self):
        with world.context(state=world.signed_in("buyer")) as context:
            page = context.new_page()
            for path, status, name in (
                ("/console/accounts", 403, "forbidden"),
                ("/console/no-such-page", 404, "not-found"),
            ):
                self.assertEqual(page.goto(path).status, status)
                self.check(page, name)


for kind in KINDS:
    for script in (True, False):
        name = f"JourneyOf{kind.title()}With{'' if script else 'out'}Script"
        globals()[name] = type(
            name, (JourneyTests, unittest.TestCase), {"kind": kind, "script": script, "__module__": __name__}
        )
