internal import Domain
internal import Transport

/// Why a page counts as cut off.
package enum Incompleteness: Hashable, Sendable {
    /// The connection closed, and nothing in the page shows its end.
    case endNotProved
    /// The last line is not the one that the crawler file names.
    case lastLine(expected: String)
    /// The compressed bytes end early or are damaged.
    case compressed(String)

    /// The reason, for the log.
    package var message: String {
        switch self {
        case .endNotProved:
            "the connection closed, and neither a length nor the text shows that the page was complete; if this platform "
                + "ends its lists so, write format.….end in the crawler file"
        case .lastLine(let expected): "the last line is not “\(expected)”, which format.….end requires"
        case .compressed(let why): why
        }
    }

    /// The reason, for people.
    package var sentence: String {
        switch self {
        case .endNotProved:
            "页面可能不完整：连接已关闭，但应答没有长度，内容也没有结束标志。如该平台总是以关闭连接表示结束，"
                + "请在抓取器文件的 format 中写 end: connection；如有固定的最后一行，请写 end: {line: \"…\"}"
        case .lastLine(let expected): "页面不完整：最后一行不是抓取器文件要求的“\(expected)”"
        case .compressed(let why): "页面不完整：压缩数据中途结束或已损坏（\(why)）"
        }
    }
}

/// What shows that a page is complete.
enum PageEnd {
    /// Whether the transfer, a compression, the grammar or the crawler file shows the end of `body`. A JSON or XML
    /// document ends where it is closed, and the parser refuses one that is not.
    static func isProved(_ end: BodyEnd, _ body: [UInt8], _ format: FeedFormat) -> Bool {
        if end == .proved || Compression(recognising: body.prefix(4)) != nil { return true }
        switch format {
        case .json, .xml: return true
        case .ndjson, .csv: return format.linesEnd != nil
        case .jsonLD:
            let first = body.first { $0 > 0x20 && $0 < 0x7F }
            if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return true }
            return isClosedHTML(format.encoding == .utf16 ? body.filter { $0 != 0 } : body)
        }
    }

    /// Whether only white space and comments follow the last `</html>`, which is not within a script.
    static func isClosedHTML(_ bytes: [UInt8]) -> Bool {
        guard let end = lastRange(of: "</html", in: bytes[...]) else { return false }
        if let script = lastRange(of: "<script", in: bytes[..<end]),
            lastRange(of: "</script", in: bytes[script..<end]) == nil
        {
            return false
        }
        guard let close = bytes[end...].firstIndex(of: UInt8(ascii: ">")) else { return false }
        var rest = bytes[(close + 1)...]
        while true {
            rest = rest.drop(while: isXMLSpace)
            guard rest.starts(with: "<!--".utf8) else { return rest.isEmpty }
            guard let comment = range(of: "-->", in: rest.dropFirst(4)) else { return false }
            rest = rest[(comment + 3)...]
        }
    }

    private static func range(of text: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.indices.first { matches(text, bytes, $0) }
    }

    private static func lastRange(of text: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.indices.last { matches(text, bytes, $0) }
    }

    /// Whether `text`, in lower case, begins at `index` in any case.
    private static func matches(_ text: StaticString, _ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes.endIndex - index >= wanted.count else { return false }
        return zip(wanted, bytes[index...]).allSatisfy { wanted, byte in
            wanted == byte || ((0x41...0x5A).contains(byte) && wanted == byte | 0x20)
        }
    }
}

extension ConvertedText {
    /// Removes the last line that the crawler file requires.
    mutating func removeLastLine(_ end: FeedFormat.LinesEnd?) throws(PageFault) {
        guard case .line(let expected) = end else { return }
        let wanted = Array(expected.utf8)
        var stop = utf8.count
        while stop > 0, isXMLSpace(utf8[stop - 1]) { stop -= 1 }
        let start = stop - wanted.count
        guard start >= 0, utf8[start..<stop].elementsEqual(wanted) else {
            throw .incomplete(.lastLine(expected: expected))
        }
        let before = utf8[..<start].lastIndex { $0 != 0x20 && $0 != 0x09 }
        guard before.map({ utf8[$0] == 0x0A || utf8[$0] == 0x0D }) ?? true else {
            throw .incomplete(.lastLine(expected: expected))
        }
        truncate(to: start)
    }
}
