internal import Domain

extension PageReader {
    /// Reads a block of a large file. Places are byte offsets in the file, because lines are not counted there.
    package func parse(
        _ block: consuming FeedFile.Block, mode: ReadingMode, header: BlockHeader?
    ) throws(PageFault) -> ParsedPage {
        page(try found(in: block, mode, header))
    }

    /// Reads the partial records of a block of a large file. It accepts and refuses the same records as `parse`.
    package func partialPage(
        _ block: consuming FeedFile.Block, mode: ReadingMode, header: BlockHeader?
    ) throws(PageFault) -> PartialPage {
        partialPage(try found(in: block, mode, header))
    }

    private func found(
        in block: consuming FeedFile.Block, _ mode: ReadingMode, _ header: BlockHeader?
    ) throws(PageFault) -> FoundRecords {
        let size = block.size
        switch crawler.format {
        case .ndjson:
            try checkStart(of: block)
            return NDJSONPage(self, mode).found(in: block.takeBytes(), size: size, firstLine: 1)
        case .csv(let format):
            guard let header else { throw .unreadable("the header line is missing") }
            let start = block.index == 0 ? header.csv.end : 0
            return CSVPage(self, format.separator).found(
                in: block.takeBytes(), from: start, size: size, header: header.csv, firstLine: 1)
        case .json, .xml, .jsonLD: throw .unreadable("this format is read as a whole, not in blocks")
        }
    }

    /// Reads whole records that were taken out of a large file, each with its line end.
    package func parse(records bytes: [UInt8], mode: ReadingMode, header: BlockHeader?) throws(PageFault) -> ParsedPage
    {
        let size = bytes.count
        let padded = bytes + Array(repeating: 0, count: JSONScanner.padding)
        return try parse(FeedFile.Block(index: 1, position: 0, bytes: padded, size: size), mode: mode, header: header)
    }

    /// The separator of a table, in which quoted line breaks belong to a record; nil for other formats.
    package var separator: UInt8? {
        if case .csv(let format) = crawler.format { format.separator } else { nil }
    }

    /// Whether a file of this format can be read in blocks, because each line is one record. A required last line is
    /// only known when the whole file is read.
    package var readsBlocks: Bool {
        if case .line = crawler.format.linesEnd { return false }
        guard crawler.format.encoding == .utf8 else { return false }
        switch crawler.format {
        case .ndjson, .csv: return true
        case .json, .xml, .jsonLD: return false
        }
    }

    /// The header of a table, from its first block; nil for formats without one.
    package func header(of block: FeedFile.Block) throws(PageFault) -> BlockHeader? {
        guard case .csv(let format) = crawler.format else { return nil }
        do throws(PageFault) {
            return BlockHeader(csv: try CSVHeader(block.bytes, size: block.size, separator: format.separator, self))
        } catch {
            throw PageFault(error, of: Array(block.bytes.prefix(block.size)), format: crawler.format)
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

/// The parts of the first block of a table that the other blocks need.
package struct BlockHeader: Sendable {
    let csv: CSVHeader
}
