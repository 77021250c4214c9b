package import Domain

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Text that is not in the expected character set.
package struct CharacterSetFault: Error, Hashable, Sendable {
    package let message: String
    /// The first invalid byte, from 0; nil if the fault is not in one of the bytes.
    package let offset: Int?

    package init(message: String, offset: Int? = nil) {
        self.message = message
        self.offset = offset
    }
}

/// Character sets of Chinese files.
package enum CharacterSet {
    /// GB 18030 bytes as UTF-8, by the system's iconv.
    package static func fromGB18030(_ bytes: [UInt8]) throws(CharacterSetFault) -> [UInt8] {
        try converted(bytes, from: .gb18030).utf8
    }

    /// `bytes` as UTF-8. UTF-8 input is returned unchecked; the code that needs text checks it.
    ///
    /// UTF-16 may begin with a byte-order mark. Without one, the zero bytes of its ASCII characters show the byte
    /// order.
    package static func converted(
        _ bytes: [UInt8], from encoding: FeedFormat.Encoding
    ) throws(CharacterSetFault) -> ConvertedText {
        guard encoding == .utf16 || encoding == .utf8 || !isSurelyUTF8(bytes) else {
            throw CharacterSetFault(message: "the text is UTF-8, not \(encoding.rawValue); write encoding: UTF-8")
        }
        switch encoding {
        case .utf8: return ConvertedText(utf8: bytes)
        case .gb18030: return try convert(bytes, from: "GB18030", name: encoding.rawValue)
        // Text named Big5 in Hong Kong and Taiwan is in this superset.
        case .big5: return try convert(bytes, from: "BIG5-HKSCS", name: encoding.rawValue)
        case .utf16:
            let order = UTF16Order(of: bytes)
            return try convert(
                bytes, from: order.iconvName, name: encoding.rawValue, passingOver: order.hasMark ? 2 : 0)
        }
    }

    /// Whether `bytes` are Chinese text in UTF-8. Such text read in another character set would become other characters
    /// without a fault. From four characters on, the probability that text of another set is valid UTF-8 is below one
    /// in a million.
    static func isSurelyUTF8(_ bytes: [UInt8]) -> Bool {
        var characters = 0
        for byte in bytes where byte >= 0xE0 {
            characters += 1
            if characters == 4 { return String(validating: bytes, as: UTF8.self) != nil }
        }
        return false
    }

    /// `bytes` as UTF-8. Every byte that cannot be converted becomes `ConvertedText.undecodable`, and each of the
    /// ranges `foreign` becomes its mark. Nil if more than `limit` bytes cannot be converted.
    static func marked(
        _ bytes: [UInt8], from encoding: FeedFormat.Encoding, foreign: [ForeignText], limit: Int
    ) throws(CharacterSetFault) -> ConvertedText? {
        let order = UTF16Order(of: bytes)
        let (iconvName, skipped, unit) =
            switch encoding {
            case .utf8, .gb18030: ("GB18030", 0, 1)
            case .big5: ("BIG5-HKSCS", 0, 1)
            case .utf16: (order.iconvName, order.hasMark ? 2 : 0, 2)
            }
        var converter = try Converter(iconvName)
        var text = ConvertedText(original: bytes, iconvName: iconvName, first: skipped)
        var position = skipped
        var undecodable = 0
        for part in foreign + [ForeignText(range: bytes.count..<bytes.count, mark: 0)] {
            while position < part.range.lowerBound {
                let step = converter.step(
                    bytes, from: position, to: part.range.lowerBound, capacity: ConvertedText.stride)
                position += step.consumed
                if step.consumed > 0 { text.append(step.output, upTo: position) }
                guard step.stopped || step.consumed == 0 else { continue }
                undecodable += 1
                guard undecodable <= limit else { return nil }
                position = min(position + unit, part.range.lowerBound)
                text.append([ConvertedText.undecodable], upTo: position)
            }
            guard !part.range.isEmpty else { continue }
            position = part.range.upperBound
            text.append([part.mark], upTo: position)
        }
        return text
    }

    private static func convert(
        _ bytes: [UInt8], from iconvName: String, name: String, passingOver skipped: Int = 0
    ) throws(CharacterSetFault) -> ConvertedText {
        var converter = try Converter(iconvName)
        var text = ConvertedText(original: bytes, iconvName: iconvName, first: skipped)
        var position = skipped
        while position < bytes.count {
            let step = converter.step(
                bytes, from: position, to: bytes.count, capacity: ConvertedText.stride)
            position += step.consumed
            text.append(step.output, upTo: position)
            if step.stopped || (step.consumed == 0 && step.output.isEmpty) {
                throw CharacterSetFault(
                    message: "byte \(position + 1) is not \(name); is the file UTF-8?", offset: position)
            }
        }
        return text
    }
}

/// The byte order of UTF-16 text.
private struct UTF16Order {
    let hasMark: Bool
    let iconvName: String

    init(of bytes: [UInt8]) {
        let first = Array(bytes.prefix(2))
        hasMark = first == [0xFE, 0xFF] || first == [0xFF, 0xFE]
        // Every feed begins with an ASCII character, whose high byte is zero.
        let bigEndian = hasMark ? first[0] == 0xFE : first.first == 0
        iconvName = bigEndian ? "UTF-16BE" : "UTF-16LE"
    }
}
