import Domain
import Testing

@Suite("A decimal number as a laboratory writes it")
struct FixedDecimalTests {
    @Test(
        "digits, one point and a sign are read unchanged",
        arguments: [
            ("0", 0, 0), ("7", 7, 0), ("-7", -7, 0), ("+7", 7, 0), ("0.50", 50, 2), ("-0.0365", -365, 4),
            ("007.5", 75, 1), ("-0.0", 0, 1), ("10.05", 1005, 2), ("999999999999999999", 999_999_999_999_999_999, 0),
            ("-999999999999999999", -999_999_999_999_999_999, 0), ("0.00000000000000001", 1, 17),
            ("0.000000000000000001", 1, 18), ("0000000000000000001", 1, 0),
            ("0.123456789012345678", 123_456_789_012_345_678, 18),
        ] as [(String, Int64, Int)])
    func reads(_ text: String, mantissa: Int64, scale: Int) throws {
        let number = try #require(FixedDecimal(text))
        #expect(number.mantissa == mantissa)
        #expect(number.scale == scale)
    }

    @Test(
        "an ambiguous text is refused",
        arguments: [
            "", "-", "+", ".", "-.", ".5", "5.", "-.5", "1,5", "1.2.3", "1e3", "1E-3", " 1", "1 ", "1 000", "1_000",
            "--1", "+-1", "-+1", "1-", "1.-5", "1.+5", "0x10", "NaN", "inf", "∞", "½", "１２", "٣", "二", "1\u{0}", "−1",
            "1000000000000000000", "0.0000000000000000001", "1.0000000000000000000", "12345678901234567890.5",
            "99999999999999999999999999999999999999999999",
        ])
    func refuses(_ text: String) {
        #expect(FixedDecimal(text) == nil)
    }

    @Test("the text keeps the digits as they were written")
    func textRoundTrip() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<5_000 {
            let scale = Int.random(in: 0...17, using: &generator)
            let front = scale == 17 ? 1 : Int.random(in: 1...(18 - scale), using: &generator)
            var digits = (0..<front).map { _ in String(Int.random(in: 0...9, using: &generator)) }
            while digits.count > 1, digits[0] == "0" { digits.removeFirst() }
            let back = (0..<scale).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
            var text = digits.joined() + (scale > 0 ? "." + back : "")
            if text.contains(where: { ("1"..."9").contains($0) }), Bool.random(using: &generator) { text = "-" + text }
            #expect(FixedDecimal(text)?.text == text)
        }
    }

    @Test("the largest and the smallest mantissa have a text")
    func extremes() {
        #expect(FixedDecimal(mantissa: .max, scale: 18).text == "9.223372036854775807")
        #expect(FixedDecimal(mantissa: .min, scale: 18).text == "-9.223372036854775808")
        #expect(FixedDecimal(mantissa: .min, scale: 0).text == "-9223372036854775808")
    }

    @Test("numbers are ordered like numbers in schoolbook arithmetic")
    func ordering() {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<5_000 {
            let texts = (0..<2).map { _ in
                FixedDecimal(
                    mantissa: .random(in: -3_000...3_000, using: &generator),
                    scale: .random(in: 0...4, using: &generator)
                ).text
            }
            let (left, right) = (decimal(texts[0]), decimal(texts[1]))
            let (paperLeft, paperRight) = (Schoolbook(texts[0]), Schoolbook(texts[1]))
            #expect((left < right) == paperLeft.isLess(than: paperRight), "\(texts)")
            #expect((left > right) == paperRight.isLess(than: paperLeft), "\(texts)")
            #expect((left == right) == (!(left < right) && !(left > right)), "\(texts)")
        }
    }

    @Test("numbers at both ends of the range compare without overflow")
    func orderingAtTheEnds() {
        #expect(FixedDecimal(mantissa: .max, scale: 0) > FixedDecimal(mantissa: .max, scale: 18))
        #expect(FixedDecimal(mantissa: .min, scale: 0) < FixedDecimal(mantissa: .min, scale: 18))
    }

    @Test("0.5 and 0.50 are equal and hash alike", arguments: [("0.5", "0.50"), ("-10", "-10.000"), ("0", "0.00")])
    func equalNumbers(_ short: String, _ long: String) {
        #expect(decimal(short) == decimal(long))
        #expect(Set([decimal(short), decimal(long)]).count == 1)
        #expect(decimal(short).text != decimal(long).text)
    }

    @Test(
        "a whole number has a fraction of zeros",
        arguments: [("12", 12), ("12.00", 12), ("-3.0", -3), ("0.0", 0), ("12.01", nil), ("0.5", nil)]
            as [(String, Int64?)])
    func wholeNumber(_ text: String, whole: Int64?) {
        #expect(decimal(text).wholeNumber == whole)
    }

    @Test(
        "shifting the point keeps every digit; nil if they do not fit",
        arguments: [
            ("1.8", 4, "18000"), ("39.90", 2, "3990"), ("0.001", 2, "0.1"), ("-1.5", 1, "-15"), ("5", 0, "5"),
            ("12.5", -2, "0.125"), ("92233720368547758", 2, "9223372036854775800"), ("92233720368547759", 2, nil),
            ("1", 40, nil), ("1", -18, "0.000000000000000001"), ("1", -19, nil), ("0.5", -18, nil),
        ] as [(String, Int, String?)])
    func shiftsThePoint(_ text: String, by exponent: Int, result: String?) {
        #expect(decimal(text).multipliedByPowerOfTen(exponent)?.text == result)
    }

    @Test(
        "sums, differences and products are exact or nil",
        arguments: [
            ("0.1", "0.02", "0.12", "0.08", "0.002"), ("75", "-0.50", "74.50", "75.50", "-37.50"),
            ("999999999999999999", "0.1", nil, nil, "99999999999999999.9"),
            ("0.000000000000000001", "0.1", "0.100000000000000001", "-0.099999999999999999", nil),
        ] as [(String, String, String?, String?, String?)])
    func arithmetic(_ left: String, _ right: String, sum: String?, difference: String?, product: String?) {
        #expect(decimal(left).plus(decimal(right))?.text == sum)
        #expect(decimal(left).minus(decimal(right))?.text == difference)
        #expect(decimal(left).times(decimal(right))?.text == product)
    }

    @Test("the smallest mantissa cannot be negated, and is added without overflow")
    func arithmeticAtTheEnds() {
        let smallest = FixedDecimal(mantissa: .min, scale: 0)
        #expect(smallest.negated == nil)
        #expect(smallest.plus(smallest) == nil)
        #expect(smallest.minus(smallest) == nil)
        #expect(smallest.plus(FixedDecimal(mantissa: .max, scale: 18)) == nil)
        #expect(smallest.times(smallest) == nil)
        #expect(smallest.plus(.zero) == smallest)
    }

    @Test(
        "significant digits are counted from the first digit that is not zero",
        arguments: [
            ("0", 0), ("0.00", 0), ("7", 1), ("0.0120", 3), ("-105", 3), ("10", 2), ("999999999999999999", 18),
        ] as [(String, Int)])
    func significantDigits(_ text: String, count: Int) {
        #expect(decimal(text).significantDigits == count)
    }
}
