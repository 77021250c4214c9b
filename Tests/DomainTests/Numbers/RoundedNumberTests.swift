import Domain
import Testing

@Suite("A number that the laboratory rounded")
struct RoundedNumberTests {
    private func rounded(_ text: String) throws -> RoundedNumber {
        guard case .rounded(let number) = MeasuredValue(text) else { throw NotRounded(text: text) }
        return number
    }

    private struct NotRounded: Error {
        let text: String
    }

    @Test(
        "is between its digits and half a unit beyond them",
        arguments: [
            ("16.50(+)", "16.505", true), ("16.50(-)", "16.495", false), ("-16.5(+)", "-16.55", false),
            ("-16.5(-)", "-16.45", true), ("7(+)", "7.5", true), ("0.0(+)", "0.05", true),
        ] as [(String, String, Bool)])
    func furthest(_ text: String, furthest: String, above: Bool) throws {
        let number = try rounded(text)
        #expect(number.furthest.text == furthest)
        #expect(number.isReallyAbove == above)
        #expect(number.text == text)
    }

    @Test(
        "is compared by all its possible true values: all permitted, none permitted, or undecided",
        arguments: [
            ("16.50(+)", Limit.atMost("16.50"), false), ("16.50(-)", .atMost("16.50"), true),
            ("16.50(-)", .below("16.50"), true), ("16.50(+)", .atLeast("16.50"), true),
            ("16.50(-)", .atLeast("16.50"), false), ("16.50(+)", .above("16.50"), true),
            ("16.50(+)", .atMost("16.503"), nil), ("16.50(+)", .atMost("16.6"), true),
            ("-16.50(+)", .atLeast("-16.50"), false), ("-16.50(+)", .atMost("-16.50"), true),
            ("16.50(+)", .between("16.501", "16.502"), nil), ("16.50(+)", .between("16.50", "16.51"), true),
            ("15.5(-)", .atMost("15", .rounded), true), ("15.5", .atMost("15", .rounded), false),
            ("16.5(+)", .atMost("16", .rounded), false), ("16.5", .atMost("16", .rounded), true),
            ("16.5(+)", .atMost("16.50", .rounded), nil), ("16.50(+)", .below("20", undecidedAt: ["16.503"]), nil),
            ("16.50(+)", .below("20", undecidedAt: ["16.50"]), true),
        ] as [(String, Limit, Bool?)])
    func compared(_ text: String, limit: Limit, permitted: Bool?) {
        #expect(limit.permits(text) == permitted)
    }

    /// The rule: a verdict on a marked number must be the verdict on every possible true value.
    @Test("a verdict holds for every possible true value", arguments: Limit.Comparison.allCases)
    func certain(_ comparison: Limit.Comparison) throws {
        let limits: [Limit] = [
            .atMost("5.0", comparison), .below("5.0", comparison), .atLeast("5.0", comparison),
            .above("5.0", comparison), .between("4.9", "5.1", comparison),
        ]
        for mantissa in Int64(470)...530 {
            for mark in [RoundedNumber.Mark.cutOff, .raised] {
                let number = try #require(RoundedNumber(FixedDecimal(mantissa: mantissa, scale: 2), mark))
                let step: Int64 = mark == .cutOff ? 1 : -1
                let behind = (1...49).map { FixedDecimal(mantissa: mantissa * 100 + step * $0, scale: 4) }
                for limit in limits {
                    let verdicts = Set(behind.map { limit.permits($0.text) })
                    if let verdict = limit.permits(number.text) {
                        #expect(verdicts == [verdict], "\(number.text) \(limit)")
                    }
                    if verdicts.count == 2 { #expect(limit.permits(number.text) == nil, "\(number.text) \(limit)") }
                }
            }
        }
    }

    @Test("zero cannot have been rounded up, and eighteen decimals have no further digit")
    func impossible() {
        #expect(RoundedNumber(decimal("0.0"), .raised) == nil)
        #expect(RoundedNumber(FixedDecimal(mantissa: 1, scale: 18), .cutOff) == nil)
        #expect(RoundedNumber(FixedDecimal(mantissa: .max, scale: 1), .cutOff) == nil)
    }
}
