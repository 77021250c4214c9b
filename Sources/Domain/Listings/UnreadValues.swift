/// Values of one field that could not be read although their records could.
package struct UnreadValues: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case sales(SalesFlaw)
        /// The period in which a price is valid. The price was not used.
        case validity
        case time
    }

    package struct Example: Hashable, Sendable {
        /// The text as received, made visible.
        package let text: String
        package let reason: Reason

        package init(text: String, reason: Reason) {
            self.text = text
            self.reason = reason
        }
    }

    package static let mostExamples = 5
    /// After so many values without five different ones, no further example is looked for.
    private static let mostCompared = 1_000

    package private(set) var counts: [Reason: Int] = [:]
    /// Different texts, in the order of their first occurrence.
    package private(set) var examples: [Example] = []

    package init() {}

    package var count: Int {
        counts.values.reduce(0, +)
    }

    package mutating func add(_ reason: Reason, _ text: UnsafeRawBufferPointer) {
        counts[reason, default: 0] += 1
        guard examples.count < Self.mostExamples, count <= Self.mostCompared else { return }
        insert(Example(text: VisibleText.of(text), reason: reason))
    }

    package mutating func add(_ other: UnreadValues) {
        counts.merge(other.counts) { $0 + $1 }
        other.examples.forEach { insert($0) }
    }

    private mutating func insert(_ example: Example) {
        guard examples.count < Self.mostExamples, !examples.contains(example) else { return }
        examples.append(example)
    }
}

extension [ListingField: UnreadValues] {
    package mutating func add(_ other: Self) {
        for (field, values) in other { self[field, default: .init()].add(values) }
    }
}

/// Text from outside in a form that a person can read: bounded, with invisible characters by their numbers.
package enum VisibleText {
    private static let most = 60

    package static func of(_ text: UnsafeRawBufferPointer) -> String {
        let scalars = String(decoding: text.prefix(Self.most * 4), as: UTF8.self).unicodeScalars
        var result = scalars.prefix(Self.most).reduce(into: "") { result, scalar in
            if isHidden(scalar) {
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        if scalars.count > Self.most || text.count > Self.most * 4 { result += "…" }
        return result
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        scalar != " " && scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
            || [.control, .format, .surrogate, .privateUse, .unassigned].contains(scalar.properties.generalCategory)
    }
}
