import Domain
import Testing

@Suite("The legal basis of a takedown")
struct LegalBasisTests {
    @Test(
        "names a law and an article",
        arguments: ["《中华人民共和国电子商务法》第二十九条", "《电子商务法》第29条、第38条", "依据《产品质量法》第四十九条第一款"])
    func accepts(_ text: String) throws {
        #expect(try LegalBasis(text).text == text)
    }

    @Test("is stored without surrounding spaces")
    func trims() throws {
        #expect(try LegalBasis("  《电子商务法》第二十九条\t").text == "《电子商务法》第二十九条")
    }

    /// The problem of `text`; nil if it is accepted.
    private func problem(_ text: String) -> String? {
        do {
            _ = try LegalBasis(text)
            return nil
        } catch {
            return error.sentence
        }
    }

    @Test("is required", arguments: ["", " ", "\t", "无", "  法  "])
    func refusesNothing(_ text: String) {
        #expect(problem(text) == "须写明下架的法律依据，例如《中华人民共和国电子商务法》第二十九条")
    }

    @Test(
        "needs both the title in 《》 and the article", arguments: ["电子商务法第二十九条", "《电子商务法》", "《电子商务法》29", "不符合本次风险速筛要求"])
    func refusesVagueness(_ text: String) {
        #expect(problem(text) == "法律依据须写明法律名称（用《》）和条款（第…条）")
    }

    @Test("has at most 500 characters")
    func length() throws {
        let basis = "《电子商务法》第二十九条"
        let full = basis + String(repeating: "。", count: 500 - basis.count)
        #expect(try LegalBasis(full).text == full)
        #expect(problem(full + "。") == "法律依据不得超过500个字")
    }
}
