import Domain
import Testing

/// All examples of rounding by GB/T 8170-2008 in the project's collection of domain facts.
@Suite("Rounding by GB/T 8170-2008, the examples of the standard")
struct RoundingVectorTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let value: String
        let interval: String
        let result: String

        init(_ value: String, _ interval: String, _ result: String) {
            self.value = value
            self.interval = interval
            self.result = result
        }

        var testDescription: String {
            "\(value) to \(interval) is \(result)"
        }
    }

    private static let vectors: [Vector] = [
        Vector("12.1498", "1", "12"), Vector("12.1498", "0.1", "12.1"), Vector("10.5002", "1", "11"),
        Vector("1.050", "0.1", "1.0"), Vector("0.35", "0.1", "0.4"), Vector("97.46", "1", "97"),
        Vector("15.4546", "1", "15"), Vector("23.5", "1", "24"), Vector("24.5", "1", "24"),
        Vector("1268", "100", "1300"), Vector("2500", "1000", "2000"), Vector("3500", "1000", "4000"),
        Vector("-355", "10", "-360"), Vector("-325", "10", "-320"), Vector("-0.0365", "0.001", "-0.036"),
        // 0.5 unit.
        Vector("60.25", "0.5", "60.0"), Vector("60.38", "0.5", "60.5"), Vector("60.28", "0.5", "60.5"),
        Vector("-60.75", "0.5", "-61.0"),
        // 0.2 unit of the hundreds.
        Vector("830", "20", "840"), Vector("842", "20", "840"), Vector("832", "20", "840"),
        Vector("-930", "20", "-920"),
        // Binary floats round these numbers wrongly.
        Vector("10.05", "0.1", "10.0"),
    ]

    @Test("a number is rounded to an interval", arguments: vectors)
    func intervals(_ vector: Vector) throws {
        let interval = try #require(RoundingInterval(vector.interval))
        #expect(decimal(vector.value).rounded(to: interval)?.text == vector.result)
    }

    @Test("half and fifth units are defined as in the standard")
    func namedUnits() throws {
        let half = try #require(RoundingInterval(.half(0)))
        let fifth = try #require(RoundingInterval(.fifth(2)))
        let hundred = try #require(RoundingInterval(.powerOfTen(2)))
        #expect(half == RoundingInterval("0.5"))
        #expect(fifth == RoundingInterval("20"))
        #expect(hundred == RoundingInterval("100"))
        #expect(RoundingInterval(.half(2)) == RoundingInterval("50"))
        #expect(RoundingInterval(.powerOfTen(-3)) == RoundingInterval("0.001"))
    }

    @Test(
        "digits before the point are printed as a count of units",
        arguments: [
            ("1268", 2, "13×10²"), ("2500", 3, "2×10³"), ("3500", 3, "4×10³"), ("-355", 1, "-36×10"),
            ("-325", 1, "-32×10"), ("-0.0365", -3, "-36×10⁻³"), ("12.1498", 0, "12"),
        ] as [(String, Int, String)])
    func countsOfUnits(_ value: String, exponent: Int, text: String) {
        #expect(decimal(value).rounded(toUnit: exponent)?.text(inUnitsOfTenTo: exponent) == text)
    }

    @Test("8.53459 has three significant digits as 8.53, not 8.54")
    func significantDigits() {
        #expect(decimal("8.53459").rounded(toSignificantDigits: 3).text == "8.53")
    }

    @Test(
        "a value that the laboratory rounded is rounded further like its true value",
        arguments: [
            ("15.5(−)", "15"), ("16.5(+)", "17"), ("17.5", "18"), ("-15.5(−)", "-15"), ("-16.5(+)", "-17"),
            ("16.5⁺", "17"), ("15.5⁻", "15"), ("１６．５（＋）", "17"), ("16.5 (+)", "17"), ("16.50(-)", "16"),
            ("16.51(+)", "17"),
        ])
    func markedValues(_ text: String, result: String) throws {
        switch MeasuredValue(text) {
        case .number(let number): #expect(number.rounded(toScale: 0).text == result)
        case .rounded(let number):
            #expect(number.rounded(toScale: 0).text == result)
            #expect(number.rounded(toUnit: 0)?.text == result)
        default: Issue.record("\(text) was not read")
        }
    }
}
