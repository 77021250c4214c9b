import Domain
import Testing

@Suite("Rounding by GB/T 8170-2008, in general")
struct RoundingTests {
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

    @Test(
        "rounding is done in one step; two steps would give another number", arguments: ["97.46", "15.4546", "9.4999"])
    func oneStep(_ text: String) {
        let twice = decimal(text).rounded(toScale: 1).rounded(toScale: 0)
        #expect(decimal(text).rounded(toScale: 0) < twice)
    }

    @Test("missing digits are filled with zeros if they fit")
    func widening() {
        #expect(decimal("7.5").rounded(toScale: 3).text == "7.500")
        #expect(decimal("0").rounded(toScale: 2).text == "0.00")
        #expect(decimal("999999999999999999").rounded(toScale: 5).text == "999999999999999999")
    }

    @Test("the smallest and largest numbers round without overflow")
    func extremes() {
        #expect(FixedDecimal(mantissa: .max, scale: 18).rounded(toScale: 0).text == "9")
        #expect(FixedDecimal(mantissa: .min, scale: 18).rounded(toScale: 17).text == "-9.22337203685477581")
        #expect(FixedDecimal(mantissa: .max, scale: 1).rounded(toScale: 0).text == "922337203685477581")
    }

    @Test("20,000 random numbers round as in schoolbook arithmetic")
    func againstSchoolbook() {
        var generator = SeededGenerator(seed: 4)
        // Fives, zeros and nines cause most rounding errors, so they are drawn more often.
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

    @Test("a rounded number that does not fit is nil")
    func tooLarge() {
        let largest = FixedDecimal(mantissa: .max, scale: 0)
        #expect(largest.rounded(toUnit: 1) == nil)
        #expect(largest.rounded(toUnit: 18)?.text == "9000000000000000000")
        #expect(FixedDecimal(mantissa: .max, scale: 0).rounded(toUnit: 19) == nil)
        #expect(decimal("1").rounded(toUnit: -19) == nil)
        #expect(RoundingInterval(.powerOfTen(19)) == nil)
    }

    @Test("an interval is 1, 2 or 5 times a power of ten", arguments: ["0", "-1", "0.3", "25", "10.5", "x", ""])
    func otherIntervals(_ text: String) {
        #expect(RoundingInterval(text) == nil)
    }

    @Test(
        "the number of significant digits is kept, also after a carry",
        arguments: [
            ("8.53459", 3, "8.53"), ("9.996", 3, "10.0"), ("0.012345", 2, "0.012"), ("1268", 2, "1300"),
            ("9996", 3, "10000"), ("8.5", 3, "8.50"), ("0.00", 2, "0.00"), ("-0.09995", 3, "-0.100"),
        ] as [(String, Int, String)])
    func significant(_ text: String, digits: Int, result: String) {
        #expect(decimal(text).rounded(toSignificantDigits: digits).text == result)
    }
}
