import Domain
import Testing

@Suite("Rounding by GB/T 8170-2008")
struct RoundingTests {
    /// Number, digits after the point, result.
    private static let standard: [(String, Int, String)] = [
        ("12.1498", 0, "12"), ("12.1498", 1, "12.1"), ("10.5002", 0, "11"), ("1.050", 1, "1.0"), ("0.35", 1, "0.4"),
        ("-0.0365", 3, "-0.036"), ("97.46", 0, "97"), ("15.4546", 0, "15"), ("23.5", 0, "24"), ("24.5", 0, "24"),
        ("8.53459", 2, "8.53"), ("17.5", 0, "18"), ("10.05", 1, "10.0"),
    ]

    /// Intervals above 1 (1268 to 100, −355 to 10), written in units of the interval.
    private static let tens: [(String, Int, String)] = [
        ("12.68", 0, "13"), ("2.500", 0, "2"), ("3.500", 0, "4"), ("-35.5", 0, "-36"), ("-32.5", 0, "-32"),
    ]

    /// Intervals of 0.5 and 0.2 units: the doubled (60.25) or fivefold (830) number, which is what gets rounded.
    private static let halvesAndFifths: [(String, Int, String)] = [
        ("120.50", 0, "120"), ("120.76", 0, "121"), ("120.56", 0, "121"), ("-121.50", 0, "-122"),
        ("41.50", 0, "42"), ("42.10", 0, "42"), ("41.60", 0, "42"), ("-46.50", 0, "-46"),
    ]

    @Test("the examples of the standard come out as printed", arguments: standard + tens + halvesAndFifths)
    func examples(_ text: String, places: Int, result: String) {
        #expect(decimal(text).rounded(toScale: places).text == result)
        #expect(Schoolbook(text).rounded(to: places) == result, "the oracle itself must agree")
    }

    @Test("a negative number is rounded by its magnitude")
    func negatives() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<2_000 {
            let mantissa = Int64.random(in: 0...99_999, using: &generator)
            let positive = FixedDecimal(mantissa: mantissa, scale: 3).rounded(toScale: 1)
            let negative = FixedDecimal(mantissa: -mantissa, scale: 3).rounded(toScale: 1)
            #expect(negative.mantissa == -positive.mantissa, "\(mantissa)")
        }
    }

    @Test("rounding is done in one step; two would give another number", arguments: ["97.46", "15.4546", "9.4999"])
    func oneStep(_ text: String) {
        let twice = decimal(text).rounded(toScale: 1).rounded(toScale: 0)
        #expect(decimal(text).rounded(toScale: 0) < twice)
    }

    @Test("digits that are not there are filled with zeros, and left out where they do not fit")
    func widening() {
        #expect(decimal("7.5").rounded(toScale: 3).text == "7.500")
        #expect(decimal("0").rounded(toScale: 2).text == "0.00")
        #expect(decimal("999999999999999999").rounded(toScale: 5).text == "999999999999999999")
    }

    @Test("the ends of the range round without overflow")
    func extremes() {
        #expect(FixedDecimal(mantissa: .max, scale: 18).rounded(toScale: 0).text == "9")
        #expect(FixedDecimal(mantissa: .min, scale: 18).rounded(toScale: 17).text == "-9.22337203685477581")
        #expect(FixedDecimal(mantissa: .max, scale: 1).rounded(toScale: 0).text == "922337203685477581")
    }

    @Test("20,000 random numbers round as schoolbook digits do")
    func againstSchoolbook() {
        var generator = SeededGenerator(seed: 4)
        // Fives, zeros and nines are where rounding goes wrong: they are drawn more often.
        let pool = Array("0123456789000555555999").map(String.init)
        for _ in 0..<20_000 {
            let front = Int.random(in: 1...6, using: &generator)
            let back = Int.random(in: 1...11, using: &generator)
            let digits = (0..<(front + back)).map { _ in pool.randomElement(using: &generator) ?? "0" }
            let sign = Bool.random(using: &generator) ? "-" : ""
            let text = sign + digits.prefix(front).joined() + "." + digits.suffix(back).joined()
            let places = Int.random(in: 0...(back + 1), using: &generator)
            let rounded = decimal(text).rounded(toScale: places).text
            #expect(rounded == Schoolbook(text).rounded(to: places), "\(text) to \(places)")
        }
    }
}
