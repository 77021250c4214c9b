"""What each kind of person does in the pages between sign-in and sign-out. `test` has the assertions of a journey."""

import itertools
import re

from playwright.sync_api import expect

_numbers = itertools.count(1)


def open_page(page, word: str):
    page.locator("nav.side a", has_text=re.compile(f"^{word}$")).click()


def said(page):
    """What the page says about the act before it."""
    return page.locator("main [role=status]")


def press(page, word: str):
    page.locator("main").get_by_role("button", name=word, exact=True).click()


def administer(test, page):
    """Makes an account, with a mistake first, then disables and enables it."""
    name = f"made-{next(_numbers)}"
    open_page(page, "账号")
    page.click("text=新建账号")
    page.select_option("#role", "bureau")
    page.fill("#name", name)
    press(page, "新建账号")
    test.expect_error(page, "region", "区域")
    expect(page.locator("#name")).to_have_value(name)
    page.fill("#region", "330481")
    press(page, "新建账号")
    expect(page.locator("h1")).to_have_text("临时密码")
    test.assertGreaterEqual(len(page.locator("code.secret").inner_text()), 12)
    page.click("main a.go")
    page.locator("main th a", has_text=name).click()
    expect(page.locator("h1")).to_contain_text("待首次登录")
    page.click("text=停用…")
    press(page, "停用账号")
    expect(said(page)).to_contain_text("已停用")
    page.click("text=启用…")
    press(page, "启用账号")
    expect(said(page)).to_contain_text("已启用")
    expect(page.locator("ol.log li").first).to_be_visible()


def review_flags(test, page):
    """Decides on one flagged listing from its page, on another from the list, and takes everything back."""
    open_page(page, "标记")
    title = page.locator("main tbody th a").first.inner_text()
    page.locator("main tbody th a").first.click()
    expect(page.locator("h1")).to_have_text(title)
    press(page, "列入采样")
    expect(said(page)).to_contain_text("已列入采样")
    press(page, "撤销决定")
    expect(said(page)).to_contain_text("待研判")
    page.click("text=忽略…")
    page.fill("#reason", "")
    press(page, "忽略")
    test.expect_error(page, "reason", "理由")
    page.fill("#reason", "同款已抽检")
    press(page, "忽略")
    expect(said(page)).to_contain_text("已忽略")
    press(page, "撤销决定")

    page.goto("/console/flags")
    page.locator("main tbody input[type=checkbox]").first.check()
    press(page, "持续关注")
    expect(said(page)).to_contain_text("1 条")
    page.locator("nav.tabs a", has_text="持续关注").click()
    page.locator("main tbody input[type=checkbox]").first.check()
    press(page, "撤销决定")
    expect(said(page)).to_contain_text("1 条")

    page.goto("/console/flags?q=" + title[:4])
    expect(page.locator("a.chip")).to_have_count(1)
    expect(page.locator("main tbody tr")).not_to_have_count(0)
    page.click("a.chip")
    expect(page.locator("a.chip")).to_have_count(0)


def read_flags(test, page):
    """Sees the flagged listings and cannot decide."""
    open_page(page, "标记")
    expect(page.get_by_role("button", name="列入采样")).to_have_count(0)
    page.locator("main tbody th a").first.click()
    expect(page.locator("main form")).to_have_count(1)
    expect(page.get_by_role("button", name="列入采样")).to_have_count(0)


def see_own_sessions(test, page):
    test.open_account(page)
    expect(page.locator("text=本次登录")).to_be_visible()


DUTIES = {"administrator": administer, "officer": review_flags, "auditor": read_flags}


def do(test, kind: str, page):
    DUTIES.get(kind, see_own_sessions)(test, page)
