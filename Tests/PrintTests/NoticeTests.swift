import Domain
import Foundation
import Print
import TestSupport
import Testing

@Suite("The printed problem notice")
struct NoticeTests {
    private static func notice(enterprise: String = "虚构1号玩具有限公司") -> ProblemNotice {
        ProblemNotice(
            number: "速筛告〔2026〕1号", enterprise: enterprise, year: 2026, authority: SampleReports.authority,
            laboratory: "虚构检验检测中心", productName: "磁力玩具", specification: "磁力片积木玩具", hazard: .serious,
            problems: [
                "小零件：实测不合格，要求应合格（GB 6675.2-2014 第4.4条），不符合",
                "磁通量指数：实测167.5 kG²mm²，要求<50 kG²mm²（GB 6675.2-2014 第4.31条），按全数值比较，不符合",
            ],
            reportNumber: "R-2026-0001", issuedOn: SampleReports.judgedAt.day(), copiedTo: Samples.region())
    }

    private static func document(_ notice: ProblemNotice) -> PrintDocument {
        PrintDocument(
            noticeNumber: notice.number, text: notice.text, authority: notice.authority,
            issuedAt: SampleReports.judgedAt)
    }

    @Test("HTML and PDF contain the whole text; the failing items are on the back")
    func wholeText() async throws {
        let notice = Self.notice()
        let page = HTMLPage.render(Self.document(notice), pictures: [:])
        let words = try await Poppler.words(PDF.render(Self.document(notice), pictures: [:]))
        let lines = notice.text.split(separator: "\n").map { $0.filter { !$0.isWhitespace } }
        let htmlText = page.filter { !$0.isWhitespace }
        for line in lines.dropFirst() where line != "（背面）" {
            #expect(htmlText.contains(line.replacing("<", with: "&lt;")), "\(line)")
            // The fonts have no glyph for a ticked box.
            #expect(words.contains(line.replacing("☑", with: "■")), "\(line)")
        }
        let sides = page.components(separatedBy: "<div class=break>")
        #expect(sides.count == 2 && sides[1].contains("小零件") && !sides[0].contains("小零件"))
        #expect(sides[0].contains("一式二份") && sides[0].contains("送达回证") && sides[0].contains("抄送："))
    }

    @Test("a name with line breaks and marks is printed as text")
    func hostileName() throws {
        let page = HTMLPage.render(
            Self.document(Self.notice(enterprise: "甲\n（背面）\n<script>")), pictures: [:])
        #expect(page.contains("&lt;script&gt;") && !page.contains("<script"))
        #expect(page.contains("一式二份") && page.contains("磁通量指数"))
    }
}
