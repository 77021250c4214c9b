"""Files that are sent in parts: a cut connection, a reload, and pictures that were chosen without a connection."""

import re
import unittest

from playwright.sync_api import expect

from support import people, world

MIB = 1 << 20
MP4 = bytes.fromhex("000000186674797069736f6d0000020069736f6d6d703431")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)


def video(size: int, mark: int) -> dict:
    content = MP4 + bytes([mark]) * (size - len(MP4))
    return {"name": f"开箱-{mark}.mp4", "mimeType": "video/mp4", "buffer": content}


def photo(mark: int) -> dict:
    # What follows the end of a picture is not read.
    return {"name": f"照片-{mark}.png", "mimeType": "image/png", "buffer": PNG + bytes([mark])}


def wait_until(page, condition: str):
    """Waits for a condition. Playwright's own function evaluates a text in the page, which the policy blocks."""
    for _ in range(world.PATIENCE // 100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(condition)


class LaboratoryUploadTests(unittest.TestCase):
    def setUp(self):
        self.context = world.context(state=world.signed_in("analyst"))
        self.addCleanup(self.context.close)
        self.page = self.context.new_page()
        rows = world.service().query("SELECT label FROM sample WHERE laboratory = 'LAB-01' ORDER BY id LIMIT 1")
        self.label = rows[0][0]

    def test_an_upload_goes_on_after_a_cut_connection_and_a_reload(self):
        page, offsets = self.page, []
        page.goto("/console/laboratory/evidence/new?sample=" + self.label)

        def cut(route):
            if route.request.method == "PATCH" and not offsets:
                offsets.append(route.request.headers["upload-offset"])
                return route.continue_()
            return route.abort()

        page.route("**/evidence/uploads/*", cut)
        page.select_option("#kind", "video")
        page.set_input_files("#file", video(3 * MIB + 5, 1))
        page.click("main button.go")
        row = page.locator("[data-queue] li")
        expect(row).to_contain_text("正在上传 33%")
        expect(row).to_contain_text("待补传")
        page.unroute("**/evidence/uploads/*")

        seen = []
        page.on("request", lambda it: seen.append(it.headers["upload-offset"]) if it.method == "PATCH" else None)
        page.reload()
        expect(row).to_contain_text("已有")
        self.assertEqual([offsets[0], *seen], ["0", str(MIB), str(2 * MIB), str(3 * MIB)])
        page.goto("/console/laboratory/evidence?sample=" + self.label)
        expect(page.locator("main th a", has_text="开箱-1.mp4")).to_have_count(1)

    def test_what_is_refused_is_said_and_not_sent_again(self):
        page = self.page
        page.goto("/console/laboratory/evidence/new?sample=S-NONE-0000")
        page.select_option("#kind", "photo")
        page.set_input_files("#file", photo(1))
        page.click("main button.go")
        row = page.locator("[data-queue] li")
        expect(row).to_contain_text("没有接收：没有标签为“S-NONE-0000”的样品")
        page.reload()
        expect(row).to_have_count(0)

    def test_a_result_file_is_sent_with_its_progress_and_faults_are_shown_in_place(self):
        page = self.page
        page.goto("/console/laboratory/uploads/new")
        page.set_input_files("#file", {"name": "结果.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"})
        page.click("main button.go")
        expect(page.locator("#errors")).to_be_focused()
        expect(page.locator("#errors")).to_contain_text("结果.csv")
        self.assertRegex(page.title(), "^错误：")
        # The new form works like the first one.
        page.set_input_files("#file", {"name": "空.csv", "mimeType": "text/csv", "buffer": b""})
        page.click("main button.go")
        expect(page.locator("#errors")).to_contain_text("空.csv")


class BuyerUploadTests(unittest.TestCase):
    def test_pictures_that_were_chosen_without_a_connection_are_sent_later(self):
        person = world.person("buyer")
        with world.context(world.PHONE) as context:
            page = context.new_page()
            people.first_sign_in(page, person)
            page.goto("/console/buying")
            page.locator("main th a").first.click()
            expect(page.locator("#order")).to_be_visible()
            task = page.url
            row = page.locator("[data-queue] li")

            context.set_offline(True)
            page.set_input_files("#album", photo(1))
            expect(row).to_contain_text("待补传")
            page.click("main button.go")
            expect(page.locator("[data-queue]")).to_contain_text("没有网络")
            context.set_offline(False)
            page.on("dialog", lambda dialog: dialog.accept())
            page.goto(task)
            expect(row).to_contain_text("照片-1.png")
            # The picture is in the form again.
            wait_until(page, "document.querySelector('#album').files.length === 1")
            page.fill("#order", "OFFLINE-1")
            page.fill("#paid", "9.90")
            page.fill("#on", "2026-11-15")
            page.fill("#seller", "示例商行")
            page.fill("#region", "330482")
            page.click("main button.go")
            expect(page.locator("main [role=status]")).to_contain_text("已登记")

            page.goto(task + "?step=order")
            context.set_offline(True)
            page.set_input_files("#album", [photo(2), video(2 * MIB, 2)])
            expect(row).to_have_count(2)
            expect(row.last).to_contain_text("待补传")
            context.set_offline(False)
            for number in range(2):
                expect(row.nth(number)).to_contain_text("已有")
            page.reload()
            expect(page.locator("main")).to_contain_text("3 份")

            context.set_offline(True)
            page.set_input_files("#album", photo(3))
            expect(row).to_contain_text("待补传")
            # Only the page itself is without a connection here, so that the sign-out arrives and the picture does not.
            page.evaluate("Object.defineProperty(navigator, 'onLine', { value: false })")
            context.set_offline(False)
            people.sign_out(page)
            expect(page.locator("h1")).to_have_text("登录")
            wait_until(page, "indexedDB.databases().then(all => !all.some(one => one.name === 'sushai'))")
