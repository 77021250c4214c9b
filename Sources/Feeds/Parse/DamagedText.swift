internal import Domain

/// Converts the text of a feed. A damaged character affects its record only.
enum DamagedText {
    static func converted(_ bytes: [UInt8], from encoding: FeedFormat.Encoding) throws(PageFault) -> ConvertedText {
        guard encoding != .utf8 else { return ConvertedText(utf8: bytes) }
        if encoding != .utf16, CharacterSet.isSurelyUTF8(bytes) {
            throw .otherEncoding(declared: encoding, probable: .utf8)
        }
        let foreign = ForeignText.find(in: bytes, declared: encoding)
        if let whole = foreign.whole { throw .otherEncoding(declared: encoding, probable: whole) }
        // If one of twenty bytes is no character, the file is in another set.
        let high = encoding == .utf16 ? bytes.count : bytes.count { $0 >= 0x80 }
        let text: ConvertedText?
        do throws(CharacterSetFault) {
            text = try CharacterSet.marked(bytes, from: encoding, foreign: foreign.texts, limit: max(8, high / 20))
        } catch {
            throw .unreadable(error.message)
        }
        guard let text else {
            throw .otherEncoding(declared: encoding, probable: ProbableEncoding.of(bytes, besides: encoding))
        }
        return text
    }
}

extension PageReader {
    /// Throws if the page has records but none of them is one: its text is in another character set, or the page is
    /// text in no format, or an error of the platform.
    func checkRecords(_ page: ParsedPage, _ bytes: [UInt8]) throws(PageFault) {
        guard let first = page.quarantined.first else { return }
        if page.quarantined.count(where: { $0.fault.code == .invalidText }) >= 3, !page.batch.hasChineseTitle,
            let probable = ProbableEncoding.of(bytes, besides: crawler.format.encoding)
        {
            throw .otherEncoding(declared: crawler.format.encoding, probable: probable)
        }
        guard case .ndjson = crawler.format, page.batch.rows.isEmpty else { return }
        if page.quarantined.allSatisfy({ $0.fault.code == .unreadableRecord || $0.fault.code == .notAnObject }) {
            let fault = PageFault.unreadable("no line is an object")
            let other = PageFault(fault, of: bytes, format: crawler.format)
            if other != fault { throw other }
        }
        if page.quarantined.count == 1, first.fault.code == .missingField, hasNoMappedMember(first.bytes) {
            throw .refused(String(decoding: first.bytes.prefix(500), as: UTF8.self))
        }
    }

    private func hasNoMappedMember(_ record: [UInt8]) -> Bool {
        guard let object = try? JSONCursor(parsing: record) else { return false }
        let names = Set(crawler.fields.mapped.flatMap(\.paths).compactMap(\.steps.first?.name))
        return !object.members.isEmpty && object.members.allSatisfy { !names.contains($0.key) }
    }
}

extension ListingBatch {
    fileprivate var hasChineseTitle: Bool {
        rows.contains { row in bytes[row.title.range].contains { $0 >= 0x80 } }
    }
}
