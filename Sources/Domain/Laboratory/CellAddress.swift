/// The address of a spreadsheet cell: `B7` is column 2, row 7.
package struct CellAddress: Hashable, Sendable {
    /// From 1.
    package let column: Int
    /// From 1.
    package let row: Int

    package init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }

    /// Reads `B7`. Nil for any other text, including `$B$7` and `b7`, and for an address beyond XFD1048576, the last
    /// cell of a sheet.
    package init?(_ bytes: some Collection<UInt8>) {
        let letters = bytes.prefix { (0x41...0x5A).contains($0) }
        guard (1...3).contains(letters.count) else { return nil }
        let column = letters.reduce(0) { $0 * 26 + Int($1 - 0x40) }
        let digits = bytes.dropFirst(letters.count)
        guard digits.count <= 7, digits.first != 0x30, let row = number(digits), column <= 16_384, row <= 1_048_576
        else { return nil }
        self.init(column: column, row: Int(row))
    }

    package var text: String {
        Self.letters(column) + String(row)
    }

    /// 1 → `A`, 27 → `AA`.
    package static func letters(_ column: Int) -> String {
        var rest = column
        var letters: [UInt8] = []
        while rest > 0 {
            letters.append(0x41 + UInt8((rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }
}
