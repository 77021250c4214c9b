package import Domain

/// A baseline file that cannot be used.
package struct BaselineFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
}

/// Baselines as files: a line with the name of the format, then a line of JSON for each comparison cell with its prices
/// as `[fen, units, listings]`. `ranges` is the number of listings whose price is a range; it is left out for none. The
/// lines are sorted, so equal baselines are equal files.
package enum BaselineFile {
    private static let format = #"{"format":"sushai baseline 2"}"#
    /// In the first format an unknown pack counted as one piece.
    private static let oldFormat = #"{"format":"sushai baseline 1"}"#

    package static func bytes(_ baseline: PriceBaseline) -> [UInt8] {
        var bytes = Array(format.utf8) + [0x0A]
        for (cell, prices) in baseline.cells.sorted(by: { $0.key < $1.key }) {
            let list = prices.map { "[\($0.unitPrice.price.rawValue),\($0.unitPrice.units),\($0.count)]" }
            let ranges = baseline.ranges[cell].map { [("ranges", String($0))] } ?? []
            let line = JSONText.object(
                [
                    ("product", JSONText.quoted(cell.product)), ("specification", JSONText.quoted(cell.specification)),
                    ("unit", JSONText.quoted(cell.unit.text)), ("market", JSONText.quoted(cell.market)),
                    ("prices", "[" + list.joined(separator: ",") + "]"),
                ] + ranges)
            bytes += Array(line.utf8) + [0x0A]
        }
        return bytes
    }

    /// - Parameter name: the name of the file, for messages.
    package static func read(_ bytes: [UInt8], name: String) throws(BaselineFault) -> PriceBaseline {
        let lines = bytes.split(separator: 0x0A)
        if let first = lines.first, first.elementsEqual(oldFormat.utf8) {
            throw BaselineFault(
                description: "\(name) is of an earlier version, which counted a pack of unknown size as one piece; "
                    + "write it again with `sushai screen --baseline-out`")
        }
        guard let first = lines.first, first.elementsEqual(format.utf8) else {
            throw BaselineFault(
                description: "\(name) is no baseline; it must begin with the line \(format), as "
                    + "`sushai screen --baseline-out` writes it")
        }
        var cells: [ComparisonCell: [PriceCount]] = [:]
        var ranges: [ComparisonCell: Int] = [:]
        for (number, line) in lines.enumerated().dropFirst() {
            guard let (cell, prices, without) = Self.cell(Array(line)) else {
                throw BaselineFault(
                    description: "\(name), line \(number + 1): this is no comparison cell with its prices")
            }
            cells[cell, default: []] += prices
            if without > 0 { ranges[cell, default: 0] += without }
        }
        return PriceBaseline(cells, ranges: ranges)
    }

    private static func cell(_ line: [UInt8]) -> (ComparisonCell, [PriceCount], ranges: Int)? {
        guard let object = try? JSONCursor(parsing: line), let product = text(object, "product"),
            let specification = text(object, "specification"), let unit = text(object, "unit"),
            let market = text(object, "market"), let list = object.member("prices"), list.isList,
            let ranges = object.member("ranges").map(number) ?? 0
        else { return nil }
        var prices: [PriceCount] = []
        for entry in list.elements {
            let numbers = entry.elements.compactMap(number)
            guard numbers.count == 3, entry.elements.count == 3 else { return nil }
            prices.append(PriceCount(UnitPrice(Fen(numbers[0]), units: numbers[1]), count: Int(numbers[2])))
        }
        let cell = ComparisonCell(
            product: product, specification: specification, unit: ComparedUnit(text: unit), market: market)
        return (cell, prices, Int(ranges))
    }

    /// A whole number above zero that fits 31 bits.
    private static func number(_ value: JSONCursor) -> Int64? {
        guard let number = ((try? value.text()) ?? nil).flatMap({ Int64($0) }), number > 0, number < 1 << 31 else {
            return nil
        }
        return number
    }

    private static func text(_ object: JSONCursor, _ name: String) -> String? {
        guard let member = object.member(name) else { return nil }
        return (try? member.text()) ?? nil
    }
}
