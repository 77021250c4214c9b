package import Domain

extension PrintDocument {
    /// The layout of a problem notice: the letter on the front page, the failing items on the back.
    ///
    /// - Parameters:
    ///   - text: `ProblemNotice.text`, as it is stored. Lines that are not part of its form are printed as paragraphs.
    ///   - authority: who issues the notice.
    package init(noticeNumber number: String, text: String, authority: String, issuedAt: Timestamp) {
        typealias W = ReportWording
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true).map { String($0).visible() }
        let back = lines.lastIndex(of: NoticeText.back) ?? lines.endIndex
        let number = number.visible(limit: 200)
        self.init(
            title: W.program + NoticeText.title + " " + number, author: authority.visible(limit: 200), subject: number,
            createdAt: issuedAt, head: Head(left: W.program + NoticeText.title, right: number),
            blocks: Self.frontPage(lines[..<back], issuedAt.day().chineseText) + Self.backPage(lines[back...]))
    }

    private enum NoticeText {
        static let title = "问题告知书"
        static let back = "（背面）"
    }

    /// Title, number, addressee, then the letter.
    private static func frontPage(_ lines: ArraySlice<String>, _ day: String) -> [Block] {
        var blocks: [Block] = [
            .title([ReportWording.program, NoticeText.title], beneath: Array(lines.dropFirst().prefix(1)))
        ]
        for (index, line) in lines.dropFirst(2).enumerated() {
            // The paragraph after the addressee is indented by two characters.
            blocks.append(line == day ? .date(line) : .paragraph(index == 1 ? "　　" + line : line))
        }
        return blocks
    }

    /// The laboratory, a heading, and the failing items.
    private static func backPage(_ lines: ArraySlice<String>) -> [Block] {
        guard !lines.isEmpty else { return [] }
        let rest = lines.dropFirst()
        let items = rest.dropFirst(2).map { Block.paragraph(String($0.trimmingPrefix { $0 == " " })) }
        return [.pageBreak] + rest.prefix(1).map(Block.paragraph) + rest.dropFirst().prefix(1).map(Block.heading)
            + items
    }
}
