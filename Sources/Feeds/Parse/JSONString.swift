/// The content of JSON strings.
package enum JSONString {
    /// The bytes of the string `node` of `bytes`. They are not checked for UTF-8; the code that needs text checks them.
    package static func unescaped(_ bytes: [UInt8], _ node: JSONNode) -> [UInt8] {
        let content = bytes[(node.range.lowerBound + 1)..<(node.range.upperBound - 1)]
        guard case .string(hasEscapes: true) = node.kind else { return Array(content) }
        return content.withUnsafeBufferPointer { unescaped($0) }
    }

    /// The bytes of the content of a string. Its escapes must be well-formed, or be cut by its end.
    package static func unescaped(_ content: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(content.count)
        var index = content.startIndex
        while index < content.endIndex {
            guard content[index] == UInt8(ascii: "\\") else {
                result.append(content[index])
                index += 1
                continue
            }
            guard index + 1 < content.endIndex else { break }
            switch content[index + 1] {
            case UInt8(ascii: "u"):
                index = appendScalar(at: index, of: content, to: &result)
                continue
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case let other: result.append(other)
            }
            index += 2
        }
        return result
    }

    /// The offset of the first `\u` escape of a well-formed text that is an unpaired surrogate. It would be read as
    /// U+FFFD, and the stored text would differ from the text that was sent.
    package static func halfCharacter(in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { content in
            var index = 0
            while index < content.count, let place = content[index...].firstIndex(of: UInt8(ascii: "\\")) {
                guard place + 1 < content.count, content[place + 1] == UInt8(ascii: "u") else {
                    index = place + 2
                    continue
                }
                index = place + 6
                let unit = unit(at: place, of: content)
                guard (0xD800..<0xE000).contains(unit) else { continue }
                guard unit < 0xDC00, index + 6 <= content.count, content[index] == UInt8(ascii: "\\"),
                    content[index + 1] == UInt8(ascii: "u"),
                    (0xDC00..<0xE000).contains(self.unit(at: index, of: content))
                else { return place }
                index += 6
            }
            return nil
        }
    }

    package static func hexadecimal(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// Appends the character of the `\u` escape at `index` and returns the index after it. Two escapes may form one
    /// character; an unpaired surrogate becomes U+FFFD.
    private static func appendScalar(at index: Int, of content: UnsafeBufferPointer<UInt8>, to result: inout [UInt8])
        -> Int
    {
        let unit = self.unit(at: index, of: content)
        var scalar = Unicode.Scalar(unit)
        var next = min(index + 6, content.endIndex)
        if (0xD800..<0xDC00).contains(unit), next + 6 <= content.endIndex, content[next] == UInt8(ascii: "\\"),
            content[next + 1] == UInt8(ascii: "u")
        {
            let low = self.unit(at: next, of: content)
            if (0xDC00..<0xE000).contains(low) {
                scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
                next += 6
            }
        }
        result += Array(String(scalar ?? "\u{FFFD}").utf8)
        return next
    }

    private static func unit(at index: Int, of content: UnsafeBufferPointer<UInt8>) -> UInt32 {
        content[min(index + 2, content.endIndex)..<min(index + 6, content.endIndex)].reduce(0) {
            $0 << 4 | (hexadecimal($1) ?? 0)
        }
    }
}
