import Domain
import TestSupport
import Testing

@Suite("The form of item numbers in a crawler file")
struct ItemPatternTests {
    private func matches(_ pattern: String, _ text: String) throws -> Bool {
        let pattern = try ItemPattern(pattern)
        return Array(text.utf8).withUnsafeBytes(pattern.matches)
    }

    @Test(
        "covers the whole text",
        arguments: [
            ("[0-9]{3}", "123", true), ("[0-9]{3}", "1234", false), ("[0-9]{3}", "12", false),
            ("[0-9]{2,4}", "1234", true),
            ("[0-9]{2,4}", "12345", false), ("[0-9]{2,}", "123456", true), ("a?b", "b", true), ("a?b", "ab", true),
            ("a?b", "aab", false), ("a*", "", true), ("a*b", "aaab", true), ("a+", "", false),
            ("SKU-[A-Z]+", "SKU-AB", true),
            ("SKU-[A-Z]+", "SKU-", false), ("a\\.b", "a.b", true), ("a\\.b", "axb", false), ("[a-z-]+", "a-b", true),
            ("gid://shopify/Product/[0-9]+", "gid://shopify/Product/1", true), ("a{0}b", "b", true),
            ("[0-9]*1", "0101", true),
        ])
    func examples(_ pattern: String, _ text: String, _ expected: Bool) throws {
        #expect(try matches(pattern, text) == expected)
    }

    @Test(
        "is a small part of regular expressions; another sign is a mistake at its position",
        arguments: [
            ("", 1), ("^[0-9]+", 1), ("(a|b)", 1), ("a|b", 2), ("[0-9", 5), ("[]", 2), ("[9-0]", 5), ("a{", 2),
            ("a{2,1}", 2), ("a{x}", 2),
            ("\\d+", 1), ("[^0]", 2), ("a b", 2), ("[0-9]{64}", 10), ("a**", 3), (".+", 1), ("货", 1),
        ])
    func mistakes(_ pattern: String, _ position: Int) {
        let mistake = #expect(throws: ItemPattern.Mistake.self) { try ItemPattern(pattern) }
        #expect(mistake?.position == position, "\(mistake?.reason ?? "")")
    }

    @Test("agrees with regular expressions on random patterns and texts")
    func oracle() throws {
        var chance = SeededGenerator(seed: 910)
        let elements = ["a", "b", "[ab]", "[a-c]", "[0-1]", "\\.", "-"]
        let counts = ["", "", "?", "*", "+", "{2}", "{1,3}", "{0,2}", "{2,}"]
        let letters = Array("abc01.-")
        for _ in 0..<400 {
            let pattern = (0..<Int.random(in: 1...5, using: &chance)).map { _ in
                (elements.randomElement(using: &chance) ?? "a") + (counts.randomElement(using: &chance) ?? "")
            }.joined()
            let regex = try Regex(pattern)
            for _ in 0..<20 {
                let text = String(
                    (0..<Int.random(in: 0...7, using: &chance)).compactMap { _ in letters.randomElement(using: &chance)
                    })
                #expect(try matches(pattern, text) == (text.wholeMatch(of: regex) != nil), "\(pattern) on \(text)")
            }
        }
    }

    @Test(
        "takes the same time for every pattern: one that makes backtracking explode is answered at once",
        .timeLimit(.minutes(1)))
    func linear() throws {
        let text = String(repeating: "a", count: 127) + "!"
        for _ in 0..<10_000 { #expect(try !matches("a*a*a*a*a*a*a*a*a*a*a*a*b", text)) }
    }
}
