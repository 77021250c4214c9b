/// A buffer in which lines are built.
typealias Text = [UInt8]

extension Text {
    mutating func add(_ literal: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    mutating func add(_ text: Text) {
        append(contentsOf: text)
    }

    /// Decimal digits, filled with zeros to `width`.
    mutating func add(_ number: Int, width: Int = 1) {
        let start = count
        var rest = number.magnitude
        repeat {
            append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0 || count - start < width
        self[start...].reverse()
    }
}

/// UTF-8 of words that are written in one literal, separated by spaces.
func words(_ list: String) -> [Text] {
    list.split(whereSeparator: \.isWhitespace).map { Text($0.utf8) }
}
