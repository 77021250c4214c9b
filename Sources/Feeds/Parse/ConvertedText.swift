internal import Domain

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Text converted to UTF-8 that keeps its original bytes, so that a quarantined record has the bytes that arrived.
package struct ConvertedText: Sendable {
    /// Bytes of UTF-8 between two stored positions. To find any other position, up to this much is converted again.
    static let stride = 4096

    /// Bytes that no UTF-8 text contains. They take the place of a byte that is no character of the set, and of a text
    /// that is certainly in another set. So the record with such a text is refused as invalid, like one in UTF-8.
    static let undecodable: UInt8 = 0xFF
    static let foreignUTF8: UInt8 = 0xFE
    static let foreignBig5: UInt8 = 0xFD

    package private(set) var utf8: [UInt8]
    private let originalBytes: [UInt8]
    private let iconvName: String?
    /// Positions that are known in both texts, ascending.
    private var known: [(utf8: Int, original: Int)]

    /// Text that was UTF-8 when it arrived.
    init(utf8: [UInt8]) {
        self.utf8 = utf8
        originalBytes = []
        iconvName = nil
        known = []
    }

    /// Text that is not yet converted, from byte `first` on.
    init(original: [UInt8], iconvName: String, first: Int) {
        utf8 = []
        utf8.reserveCapacity(original.count * 3 / 2)
        originalBytes = original
        self.iconvName = iconvName
        known = [(0, first)]
    }

    mutating func append(_ converted: [UInt8], upTo original: Int) {
        utf8 += converted
        known.append((utf8.count, original))
    }

    /// Removes the text from byte `count` of `utf8` on.
    mutating func truncate(to count: Int) {
        utf8.removeSubrange(count...)
    }

    /// The original bytes of `range` of `utf8`.
    package func original(of range: Range<Int>) -> [UInt8] {
        guard iconvName != nil else { return Array(utf8[range]) }
        return Array(originalBytes[original(at: range.lowerBound)..<original(at: range.upperBound)])
    }

    /// The same, for storage apart from the text. UTF-16 gets a byte-order mark in front, because nothing else would
    /// show the byte order.
    func record(at range: Range<Int>) -> [UInt8] {
        let mark: [UInt8] =
            switch iconvName {
            case "UTF-16BE": [0xFE, 0xFF]
            case "UTF-16LE": [0xFF, 0xFE]
            default: []
            }
        return mark + original(of: range)
    }

    /// `fault` of the record at `range`, with the reason if its text is in another character set.
    func explained(_ fault: RecordFault, at range: Range<Int>) -> RecordFault {
        guard iconvName != nil, fault.code == .invalidText else { return fault }
        let text = utf8[range]
        let found = text.contains(Self.foreignUTF8) ? "UTF-8" : text.contains(Self.foreignBig5) ? "Big5" : nil
        guard let found else { return fault }
        return RecordFault(
            .implausibleText, field: fault.field, "a text is \(found), in a file of another character set")
    }

    private func original(at offset: Int) -> Int {
        guard let iconvName, var converter = try? Converter(iconvName) else { return offset }
        var lower = 0
        var upper = known.count
        while upper - lower > 1 {
            let middle = (lower + upper) / 2
            if known[middle].utf8 <= offset { lower = middle } else { upper = middle }
        }
        let start = known[lower]
        guard start.utf8 < offset else { return start.original }
        // With capacity for exactly the bytes before it, iconv stops at the wanted character.
        return start.original
            + converter.step(
                originalBytes, from: start.original, to: originalBytes.count, capacity: offset - start.utf8
            ).consumed
    }
}

/// One conversion of the system's iconv.
struct Converter: ~Copyable {
    struct Conversion {
        let consumed: Int
        let output: [UInt8]
        /// Whether an invalid byte stopped it, and not the end of the capacity or the input.
        let stopped: Bool
    }

    private let handle: iconv_t

    init(_ name: String) throws(CharacterSetFault) {
        guard let handle = iconv_open("UTF-8", name), Int(bitPattern: handle) != -1 else {
            throw CharacterSetFault(message: "this system's iconv does not know \(name)")
        }
        self.handle = handle
    }

    deinit {
        iconv_close(handle)
    }

    /// Converts from byte `position` to byte `end`, until `capacity` bytes of output are full.
    mutating func step(_ bytes: [UInt8], from position: Int, to end: Int, capacity: Int) -> Conversion {
        var inputLeft = end - position
        var stopped = false
        let output = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
            var outputLeft = capacity
            bytes.withUnsafeBytes { source in
                // iconv does not write to its input, although its declaration is not `const`.
                var from = UnsafeMutableRawPointer(mutating: source.baseAddress)?
                    .advanced(by: position).assumingMemoryBound(to: CChar.self)
                var to = UnsafeMutableRawPointer(target.baseAddress)?.assumingMemoryBound(to: CChar.self)
                let failed = iconv(handle, &from, &inputLeft, &to, &outputLeft) == -1
                stopped = failed && errno != E2BIG
                // A converter that keeps a character back, because a combining mark may follow, writes it now.
                if !failed || stopped { iconv(handle, nil, nil, &to, &outputLeft) }
            }
            count = capacity - outputLeft
        }
        return Conversion(consumed: end - position - inputLeft, output: output, stopped: stopped)
    }
}
