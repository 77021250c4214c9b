package import Domain

/// What the blocks of a JSON document have shown. A document that is not sound, or whose soundness depends on more than
/// one block, is read as a whole: only then is it known what is refused, and why.
package struct DocumentFindings: Sendable {
    /// Maximum size of the unreadable records of one document, which stay in memory until it is proved.
    private static let most = 16 << 20

    private var quarantined: [(block: Int, records: [QuarantinedRecord])] = []
    private var bytes = 0
    private var hasChineseTitle = false

    package init() {}

    package mutating func add(_ page: PartialPage, ofBlock number: Int) throws(PageFault) {
        hasChineseTitle =
            hasChineseTitle
            || page.listings.contains { page.bytes[$0.title.range].contains { $0 >= 0x80 } }
        guard !page.quarantined.isEmpty else { return }
        quarantined.append((number, page.quarantined))
        bytes += page.quarantined.reduce(0) { $0 + $1.bytes.count }
        guard bytes <= Self.most else { throw .unreadable("most records of the document cannot be read") }
    }

    package mutating func join(_ other: DocumentFindings) {
        quarantined += other.quarantined
        hasChineseTitle = hasChineseTitle || other.hasChineseTitle
    }

    /// The unreadable records in their order, after all blocks of `file` were added.
    ///
    /// - Throws: if the document must be read as a whole.
    package func proved(of file: FeedFile, by reader: PageReader) throws -> [QuarantinedRecord] {
        let records = quarantined.sorted { $0.block < $1.block }.flatMap(\.records)
        // The document may be in another character set.
        if !hasChineseTitle, records.count(where: { $0.fault.code == .invalidText }) >= 3 {
            throw PageFault.unreadable("many texts are not UTF-8")
        }
        try reader.check(frame: try file.frame())
        return records
    }
}

extension PageReader {
    /// Checks a document without its records. Throws if it has others, or if the page is to be refused.
    fileprivate func check(frame: [UInt8]) throws(PageFault) {
        guard case .json(let format) = crawler.format else { return }
        var bytes = frame
        let page = try JSONPage(self, isFrame: true).parse(
            taking: &bytes, arrived: nil, success: format.success, lists: format.records)
        guard page.records == 0 else { throw .unreadable("the document has several lists of records") }
    }
}
