"""The keys of the console, and what they must leave alone."""

import re
import unittest

from playwright.sync_api import expect

from support import world


class KeyboardTests(unittest.TestCase):
    def setUp(self):
        context = world.context(state=world.signed_in("administrator"))
        self.addCleanup(context.close)
        self.page = context.new_page()
        self.page.goto("/console/accounts")
        self.rows = self.page.locator("main tbody tr")

    def press(self, *keys: str):
        for key in keys:
            self.page.keyboard.press(key)

    def test_j_and_k_move_and_Enter_opens(self):
        world.person("buyer")
        self.page.reload()
        self.press("j")
        expect(self.rows.nth(0)).to_have_class("here")
        self.press("j")
        expect(self.rows.nth(1)).to_have_class("here")
        self.press("k")
        expect(self.rows.nth(0)).to_have_class("here")
        name = self.rows.nth(0).locator("th a").inner_text()
        self.press("Enter")
        expect(self.page.locator("h1")).to_contain_text(name)

    def test_g_and_a_letter_lead_to_a_page(self):
        self.press("g", "t")
        expect(self.page.locator("h1")).to_have_text("今日")
        self.press("g", "m")
        expect(self.page.locator("h1")).to_have_text("我的账号")

    def test_question_mark_shows_the_keys_and_Escape_closes_them(self):
        self.press("?")
        dialog = self.page.locator("dialog#help")
        expect(dialog).to_be_visible()
        expect(dialog).to_contain_text("下一行")
        self.press("g", "t")
        expect(dialog).to_be_visible()
        self.press("Escape")
        expect(dialog).to_be_hidden()

    def test_a_slash_leads_to_the_field_on_top_if_the_page_has_no_other(self):
        world.person("buyer")
        self.press("/")
        expect(self.page.locator("#find")).to_be_focused()
        self.page.keyboard.type("buyer-1")
        self.press("Enter")
        expect(self.page.locator("h1")).to_contain_text("buyer-1")

    def test_keys_in_a_field_are_text(self):
        self.page.goto("/console/accounts/-new")
        self.page.focus("#name")
        self.page.keyboard.type("gt?jk/x[")
        expect(self.page.locator("#name")).to_have_value("gt?jk/x[")
        expect(self.page.locator("dialog")).to_have_count(0)
        expect(self.page).to_have_url(re.compile("/accounts/-new$"))

    def test_a_key_of_the_input_method_does_nothing(self):
        for change in ({"isComposing": True}, {"keyCode": 229}):
            self.page.evaluate(
                "init => document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true, ...init}))", change
            )
        expect(self.page.locator("tr.here")).to_have_count(0)

    def test_a_key_with_Control_does_nothing(self):
        self.press("Control+j", "Alt+j")
        expect(self.page.locator("tr.here")).to_have_count(0)

    def test_the_keys_can_be_switched_off(self):
        with world.context(state=world.signed_in("administrator")) as context:
            page = context.new_page()
            page.goto("/console/me")
            page.uncheck("input[name=keys]")
            page.click("text=保存设置")
            page.goto("/console/accounts")
            page.keyboard.press("j")
            page.keyboard.press("?")
            page.keyboard.press("g")
            page.keyboard.press("t")
            expect(page.locator("tr.here, dialog")).to_have_count(0)
            expect(page).to_have_url(re.compile("/accounts$"))

    def test_Escape_closes_a_menu_and_gives_the_focus_back(self):
        summary = self.page.locator("details.me summary")
        summary.press("Enter")
        expect(self.page.locator("details.me a").first).to_be_visible()
        self.press("Tab", "Escape")
        expect(self.page.locator("details.me a").first).to_be_hidden()
        expect(summary).to_be_focused()

    def test_the_first_Tab_leads_to_the_content(self):
        self.press("Tab")
        expect(self.page.locator("a.skip")).to_be_focused()
        expect(self.page.locator("a.skip")).to_be_in_viewport()
        self.press("Enter", "Tab")
        self.assertTrue(self.page.evaluate("document.querySelector('main').contains(document.activeElement)"))


class ListKeyboardTests(unittest.TestCase):
    def setUp(self):
        context = world.context(state=world.signed_in("officer"))
        self.addCleanup(context.close)
        self.page = context.new_page()
        self.page.goto("/console/flags")

    def test_a_slash_leads_to_the_filter(self):
        self.page.keyboard.press("/")
        expect(self.page.locator("form.filter #q")).to_be_focused()
        expect(self.page.locator("form.filter #q")).to_have_value("")

    def test_x_selects_the_row_and_the_act_counts_it(self):
        for key in ("j", "x", "j", "x"):
            self.page.keyboard.press(key)
        expect(self.page.locator("main tbody tr.on")).to_have_count(2)
        expect(self.page.locator("#scope option").first).to_have_text("选中的 2 条")
        self.page.keyboard.press("x")
        expect(self.page.locator("main tbody tr.on")).to_have_count(1)

    def test_brackets_walk_through_the_listings_of_the_list(self):
        first = self.page.locator("main tbody th a").nth(0).inner_text()
        second = self.page.locator("main tbody th a").nth(1).inner_text()
        for key in ("j", "Enter"):
            self.page.keyboard.press(key)
        expect(self.page.locator("h1")).to_have_text(first)
        self.page.keyboard.press("]")
        expect(self.page.locator("h1")).to_have_text(second)
        self.page.keyboard.press("[")
        expect(self.page.locator("h1")).to_have_text(first)
