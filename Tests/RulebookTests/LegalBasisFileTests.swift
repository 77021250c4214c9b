import Domain
import Rulebook
import TestSupport
import Testing

@Suite("The legal bases of takedowns")
struct LegalBasisFileTests {
    private func read(_ yaml: String) throws -> [LegalBasisTemplate] {
        try LegalBasisFile.read(Array(yaml.utf8), file: "Criteria/shared/legal-bases.yaml")
    }

    private func mistakes(_ yaml: String) -> [String] {
        do throws(RulebookError) {
            _ = try LegalBasisFile.read(Array(yaml.utf8), file: "Criteria/shared/legal-bases.yaml")
            return []
        } catch {
            return error.diagnostics.map(\.message)
        }
    }

    @Test("that are shipped can be chosen only if compared with the primary text, in force, and enough for a screening")
    func shipped() throws {
        let bases = try Repository.rulebook().legalBases
        let day = try #require(CalendarDay(text: "2026-12-01"))
        #expect(bases.map { $0.obstacle(on: day) } == [nil, .needsFormalResult, .notVerified])
        #expect(bases[0].basis.text == "《中华人民共和国电子商务法》第二十九条、第三十八条")
    }

    @Test("begin on their first day")
    func begins() throws {
        let base = try #require(
            try read("bases: [{code: a, text: 《某法》第一条, provides: 某事, confidence: V, from: \"2026-12-01\"}]").first)
        let (before, on) = (CalendarDay(text: "2026-11-30"), CalendarDay(text: "2026-12-01"))
        #expect(try base.obstacle(on: #require(before)) == .notInForce(from: #require(on)))
        #expect(try base.obstacle(on: #require(on)) == nil)
    }

    @Test("without a law, an article or a known confidence are mistakes, as are repeated codes and unknown keys")
    func broken() {
        func base(_ text: String, _ confidence: String = "V", _ more: String = "") -> String {
            "{code: a, text: \(text), provides: 某事, confidence: \(confidence)\(more)}"
        }
        #expect(mistakes("bases: [\(base("《某法》"))]").count == 1)
        #expect(mistakes("bases: [\(base("某法第一条"))]").count == 1)
        #expect(mistakes("bases: [\(base("《某法》第一条", "Z"))]").count == 1)
        #expect(mistakes("bases: [\(base("《某法》第一条", "V", ", form: \"2026-12-01\""))]").count == 1)
        #expect(mistakes("bases: [\(base("《某法》第一条")), \(base("《某法》第二条"))]").count == 1)
        #expect(mistakes("basis: []").count == 2)
        #expect(mistakes("bases: [\(base("《某法》第一条"))]").isEmpty)
    }
}
