/// Base32 by RFC 4648, in which authenticator programs read a secret.
package enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// - Parameter padding: whether `=` fills the last group of eight characters.
    package static func encoded(_ bytes: [UInt8], padding: Bool = false) -> String {
        var text: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(alphabet[Int(bits >> UInt32(count) & 31)])
            }
        }
        if count > 0 { text.append(alphabet[Int(bits << UInt32(5 - count) & 31)]) }
        while padding, text.count % 8 != 0 { text.append(UInt8(ascii: "=")) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes; nil if the text is not Base32. Spaces, lower case and missing padding make no difference.
    package static func decoded(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (bits, count, characters) = (UInt32(0), 0, 0)
        for byte in text.uppercased().utf8.filter({ $0 != UInt8(ascii: " ") }).trimmingPadding {
            guard let value = alphabet.firstIndex(of: byte) else { return nil }
            bits = bits << 5 | UInt32(value)
            count += 5
            characters += 1
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        // These lengths do not occur, and unused bits are zero.
        guard ![1, 3, 6].contains(characters % 8), bits & (1 << UInt32(count) - 1) == 0 else { return nil }
        return bytes
    }
}

extension [UInt8] {
    fileprivate var trimmingPadding: ArraySlice<UInt8> {
        self[..<((lastIndex { $0 != UInt8(ascii: "=") } ?? -1) + 1)]
    }
}
