import Domain
import Testing

@Suite("A price in fen")
struct FenTests {
    @Test(
        "yuan are converted to fen exactly",
        arguments: [
            ("39.9", 3990), ("39.90", 3990), ("39", 3900), ("0.01", 1), ("39.900", 3990), ("¥39.90", 3990),
            ("￥39.9", 3990), ("39.9元", 3990), (" 39.9 ", 3990), ("-1.5", -150), ("0", 0), ("1.10", 110),
            ("10000000", 1_000_000_000), ("1,299.00", 129_900), ("CNY 39.90", 3990),
        ] as [(String, Int64)])
    func yuan(_ text: String, fen: Int64) {
        #expect(Fen(priceText: text, unit: .yuan)?.rawValue == fen)
    }

    @Test(
        "fen are not converted",
        arguments: [("3990", 3990), ("3990.00", 3990), ("1", 1), ("-5", -5)] as [(String, Int64)])
    func fen(_ text: String, fen: Int64) {
        #expect(Fen(priceText: text, unit: .fen)?.rawValue == fen)
    }

    @Test(
        "a fraction of a fen is refused, not rounded",
        arguments: [("39.999", .yuan), ("0.001", .yuan), ("3990.5", .fen)] as [(String, PriceUnit)])
    func fractions(_ text: String, unit: PriceUnit) {
        #expect(Fen(priceText: text, unit: unit) == nil)
    }

    @Test(
        "a text that is not a price is refused",
        arguments: ["", " ", "¥", "元", "免费", "39,90", "3.9e1", "39.9-59.9", "39.9起", "$39.9", "NaN", ".5"])
    func refuses(_ text: String) {
        #expect(Fen(priceText: text, unit: .yuan) == nil)
        #expect(Fen(priceText: text, unit: .fen) == nil)
    }

    @Test("a price that exceeds 64 bits is refused")
    func overflow() {
        #expect(Fen(priceText: "999999999999999999", unit: .yuan) == nil)
        #expect(Fen(priceText: "999999999999999999", unit: .fen)?.rawValue == 999_999_999_999_999_999)
    }

    @Test(
        "its text has two decimals",
        arguments: [(4120, "41.20"), (5, "0.05"), (0, "0.00"), (100, "1.00"), (-150, "-1.50"), (-5, "-0.05")]
            as [(Int64, String)])
    func text(_ fen: Int64, text: String) {
        #expect(Fen(fen).yuanText == text)
        #expect(Fen(fen).text == "¥" + text)
    }

    @Test("its text is read back as the same price")
    func roundTrip() {
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<2_000 {
            let fen = Fen(.random(in: -1_000_000_000...1_000_000_000, using: &generator))
            #expect(Fen(priceText: fen.yuanText, unit: .yuan) == fen)
            #expect(Fen(priceText: String(fen.rawValue), unit: .fen) == fen)
        }
    }
}
