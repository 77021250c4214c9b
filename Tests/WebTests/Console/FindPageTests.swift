import Domain
import HummingbirdTesting
import Store
import TestSupport
import Testing

@testable import Web

@Suite("The field that finds", .timeLimit(.minutes(3)))
struct FindPageTests {
    /// Where a text leads; nil for a page that lists what was found, or nothing.
    private func find(_ text: String, _ browser: Browser) async throws -> String? {
        let page = try await browser.get(LocalPath.with("/console/find", "q", text))
        #expect(page.status == (page.location == nil ? 200 : 303), "\(text)")
        return page.location
    }

    @Test("An officer gets to sample, report, notice, entry and item by their exact identifiers, others by words")
    func officer() async throws {
        let cases = try await CaseCase()
        let takedown = try await cases.listed()
        try await cases.console.browse { client in
            let browser = try await cases.browser(client, .officer, "officer-zj", region: "330000")
            let own = cases.own
            let sample = try #require(try await find(own.label, browser))
            #expect(sample.hasPrefix("/console/samples/"))
            #expect(try await find(own.label.lowercased(), browser) == sample)
            #expect(try await find("R-taobao-1001", browser) == sample)
            for text in ["taobao 1", "淘宝 第1号"] {
                #expect(try await find(text, browser) == TakedownPages.path(takedown), "\(text)")
            }
            let notices = try await cases.store.notices(
                CaseQuery<NoticeList>.only(nil), in: .everywhere, limit: 10
            ).page.rows
            let notice = try #require(notices.first { $0.number.isEmpty == false })
            #expect(try await find(notice.number, browser) == NoticePages.document(notice.id))
            #expect(try await find("1001", browser)?.hasPrefix("/console/listings/") == true)
            let words = try #require(try await find("磁力片 <b>", browser))
            #expect(words.hasPrefix("/console/flags?state=all&q="))
            #expect(try await browser.get(words).status == 200)
            #expect(try await browser.get("/console/find").text.contains("请在顶部输入"))
            #expect(try await browser.get("/console/find?q=" + String(repeating: "a", count: 201)).status == 400)
        }
    }

    @Test("Nobody finds what is of another region, laboratory, platform or buyer")
    func foreign() async throws {
        let cases = try await CaseCase()
        _ = try await cases.listed()
        try await cases.console.browse { client in
            let officer = try await cases.browser(client, .officer, "officer-js", region: "320000")
            for text in [cases.own.label, "R-taobao-1001", "taobao 1"] {
                #expect(try await find(text, officer)?.hasPrefix("/console/flags") == true, "\(text)")
            }
            #expect(try await find(cases.foreign.label, officer)?.hasPrefix("/console/samples/") == true)
            let platform = try await cases.browser(client, .platform, "platform-tb", organisation: "taobao")
            for text in ["1", "1001"] { #expect(try await find(text, platform) == "/console/list/1") }
            let other = try await cases.browser(client, .platform, "platform-jd", organisation: "jd")
            for browser in [platform, other] {
                for text in [cases.own.label, "R-taobao-1001", "2", "<b>"] {
                    #expect(try await find(text, browser) == nil, "\(text)")
                }
            }
            #expect(try await find("1001", other) == nil)
            let buyer = try await cases.browser(client, .buyer, "buyer-9")
            #expect(try await find(cases.own.label, buyer) == nil)
            let page = try await other.get("/console/find?q=%3Cb%3E")
            #expect(page.text.contains("没有找到“&lt;b&gt;”") && page.text.contains("清单序号、商品编号"))
        }
    }

    @Test("A laboratory finds its own samples and reports, an administrator accounts")
    func others() async throws {
        let pages = try await LaboratoryPageCase()
        let label = pages.labels[0]
        try await pages.console.browse { client in
            let owner = try await pages.browser(client)
            #expect(try await find(label, owner) == "/console/laboratory/samples/" + label)
            let other = try await pages.browser(client, "analyst-b", of: LaboratoryPageCase.other)
            #expect(try await find(label, other) == nil)
            let administrator = try await pages.console.browser(client, as: .administrator)
            #expect(try await find("analyst-1", administrator) == "/console/accounts/analyst-1")
            #expect(try await find(label, administrator) == nil)
        }
    }
}
