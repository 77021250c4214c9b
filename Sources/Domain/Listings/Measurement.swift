/// A measure that titles state and on which prices depend.
package enum Measure: String, CaseIterable, Sendable {
    case capacity = "mAh"
    case length = "m"
    case power = "W"

    /// The words behind the number, in lower case. A word of letters ends before the next letter.
    fileprivate var words: [PackText] {
        switch self {
        case .capacity: Self.capacityWords
        case .length: Self.lengthWords
        case .power: Self.powerWords
        }
    }

    private static let capacityWords = ["毫安", "mah", "ma", "m"].map(PackText.init)
    private static let lengthWords = ["米", "m"].map(PackText.init)
    private static let powerWords = ["瓦", "w"].map(PackText.init)
}

/// The values of one specification, in thousandths of the measure; both ends are included.
package struct MeasuredRange: Hashable, Sendable {
    package let measure: Measure
    package let values: ClosedRange<Int64>

    package init(_ measure: Measure, _ values: ClosedRange<Int64>) {
        self.measure = measure
        self.values = values
    }
}

/// Finds measures in a title: `20000毫安`, `20000mAh`, `2万毫安`, `两万毫安`, `20,000 mAh`, `1.5米`, `3m`.
struct MeasureReader {
    private let title: UnsafeRawBufferPointer
    private let measure: Measure
    private var position = 0

    /// - Parameter title: the normal form of a title.
    init(_ title: UnsafeRawBufferPointer, _ measure: Measure) {
        self.title = title
        self.measure = measure
    }

    /// The next value of the measure, in thousandths; nil if there is no other.
    mutating func next() -> Int64? {
        // The smallest of the numbers before a sign: 10000 in `10000/20000毫安`.
        var waiting: Int64?
        while position < title.count {
            let byte = title[position]
            guard byte &- 0x30 < 10 || PackNumeral.digit(EightBytes.load(title, position)) != nil else {
                position += 1
                waiting = nil
                continue
            }
            guard let (value, isMeasured) = number(isChinese: byte >= 0x80) else { continue }
            if isMeasured { return min(value, waiting ?? value) }
            guard let length = separator() else { continue }
            position += length
            if measure != .capacity || value >= Self.leastCapacity { waiting = min(value, waiting ?? value) }
        }
        return nil
    }

    /// The length of a sign between two numbers of one measure.
    private func separator() -> Int? {
        guard position < title.count else { return nil }
        switch title[position] {
        case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "~"): return 1
        default: return Self.separators.contains(EightBytes.load(title, position) & 0xFF_FFFF) ? 3 : nil
        }
    }

    /// The number at `position`, and whether it is of the measure; nil if it is no number. It moves behind the number.
    private mutating func number(isChinese: Bool) -> (value: Int64, isMeasured: Bool)? {
        let number = isChinese ? PackNumeral.number(title, &position) : PackNumber(title, &position)
        guard var value = number?.scaled(by: 1000) else { return nil }
        while value <= Self.most, let group = thousands() { value = value * 1000 + group * 1000 }
        guard value > 0, value <= Self.most else { return nil }
        if measure == .capacity, let length = tenThousands(position) {
            position += length
            value *= 10_000
        }
        var end = position
        if end < title.count, title[end] == 0x20 { end += 1 }
        return (value, isMeasure(end, value))
    }

    /// `,000` in `20,000`.
    private mutating func thousands() -> Int64? {
        guard position + 3 < title.count, title[position] == UInt8(ascii: ",") else { return nil }
        let digits = title[(position + 1)...(position + 3)]
        guard digits.allSatisfy({ $0 &- 0x30 < 10 }),
            position + 4 == title.count || title[position + 4] &- 0x30 >= 10
        else { return nil }
        position += 4
        return digits.reduce(0) { $0 * 10 + Int64($1 &- 0x30) }
    }

    /// The length of `万` or, before the word of the measure, of `w` (`2w毫安`); nil if there is none.
    private func tenThousands(_ place: Int) -> Int? {
        let eight = EightBytes.lowercased(EightBytes.load(title, place))
        if eight & 0xFF_FFFF == Self.tenThousand { return 3 }
        guard UInt8(truncatingIfNeeded: eight) == UInt8(ascii: "w"), place + 1 < title.count else { return nil }
        return measure.words.contains { $0.begins(EightBytes.lowercased(EightBytes.load(title, place + 1))) } ? 1 : nil
    }

    private func isMeasure(_ place: Int, _ value: Int64) -> Bool {
        let eight = EightBytes.lowercased(EightBytes.load(title, place))
        for word in measure.words where word.begins(eight) {
            let end = place + word.count
            // `3mm` is no metre, and `2wifi` no watt.
            let isWhole = end >= title.count || title[end - 1] >= 0x80 || (title[end] | 0x20) &- 0x61 >= 26
            // `20000m` is a capacity; `1m` is the length of a cable, and `50mA` a current.
            return isWhole && (measure != .capacity || word.count > 2 || value >= Self.leastCapacity)
        }
        // `20000大容量`
        return measure == .capacity && value >= Self.leastCapacity && Self.large.contains { $0.begins(eight) }
    }

    /// No offer has more, in thousandths.
    private static let most: Int64 = 1_000_000_000_000
    /// 1000 mAh. A smaller number without the word of the measure is something else.
    private static let leastCapacity: Int64 = 1_000_000
    private static let separators = ["、", "或", "–"].map(PackWord.packed)
    private static let tenThousand = PackWord.packed("万")
    private static let large = ["大容", "超大"].map(PackText.init)
}

extension MatchingRule {
    /// The specification of the smallest measure that the title states; nil if it states none of a specification. A title
    /// with several (`10000/20000毫安`) is that of the smallest, so that no honest price looks low.
    ///
    /// - Parameter title: in any form.
    func measuredSpecification(in title: UnsafeRawBufferPointer) -> Int? {
        guard let measure else { return nil }
        return TitleForm.withNormal(title) { normal in
            var reader = MeasureReader(normal, measure)
            var smallest: Int64?
            var found: Int?
            while let value = reader.next() {
                guard value < smallest ?? .max, let index = specification(of: value) else { continue }
                (smallest, found) = (value, index)
            }
            return found
        }
    }

    private func specification(of value: Int64) -> Int? {
        specifications.firstIndex { $0.measured?.values.contains(value) ?? false }
    }
}
