import Domain
import Testing

/// The scope of accreditation of a laboratory.
struct LaboratoryScopeTests {
    private let item = TestItem(
        code: "TX-PH", name: "pH值", unit: "", standard: "样例标准", method: "GB/T 7573-2009", requirement: .passFail,
        hazard: .general, source: FigureSource(confidence: .recalled, note: nil))
    private let day = CalendarDay(daysSince1970: 20_000)

    @Test("An item is covered by its code or by its method standard, within the span of the entry")
    func covers() {
        #expect(LaboratoryScope([.init(.item, "TX-PH")]).covers(item, on: day))
        #expect(LaboratoryScope([.init(.standard, "GB/T 7573-2009")]).covers(item, on: day))
        #expect(!LaboratoryScope([.init(.item, "GB/T 7573-2009")]).covers(item, on: day))
        #expect(!LaboratoryScope([.init(.item, "TX-HCHO")]).covers(item, on: day))
        let ended = DaySpan(until: CalendarDay(daysSince1970: 19_999))
        #expect(!LaboratoryScope([.init(.item, "TX-PH", span: ended)]).covers(item, on: day))
        #expect(
            LaboratoryScope([.init(.item, "TX-PH", span: ended), .init(.item, "TX-PH", span: DaySpan(from: day))])
                .covers(item, on: day))
    }

    @Test("One covered method of several is enough; an item without a method is covered by its product standard")
    func methods() {
        func item(_ methods: [String]) -> TestItem {
            TestItem(
                code: "TY-MAG", name: "磁体", unit: "", standard: "GB 6675.2-2025", methods: methods,
                requirement: .passFail, hazard: .general, source: FigureSource(confidence: .recalled, note: nil))
        }
        let two = item(["GB/T 1-2020", "GB/T 2-2020"])
        #expect(LaboratoryScope([.init(.standard, "GB/T 1-2020")]).covers(two, on: day))
        #expect(LaboratoryScope([.init(.standard, "GB/T 2-2020")]).covers(two, on: day))
        #expect(!LaboratoryScope([.init(.standard, "GB 6675.2-2025")]).covers(two, on: day))
        #expect(LaboratoryScope([.init(.standard, "GB 6675.2-2025")]).covers(item([]), on: day))
    }

    @Test("An empty or missing scope covers nothing; a waived scope covers everything")
    func missing() {
        #expect(!LaboratoryScope([]).covers(item, on: day) && !LaboratoryScope([]).isMissing)
        #expect(!LaboratoryScope.missing.covers(item, on: day) && LaboratoryScope.missing.isMissing)
        #expect(LaboratoryScope.waived.covers(item, on: day) && !LaboratoryScope.waived.isMissing)
    }
}
