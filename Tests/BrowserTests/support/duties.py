"""What each kind of person does in the pages between sign-in and sign-out. `test` has the assertions of a journey."""

import csv
import io
import itertools
import json
import pathlib
import re
import unicodedata

from playwright.sync_api import expect

from .service import ROOT

FIXTURES = ROOT / "Fixtures"

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


def decide_takedown(test, page):
    """Confirms a takedown on a legal basis and withdraws it again."""
    open_page(page, "下架")
    page.locator("main tbody th a").first.click()
    address = page.url
    expect(page.locator("main .steps [aria-current=step]")).to_contain_text("确认")
    page.click("text=确认下架…")
    press(page, "确认下架")
    test.expect_error(page, "basis", "《")
    page.fill("#basis", "风险速筛结果")
    press(page, "确认下架")
    test.expect_error(page, "basis", "《")
    # A basis that needs a formal result cannot be chosen, and says so.
    expect(page.locator("#template-product-quality-49")).to_be_disabled()
    page.check("#template-e-commerce-29-38")
    press(page, "确认下架")
    expect(said(page)).to_contain_text("已确认下架")
    page.click("text=撤回下架…")
    press(page, "撤回下架")
    test.expect_error(page, "reason", "理由")
    page.fill("#reason", "标称生产者否认出厂，待核实")
    press(page, "撤回下架")
    expect(said(page)).to_contain_text("已撤回下架")
    page.goto(address + "/confirm")
    expect(page.get_by_role("alert")).to_contain_text("没有办理")


def read_papers(test, page):
    """Looks at a report with the bars of its results, and at a notice, as printed documents."""
    open_page(page, "样品与报告")
    page.locator("main tbody tr.fail th a").first.click()
    expect(page.locator("main tr.fail").first).to_contain_text("不符合")
    expect(page.locator("main td svg").first).to_be_visible()
    read_document(test, page, page.locator("main a", has_text="打印检验报告"), "检验报告")
    open_page(page, "问题告知书")
    read_document(test, page, page.locator("main tbody th a").first, "问题告知书")
    read_document(test, page, page.locator("main tbody a", has_text="PDF").first)
    open_page(page, "提醒与线索")
    page.locator("main tbody th a").first.click()
    expect(page.locator("main .crumb")).to_contain_text("样品与报告")


def read_document(test, page, link, word: str | None = None):
    """Reads what a link leads to; without a word, as a PDF."""
    answer = page.request.get(page.evaluate("href => new URL(href, location).href", link.get_attribute("href")))
    test.assertTrue(answer.ok, answer.url)
    if word:
        test.assertIn(word, answer.text())
    else:
        test.assertTrue(answer.body().startswith(b"%PDF"), answer.url)


def supervise(test, page):
    review_flags(test, page)
    decide_takedown(test, page)
    read_papers(test, page)


def audit(test, page):
    """Sees flags, samples and cases, and has no button that changes anything."""
    for word in ("标记", "样品与报告", "下架", "问题告知书", "提醒与线索"):
        open_page(page, word)
        expect(page.locator("main tbody tr").first).to_be_visible()
        # What is chosen in a list can be exported.
        expect(page.locator("main .go, main .bad, main button[name=do]:not([value^=export])")).to_have_count(0)
    for word in ("标记", "样品与报告", "下架"):
        open_page(page, word)
        page.locator("main tbody th a").first.click()
        expect(page.locator("main .crumb")).to_contain_text(word)
        # The next step of a listing says its state in a form without buttons.
        expect(page.locator("main button, main .bad, main .go")).to_have_count(0)
        expect(page.locator("main a", has_text=re.compile("^(确认下架|不予下架|撤回下架|忽略)…"))).to_have_count(0)
    page.goto(page.url + "/confirm")
    expect(page.locator("main")).to_contain_text("不能")
    open_page(page, "问题告知书")
    read_document(test, page, page.locator("main tbody th a").first, "问题告知书")


def analyse(test, page):
    receive_and_upload(test, page)
    mend(test, page)


def receive_and_upload(test, page):
    """Receives a sample by its label, downloads the empty form, fills it in and uploads it."""
    open_page(page, "待检样品")
    row = page.locator("main tbody tr", has=page.locator("a", has_text="登记…")).first
    label = row.locator("th a").inner_text()
    page.locator("main a.go", has_text="登记到样").click()
    page.fill("#label", "S-0000-0000")
    page.fill("#receivedOn", "2026-11-18")
    press(page, "登记到样")
    test.expect_error(page, "label", "S-0000-0000")
    page.fill("#label", "")
    # A scanner types the label and ends it with Enter, which moves on and sends nothing.
    page.locator("#label").press_sequentially(label.lower())
    if test.script:
        page.keyboard.press("Enter")
        expect(page.locator("#receivedOn")).to_be_focused()
    press(page, "登记到样")
    expect(said(page)).to_contain_text(f"样品 {label} 已登记到样")

    open_page(page, "待检样品")
    page.locator("main th a", has_text=label).click()
    product = page.locator("main .head .sub").inner_text()
    with page.expect_download() as download:
        page.locator("main a[href*='format=csv']").first.click()
    number = f"JC-2026-9{next(_numbers):03}"
    filled = fill_form(pathlib.Path(download.value.path()), number, label)
    page.locator("main a.go", has_text="上传文件").click()
    page.set_input_files("#file", [{"name": "说明.txt", "mimeType": "text/plain", "buffer": "不是表格".encode()}])
    press(page, "上传并读取")
    test.expect_error(page, "file", "")
    page.set_input_files("#file", [{"name": f"{product}-{number}.csv", "mimeType": "text/csv", "buffer": filled}])
    press(page, "上传并读取")
    expect(page.locator("h1")).to_have_text(f"{product}-{number}.csv")
    expect(said(page)).to_contain_text("待复核")
    expect(page.locator("main .next")).to_contain_text("等待另一名复核人复核")


def fill_form(path: pathlib.Path, number: str, label: str) -> bytes:
    """The empty form with results of the fixtures: the fixture that has most of its items."""
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    items = {row["检测项目"] for row in rows}
    reports = [json.loads(it.read_text()) for it in sorted(FIXTURES.glob("LabReports/*/2-*.json"))]
    report = max(reports, key=lambda it: len(items & {result["item"] for result in it["results"]}))
    results = {result["item"]: result for result in report["results"]}
    rows = [row for row in rows if row["检测项目"] in results]
    for row in rows:
        result = results[row["检测项目"]]
        row |= {"检测值": result["value"], "单位": result["unit"], "检出限": result.get("detectionLimit", "")}
        row |= {"报告编号": number, "样品标签": label, "检测日期": "2026-11-20", "生产日期": report["producedOn"]}
        row["标称"] = ";".join(f"{name}={value}" for name, value in report["declared"].items())
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def mend(test, page):
    """Corrects a cell of a held report, and closes the line that is no result."""
    open_page(page, "待修改")
    page.locator("main tbody th a").first.click()
    expect(page.locator("#errors li")).to_have_count(2)
    cell = page.locator("main input[aria-invalid]").first
    value = cell.input_value()
    test.assertTrue(value.startswith("l"), value)
    cell.fill(value.removeprefix("l"))
    press(page, "保存并重新读取")
    expect(page.locator("#errors li")).to_have_count(1)
    expect(page.locator("#errors")).to_contain_text("合计")
    page.click("text=这一行不是检测结果…")
    press(page, "关闭这一行")
    test.expect_error(page, "reason", "原因")
    page.fill("#reason", "表尾合计行，不是检测结果")
    press(page, "关闭这一行")
    expect(said(page)).to_contain_text("已关闭 1 行")
    expect(page.locator("main .next")).to_contain_text("等待另一名复核人复核")


def review_reports(test, page):
    """Rejects one upload with a reason, approves another, and reads the report that follows."""
    open_page(page, "待复核")
    page.locator("main tbody th a").first.click()
    page.click("text=退回…")
    press(page, "退回")
    test.expect_error(page, "reason", "原因")
    page.fill("#reason", "检测值与原始记录不符")
    press(page, "退回")
    expect(said(page)).to_contain_text("已退回")
    expect(page.locator("main")).to_contain_text("检测值与原始记录不符")

    open_page(page, "待复核")
    page.locator("main tbody th a").last.click()
    number = page.locator("main tbody th").first.inner_text().split()[0]
    press(page, "同意")
    expect(said(page)).to_contain_text("已同意")
    page.locator("main tbody th a", has_text=number).click()
    expect(page.locator("h1")).to_have_text(f"检验报告 {number}")
    expect(page.locator("main tbody tr").first).to_be_visible()
    read_document(test, page, page.locator("main a", has_text="打开检验报告"), "检验报告")
    read_document(test, page, page.locator("main a", has_text="下载 PDF"))


def buy(test, page):
    """Records a purchase with photos and its way to the laboratory, and finds it among the recorded ones."""
    open_page(page, "我的任务")
    link = page.locator("main tbody th a").first
    title = link.inner_text()
    link.click()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("main .next")).to_contain_text("还缺")
    order = f"２０２６-{next(_numbers):05}"
    page.locator("#order").press_sequentially(order)
    if test.script:
        page.keyboard.press("Enter")
        expect(page.locator("#paid")).to_be_focused()
    page.fill("#paid", "八元")
    page.fill("#seller", "示例商行九号")
    page.fill("#region", "330482")
    press(page, "保存订单")
    test.expect_error(page, "paid", "元")
    expect(page.locator("#photos-error")).not_to_be_empty()
    expect(page.locator("#seller")).to_have_value("示例商行九号")
    page.fill("#paid", "8.60")
    page.set_input_files("#photos", [FIXTURES / "Evidence" / "order.png"])
    page.set_input_files("#album", [FIXTURES / "Evidence" / "unboxing.png"])
    press(page, "保存订单")
    expect(said(page)).to_contain_text("样品标签是 S-")
    label = re.search("S-[0-9A-Z]{4}-[0-9A-Z]{4}", said(page).inner_text())[0]
    expect(page.locator("main .next")).to_contain_text(label)
    expect(page.locator("main .facts").first).to_contain_text(unicodedata.normalize("NFKC", order))
    press(page, "保存开箱")
    test.expect_error(page, "photos", "开箱")
    for step, number in (("开箱", None), ("封样", "FY-0042"), ("寄出", "SF1234567890")):
        if number:
            page.fill("#number", number)
        # Each step has a picture of its own.
        page.set_input_files("#photos", [{"name": "photo.png", "mimeType": "image/png", "buffer": page.screenshot()}])
        press(page, "保存" + step)
        expect(said(page)).to_contain_text(f"已登记{step}")
    expect(page.locator("main .next")).to_contain_text("已寄出")
    open_page(page, "我的任务")
    page.click("nav.tabs >> text=我登记过的")
    expect(page.locator("main tbody th a", has_text=title[:10]).first).to_be_visible()


def file_receipts(test, page):
    """Answers one entry of the platform's list, with a mistake first, and reads the list and its file."""
    open_page(page, "下架清单")
    press(page, "提交已填写的回执")
    expect(said(page)).to_contain_text("没有选择处理结果")
    number = page.locator("main input[name=sequence]").first.input_value()
    page.select_option(f"#r{number}", label="已下架")
    page.fill(f"#t{number}", "2027-01-01T08:00")
    page.fill(f"#n{number}", "已下架并通知店铺")
    press(page, "提交已填写的回执")
    expect(page).to_have_title(re.compile("^错误："))
    expect(page.locator(f"#e{number}")).to_contain_text("晚于现在")
    expect(page.locator(f"#n{number}")).to_have_value("已下架并通知店铺")
    page.fill(f"#t{number}", "2026-11-20T09:30")
    press(page, "提交已填写的回执")
    expect(said(page)).to_contain_text("已受理 1 条回执")
    expect(page.locator(f"#r{number}")).to_have_count(0)
    page.locator("nav.tabs a", has_text="已回执").click()
    expect(page.locator("main tbody tr", has_text="已下架并通知店铺").first).to_be_visible()
    with page.expect_download() as download:
        page.locator("main a", has_text=re.compile("CSV")).click()
    test.assertIn("已下架并通知店铺", pathlib.Path(download.value.path()).read_text("utf-8-sig"))
    page.click("text=回执记录")
    expect(page.locator("main tbody tr").first).to_contain_text("已下架")


def follow_referral(test, page):
    """Reads a referral of the own division and the notice that was copied, and can change nothing."""
    open_page(page, "提醒与线索")
    page.locator("main tbody th a").first.click()
    expect(page.locator("main section", has_text="不符合的项目")).to_contain_text(re.compile(r"\S"))
    expect(page.locator("main form, main .go, main .bad")).to_have_count(0)
    papers = page.locator("main section", has_text="抄送的问题告知书").locator("a")
    read_document(test, page, papers.nth(0), "问题告知书")
    read_document(test, page, papers.nth(1))


DUTIES = {
    "administrator": administer,
    "analyst": analyse,
    "auditor": audit,
    "bureau": follow_referral,
    "buyer": buy,
    "officer": supervise,
    "platform": file_receipts,
    "reviewer": review_reports,
}


def do(test, kind: str, page):
    DUTIES[kind](test, page)
