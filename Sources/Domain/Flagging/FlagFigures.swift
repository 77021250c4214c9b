/// The figures of a stored flag by name. They were written by `Flag.figuresJSON`: an object of text values.
package struct FlagFigures: Hashable, Sendable {
    private let values: [String: String]

    /// Nil if the text is not an object of text values.
    package init?(_ json: String) {
        var reader = Reader(bytes: Array(json.utf8))
        guard let values = reader.object() else { return nil }
        self.values = values
    }

    package subscript(name: String) -> String? {
        values[name]
    }
}

extension FlagFigures {
    private struct Reader {
        let bytes: [UInt8]
        private var position = 0

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        mutating func object() -> [String: String]? {
            guard take("{") else { return nil }
            var values: [String: String] = [:]
            if take("}") { return isAtEnd ? values : nil }
            repeat {
                guard let name = text(), take(":"), let value = text() else { return nil }
                values[name] = value
            } while take(",")
            return take("}") && isAtEnd ? values : nil
        }

        private var isAtEnd: Bool {
            position == bytes.count
        }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        private mutating func text() -> String? {
            guard take("\"") else { return nil }
            var text: [UInt8] = []
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                switch byte {
                case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
                case UInt8(ascii: "\\"):
                    guard let escaped = escape() else { return nil }
                    text += escaped
                default: text.append(byte)
                }
            }
            return nil
        }

        /// The escapes that `JSONText` writes.
        private mutating func escape() -> [UInt8]? {
            guard position < bytes.count else { return nil }
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [byte]
            case UInt8(ascii: "n"): return [0x0A]
            case UInt8(ascii: "r"): return [0x0D]
            case UInt8(ascii: "t"): return [0x09]
            case UInt8(ascii: "u"):
                guard position + 4 <= bytes.count else { return nil }
                let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
                position += 4
                return UInt8(digits, radix: 16).flatMap { $0 < 0x20 ? [$0] : nil }
            default: return nil
            }
        }
    }
}
