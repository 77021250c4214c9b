import Domain
import Testing

@Suite("A limit")
struct LimitTests {
    /// One cell of the comparison table of GB/T 8170-2008, clause 4.3: the verdicts on the measured value and on the
    /// rounded value.
    struct Row: Sendable, CustomTestStringConvertible {
        let lower: Limit.Bound?
        let upper: Limit.Bound?
        let value: String
        let full: Bool
        let rounded: Bool

        init(_ lower: Limit.Bound?, _ upper: Limit.Bound?, _ value: String, full: Bool, rounded: Bool) {
            self.lower = lower
            self.upper = upper
            self.value = value
            self.full = full
            self.rounded = rounded
        }

        func limit(_ comparison: Limit.Comparison) -> Limit {
            Limit(lower: lower, upper: upper, comparison: comparison)
        }

        var testDescription: String {
            "\(value) in \(limit(.fullValue).text)"
        }
    }

    private static func closed(_ text: String) -> Limit.Bound { .init(decimal(text), inclusive: true) }
    private static func open(_ text: String) -> Limit.Bound { .init(decimal(text), inclusive: false) }

    /// ≥14×100 MPa: the last digit of the bound is in the hundreds.
    private static let hundreds = Limit.Bound(decimal("1400"), inclusive: true, unit: 2)

    private static let oneSided: [Row] = [
        Row(hundreds, nil, "1349", full: false, rounded: false),
        Row(hundreds, nil, "1351", full: false, rounded: true),
        Row(hundreds, nil, "1400", full: true, rounded: true),
        Row(hundreds, nil, "1402", full: true, rounded: true),
        Row(closed("97.0"), nil, "97.01", full: true, rounded: true),
        Row(closed("97.0"), nil, "97.00", full: true, rounded: true),
        Row(closed("97.0"), nil, "96.96", full: false, rounded: true),
        Row(closed("97.0"), nil, "96.94", full: false, rounded: false),
        Row(nil, closed("0.5"), "0.452", full: true, rounded: true),
        Row(nil, closed("0.5"), "0.500", full: true, rounded: true),
        Row(nil, closed("0.5"), "0.549", full: false, rounded: true),
        Row(nil, closed("0.5"), "0.551", full: false, rounded: false),
    ]

    private static let twoSided: [Row] = [
        Row(closed("1.2"), closed("1.6"), "1.151", full: false, rounded: true),
        Row(closed("1.2"), closed("1.6"), "1.200", full: true, rounded: true),
        Row(closed("1.2"), closed("1.6"), "1.649", full: false, rounded: true),
        Row(closed("1.2"), closed("1.6"), "1.651", full: false, rounded: false),
        // 10.0±0.1
        Row(closed("9.9"), closed("10.1"), "9.89", full: false, rounded: true),
        Row(closed("9.9"), closed("10.1"), "9.85", full: false, rounded: false),
        Row(closed("9.9"), closed("10.1"), "10.10", full: true, rounded: true),
        Row(closed("9.9"), closed("10.1"), "10.16", full: false, rounded: false),
    ]

    private static let exclusive: [Row] = [
        // 10.0±0.1, 0.1 not included on either side.
        Row(open("9.9"), open("10.1"), "9.94", full: true, rounded: false),
        Row(open("9.9"), open("10.1"), "9.96", full: true, rounded: true),
        Row(open("9.9"), open("10.1"), "10.06", full: true, rounded: false),
        Row(open("9.9"), open("10.1"), "10.05", full: true, rounded: true),
        // +0.1 not included.
        Row(closed("9.9"), open("10.1"), "9.94", full: true, rounded: true),
        Row(closed("9.9"), open("10.1"), "9.86", full: false, rounded: true),
        Row(closed("9.9"), open("10.1"), "10.06", full: true, rounded: false),
        Row(closed("9.9"), open("10.1"), "10.05", full: true, rounded: true),
        // −0.1 not included.
        Row(open("9.9"), closed("10.1"), "9.94", full: true, rounded: false),
        Row(open("9.9"), closed("10.1"), "9.86", full: false, rounded: false),
        Row(open("9.9"), closed("10.1"), "10.06", full: true, rounded: true),
        Row(open("9.9"), closed("10.1"), "10.05", full: true, rounded: true),
    ]

    @Test(
        "permits the values that the comparison table of the standard permits",
        arguments: oneSided + twoSided + exclusive)
    func comparisonTable(_ row: Row) {
        #expect(row.limit(.fullValue).permits(row.value) == row.full, "as measured")
        #expect(row.limit(.rounded).permits(row.value) == row.rounded, "rounded")
    }

    @Test("compares the value as measured by default")
    func defaultComparison() {
        #expect(Limit(upper: .init(decimal("0.5"), inclusive: true)).comparison == .fullValue)
    }

    @Test(
        "an inclusive bound belongs to the permitted range",
        arguments: [
            (Limit.atMost("50"), true), (.below("50"), false), (.atLeast("50"), true), (.above("50"), false),
        ] as [(Limit, Bool)])
    func bounds(_ limit: Limit, permitted: Bool) {
        #expect(limit.permits("50") == permitted)
        #expect(limit.permits("50.000") == permitted)
    }

    @Test(
        "has the text form of reports",
        arguments: [
            (Limit.atMost("75"), "≤75"), (.below("50"), "<50"), (.atLeast("97.0"), "≥97.0"), (.above("0"), ">0"),
            (.between("4.0", "8.5"), "4.0～8.5"), (Limit(), "—"),
            (Limit(lower: open("9.9"), upper: closed("10.1")), "9.9（不含）～10.1"),
            (Limit(lower: closed("9.9"), upper: open("10.1")), "9.9～10.1（不含）"), (Limit(lower: hundreds), "≥14×10²"),
        ] as [(Limit, String)])
    func text(_ limit: Limit, text: String) {
        #expect(limit.text == text)
    }
}
