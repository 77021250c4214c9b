import Domain
import Foundation
import TestSupport
import Testing

/// Numbers with more digits than a binary number keeps.
struct FifteenDigitsTests {
    @Test(
        "Laboratory 4: a number is rounded to 15 significant digits; fewer digits stay as they are written",
        arguments: [
            ("0.35000000000000003", "0.35"), ("0.30000000000000004", "0.3"), ("10.050000000000001", "10.05"),
            ("0.33333333333333331", "0.333333333333333"), ("0.66666666666666663", "0.666666666666667"),
            ("9.9999999999999995", "10"), ("-0.30000000000000004", "-0.3"), ("1.0500000000000001E-2", "0.0105"),
            ("12345678901234.567", "12345678901234.6"), ("0.50", "0.50"), ("-12.5", "-12.5"), ("+3", "+3"),
            ("0.3500000000000000000", "0.3500000000000000000"), ("007", "007"), ("1e-3", "1e-3"), ("0", "0"),
            ("1200000000000000000", "1200000000000000000"), ("999999999999999.4", "999999999999999"),
        ])
    func rounded(_ text: String, _ expected: String) {
        #expect(FifteenDigits.rounded(text) == expected)
    }

    @Test(
        "a number with more than 15 digits before the point, and a text that is no number, are refused",
        arguments: [
            "1234567890123456", "69012345678901234", "1.2345678901234567E+16", "1234567890123456.7", "", "-", ".",
            "abc",
            "1,5", "1e", "1E99999", "NaN", "1.2.3", "--1",
        ])
    func refused(_ text: String) {
        #expect(FifteenDigits.rounded(text) == nil)
    }

    @Test("Laboratory 4: every decimal of up to 15 digits is restored from its binary form with 16 and 17 digits")
    func roundTrip() throws {
        var chance = SeededGenerator(seed: 8170)
        for _ in 0..<20_000 {
            let digits = Int.random(in: 1...15, using: &chance)
            let mantissa = Int64.random(in: 1..<Int64(pow(10.0, Double(digits))), using: &chance)
            let decimal = FixedDecimal(mantissa: mantissa, scale: Int.random(in: 0...12, using: &chance)).reduced
            let binary = try #require(Double(decimal.text))
            for format in ["%.16g", "%.17g"] {
                let text = String(format: format, binary)
                let read = try #require(FifteenDigits(text.utf8))
                #expect(!read.isTooLong && read.text == decimal.text, "\(text)")
            }
        }
    }

    @Test(
        "a shown number is rounded half away from zero at any place",
        arguments: [
            ("2.675", -2, "2.68"), ("1.005", -2, "1.01"), ("-0.125", -2, "-0.13"), ("0.004", -2, "0"),
            ("9.995", -2, "10"), ("1250", 2, "1300"), ("0.5", 0, "1"), ("0.49", 0, "0"), ("12", -3, "12"),
            ("7", 3, "0"),
        ])
    func places(_ text: String, _ place: Int, _ expected: String) throws {
        #expect(try #require(FifteenDigits(text.utf8)).rounded(toPlace: place).text == expected)
    }
}
