internal import Domain

/// A text in another character set than its file.
///
/// A text ends at one of the bytes `, ; " < >`, a tab or a line end, which no character of GB 18030 or Big5 contains.
/// Only what is certain is found: text of two or three characters often has a meaning in both sets.
struct ForeignText {
    let range: Range<Int>
    let mark: UInt8

    /// The foreign texts of a file; nil if nearly all of its texts are in one other set, which is then named.
    static func find(
        in bytes: [UInt8], declared: FeedFormat.Encoding
    ) -> (texts: [ForeignText], whole: FeedFormat.Encoding?) {
        guard declared == .gb18030 || declared == .big5 else { return ([], nil) }
        var found: [ForeignText] = []
        var (foreignBytes, otherBytes) = (0, 0)
        var start = 0
        var hasText = false
        for index in 0...bytes.count {
            let byte = index < bytes.count ? bytes[index] : 0x0A
            if byte >= 0x80 { hasText = true }
            guard byte < 0x40, isDelimiter(byte) else { continue }
            if hasText {
                if let mark = mark(of: bytes[start..<index], declared) {
                    found.append(ForeignText(range: start..<index, mark: mark))
                    foreignBytes += index - start
                } else {
                    otherBytes += index - start
                }
            }
            start = index + 1
            hasText = false
        }
        let isWhole = found.count >= 3 && foreignBytes > otherBytes
        let isUTF8 = found.count { $0.mark == ConvertedText.foreignUTF8 } * 2 > found.count
        return (found, isWhole ? (isUTF8 ? .utf8 : .big5) : nil)
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), 0x09,
            0x0A, 0x0D:
            true
        default: false
        }
    }

    private static func mark(of text: ArraySlice<UInt8>, _ declared: FeedFormat.Encoding) -> UInt8? {
        if isUTF8(text) { return ConvertedText.foreignUTF8 }
        return declared == .gb18030 && isBig5(text) ? ConvertedText.foreignBig5 : nil
    }

    /// Whether the text is Chinese in UTF-8: with three Chinese characters, or with two of the 3755 common ones. Text of
    /// another set that is also this has a probability far below one in a million.
    private static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
        // Nearly every text of another set fails at its first character.
        guard let first = bytes.first(where: { $0 >= 0x80 }), (0xC2..<0xF5).contains(first),
            let text = String(validating: bytes, as: UTF8.self)
        else { return false }
        let chinese = text.unicodeScalars.filter { (0x3000...0x9FFF).contains($0.value) || $0.value >= 0xFF00 }
        guard chinese.count == 2 else { return chinese.count > 2 }
        return chinese.allSatisfy { scalar in
            let pair = (try? CharacterSet.inGB18030(Array(String(scalar).utf8))) ?? []
            return pair.count == 2 && (0xB0...0xD7).contains(pair[0]) && pair[1] >= 0xA1
        }
    }

    /// Whether the text is Chinese in Big5: common characters of Big5 only, which in GB 18030 would be private
    /// characters, or rare ones by a third.
    private static func isBig5(_ bytes: ArraySlice<UInt8>) -> Bool {
        var pairs = 0
        var rare = 0
        var isPrivate = false
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let lead = bytes[index]
            index += 1
            guard lead >= 0x80 else { continue }
            guard (0xA1...0xC6).contains(lead), index < bytes.endIndex else { return false }
            let trail = bytes[index]
            guard (0x40...0x7E).contains(trail) || (0xA1...0xFE).contains(trail) else { return false }
            index += 1
            guard lead >= 0xA4 else { continue }
            pairs += 1
            if trail < 0xA1 { rare += 1 }
            if (0xAA...0xAF).contains(lead), trail >= 0xA1 { isPrivate = true }
        }
        return (isPrivate && pairs >= 3) || (pairs >= 8 && rare * 3 >= pairs)
    }
}

/// The character set that a text is probably in.
enum ProbableEncoding {
    /// Nil if none is likely, or only `declared`.
    static func of(_ bytes: [UInt8], besides declared: FeedFormat.Encoding) -> FeedFormat.Encoding? {
        let sample = bytes.prefix(1 << 16)
        let found = unicode(sample) ?? chinese(sample)
        return found == declared ? nil : found
    }

    private static func unicode(_ sample: ArraySlice<UInt8>) -> FeedFormat.Encoding? {
        if sample.starts(with: [0xFF, 0xFE]) || sample.starts(with: [0xFE, 0xFF]) { return .utf16 }
        if sample.count(where: { $0 == 0 }) * 8 > sample.count { return .utf16 }
        // The sample may end within a character.
        for cut in 0..<4 where String(validating: sample.dropLast(cut), as: UTF8.self) != nil { return .utf8 }
        return nil
    }

    /// The set in which most characters are common ones: level 1 of GB 2312, or level 1 of Big5.
    private static func chinese(_ sample: ArraySlice<UInt8>) -> FeedFormat.Encoding? {
        var (pairs, simplified, traditional) = (0, 0, 0)
        var index = sample.startIndex
        while index + 1 < sample.endIndex {
            let (lead, trail) = (sample[index], sample[index + 1])
            guard lead >= 0x80 else {
                index += 1
                continue
            }
            index += 2
            pairs += 1
            if (0xB0...0xD7).contains(lead), trail >= 0xA1 { simplified += 1 }
            if (0xA4...0xC6).contains(lead), (0x40...0x7E).contains(trail) || trail >= 0xA1 { traditional += 1 }
        }
        guard pairs > 0, max(simplified, traditional) * 2 > pairs else { return nil }
        return simplified >= traditional ? .gb18030 : .big5
    }
}
