import Domain
import Testing

@Suite("Classifying a failing sample")
struct HazardClassificationTests {
    @Test("the most serious failing item decides")
    func gravest() {
        let serious = TestItem.sample(hazard: .serious)
        #expect(HazardClassification.classify(failing: [.label]) == .general)
        #expect(HazardClassification.classify(failing: [serious]) == .serious)
        #expect(HazardClassification.classify(failing: [.label, serious, .label]) == .serious)
    }

    @Test("without a failing item there is no class: a sample that cannot be judged is never serious")
    func nothingFails() {
        #expect(HazardClassification.classify(failing: []) == nil)
    }

    @Test("serious is above general")
    func order() {
        #expect(HazardClass.general < .serious)
        #expect(!(HazardClass.serious < .general))
        #expect(!(HazardClass.serious < .serious))
        #expect(HazardClass.allCases.max() == .serious)
    }

    @Test("the wording of a report is that of annex 3, and the record keeps both names of the serious class")
    func wording() {
        #expect(HazardClass.general.wording == "一般风险隐患")
        #expect(HazardClass.serious.wording == "严重风险隐患")
        #expect(HazardClass.serious.sourceWordings.contains("严重风险隐患"))
        #expect(HazardClass.serious.sourceWordings.contains("重要风险隐患"))
    }
}
