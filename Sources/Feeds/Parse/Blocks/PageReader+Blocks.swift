internal import Domain

extension PageReader {
    /// Reads a block of a large file. Places are byte offsets in the file, because lines are not counted there.
    package func parse(
        _ block: consuming FeedFile.Block, header: BlockHeader?
    ) throws(PageFault) -> ParsedPage {
        page(try found(in: block, header))
    }

    /// Reads the partial records of a block of a large file. It accepts and refuses the same records as `parse`.
    package func partialPage(
        _ block: consuming FeedFile.Block, header: BlockHeader?
    ) throws(PageFault) -> PartialPage {
        partialPage(try found(in: block, header))
    }

    private func found(
        in block: consuming FeedFile.Block, _ header: BlockHeader?
    ) throws(PageFault) -> FoundRecords {
        let size = block.size
        switch crawler.format {
        case .ndjson:
            try checkStart(of: block)
            return NDJSONPage(self).found(in: block.takeBytes(), size: size, firstLine: 1)
        case .csv(let format):
            guard case .table(let header) = header?.kind else { throw .unreadable("the header line is missing") }
            let start = block.index == 0 ? header.end : 0
            return CSVPage(self, format.separator).found(
                in: block.takeBytes(), from: start, size: size, header: header, firstLine: 1)
        case .json(let format):
            guard case .list(let start, let list) = header?.kind else {
                throw .unreadable("there is no list of records")
            }
            let (from, number) = (block.index == 0 ? start : 0, block.firstRecord)
            return try JSONPage(self).found(
                in: block.takeBytes(), from: from, size: size, number: number, list: list, of: format.records)
        case .xml, .jsonLD: throw .unreadable("this format is read as a whole, not in blocks")
        }
    }

    /// Reads whole records that were taken out of a large file, each followed by `recordEnd`.
    package func parse(records bytes: [UInt8], header: BlockHeader?) throws(PageFault) -> ParsedPage {
        let size = bytes.count
        let padded = bytes + Array(repeating: 0, count: JSONScanner.padding)
        return try parse(FeedFile.Block(index: 1, position: 0, bytes: padded, size: size), header: header)
    }

    /// How a file is divided into blocks; nil if it is read as a whole. A required last line is only known when the whole
    /// file is read, and fields of the page may follow its records.
    package var division: FeedFile.Division? {
        if case .line = crawler.format.linesEnd { return nil }
        guard crawler.format.encoding == .utf8 else { return nil }
        switch crawler.format {
        case .ndjson: return .lines
        case .csv(let format): return .rows(separator: format.separator)
        case .json(let format):
            let isInText = format.records.contains { $0.steps.contains(where: \.embeddedJSON) }
            return isInText || plan.fieldsFromPage ? nil : .list(self)
        case .xml, .jsonLD: return nil
        }
    }

    /// Whether the records are the elements of a list in a document, which is sound only as a whole.
    package var isDocument: Bool {
        if case .list = division { true } else { false }
    }

    /// The byte between two records of a file.
    package var recordEnd: UInt8 {
        if case .json = crawler.format { UInt8(ascii: ",") } else { 0x0A }
    }

    /// The part of the first block that all blocks need; nil for formats without one.
    package func header(of block: FeedFile.Block) throws(PageFault) -> BlockHeader? {
        switch crawler.format {
        case .csv(let format):
            do throws(PageFault) {
                return BlockHeader(
                    kind: .table(try CSVHeader(block.bytes, size: block.size, separator: format.separator, self)))
            } catch {
                throw PageFault(error, of: Array(block.bytes.prefix(block.size)), format: crawler.format)
            }
        case .json:
            return block.bytes.withUnsafeBufferPointer { JSONPage(self).opening($0, size: block.size) }.map {
                BlockHeader(kind: .list(start: $0.start, list: $0.list))
            }
        case .ndjson, .xml, .jsonLD: return nil
        }
    }

    /// The first block of lines must not be a web page or plain text.
    private func checkStart(of block: borrowing FeedFile.Block) throws(PageFault) {
        guard block.index == 0, let first = block.bytes.first(where: { !isXMLSpace($0) }), first == UInt8(ascii: "<")
        else { return }
        throw PageFault(
            .unreadable("this is no NDJSON"), of: Array(block.bytes.prefix(block.size)), format: crawler.format)
    }
}

/// The part of the first block that all blocks need.
package struct BlockHeader: Sendable {
    enum Kind {
        case table(CSVHeader)
        case list(start: Int, list: Int)
    }

    let kind: Kind
}
