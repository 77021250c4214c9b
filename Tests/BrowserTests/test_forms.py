"""Forms that are sent twice, left, or sent after the session ended; and what the browser keeps after a sign-out."""

import re
import unittest

from playwright.sync_api import expect

from support import people, world


class FormTests(unittest.TestCase):
    def form(self, script=True):
        """The form for a new account, filled."""
        context = world.context(script=script, state=world.signed_in("administrator"))
        self.addCleanup(context.close)
        page = context.new_page()
        page.goto("/console/accounts/-new")
        page.select_option("#role", "buyer")
        return page

    def test_a_double_click_makes_one_account(self):
        for script, name in ((True, "twice-1"), (False, "twice-2")):
            with self.subTest(script=script):
                page = self.form(script)
                page.fill("#name", name)
                page.dblclick("main button.go")
                # A second account of this name would be refused, so the answer of the second click is the first one's.
                expect(page.locator("h1")).to_have_text("临时密码")
                page.goto("/console/accounts")
                expect(page.locator("main th a", has_text=name)).to_have_count(1)

    def test_unsaved_input_is_not_lost_by_mistake(self):
        page = self.form()
        page.locator("#name").press_sequentially("unsaved-1")
        page.on("dialog", lambda dialog: dialog.dismiss())
        with page.expect_event("dialog") as asked:
            page.click("a.brand")
        self.assertEqual(asked.value.type, "beforeunload")
        expect(page.locator("#name")).to_have_value("unsaved-1")

    def test_a_form_sent_after_the_session_ended_leads_to_the_sign_in(self):
        page = self.form()
        page.fill("#name", "ended-1")
        page.context.clear_cookies()
        page.click("main button.go")
        expect(page.locator("main a.go")).to_have_attribute("href", re.compile("/console/sign-in"))

    def test_a_form_survives_a_session_that_ended_by_itself(self):
        for script in (True, False):
            with self.subTest(script=script), world.context(script=script) as context:
                person = world.person("analyst")
                page = context.new_page()
                people.first_sign_in(page, person)
                page.goto("/console/laboratory/receipts")
                page.fill("#label", "S-KEPT-0001")
                page.fill("#receivedOn", "2026-11-12")
                world.service().leave_alone(person.name)
                page.click("main button.go")
                expect(page.locator("main")).to_contain_text("保留 30 分钟")
                page.click("main a.go")
                people.submit_password(page, person)
                expect(page).to_have_url(re.compile("/laboratory/receipts$"))
                expect(page.locator("main [role=status]")).to_contain_text("已取回")
                expect(page.locator("#label")).to_have_value("S-KEPT-0001")
                expect(page.locator("#receivedOn")).to_have_value("2026-11-12")

    def test_a_form_with_the_token_of_another_session_is_refused(self):
        page = self.form()
        page.fill("#name", "stolen-1")
        page.eval_on_selector("main input[name=form]", "field => field.value = 'x'.repeat(field.value.length)")
        page.click("main button.go")
        page.goto("/console/accounts")
        expect(page.locator("main th a", has_text="stolen-1")).to_have_count(0)


class AfterSignOutTests(unittest.TestCase):
    def test_Back_shows_nothing_of_the_pages_before(self):
        # Playwright switches off the memory of whole pages, which people's browsers have.
        browser = world.launch(ignore_default_args=["--disable-back-forward-cache"])
        self.addCleanup(browser.close)
        person = world.person("buyer")
        with world.context(of=browser) as context:
            page = context.new_page()
            people.first_sign_in(page, person)
            page.goto("/console/me")
            expect(page.locator("main")).to_contain_text(person.name)
            people.sign_out(page)
            for _ in range(3):
                page.go_back(wait_until="load")
                expect(page.locator("h1")).to_have_text("登录")
                self.assertNotIn(person.name, page.content())
