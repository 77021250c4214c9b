"""What each kind of person does in the pages between sign-in and sign-out. `test` has the assertions of a journey."""

import itertools

from playwright.sync_api import expect

_numbers = itertools.count(1)


def administer(test, page):
    """Makes an account, with a mistake first, then disables and enables it."""
    name = f"made-{next(_numbers)}"
    page.locator("nav.side a", has_text="账号").first.click()
    page.click("text=新建账号")
    page.select_option("#role", "bureau")
    page.fill("#name", name)
    page.click("main button.go")
    test.expect_error(page, "region", "区域")
    expect(page.locator("#name")).to_have_value(name)
    page.fill("#region", "330481")
    page.click("main button.go")
    expect(page.locator("h1")).to_have_text("临时密码")
    test.assertGreaterEqual(len(page.locator("code.secret").inner_text()), 12)
    page.click("main a.go")
    page.locator("main th a", has_text=name).click()
    expect(page.locator("h1")).to_contain_text("待首次登录")
    page.click("text=停用…")
    page.click("main button.bad")
    expect(page.locator("[role=status]")).to_contain_text("已停用")
    page.click("text=启用…")
    page.click("main button.go")
    expect(page.locator("[role=status]")).to_contain_text("已启用")
    expect(page.locator("ol.log li").first).to_be_visible()


def change_own_password(test, page):
    """Sees the sessions and what the role may do."""
    test.open_account(page)
    expect(page.locator("ul.list > li")).not_to_have_count(0)
    expect(page.locator("text=本次登录")).to_be_visible()


DUTIES = {"administrator": administer} | {
    kind: change_own_password for kind in ("officer", "analyst", "reviewer", "platform", "buyer", "bureau", "auditor")
}
