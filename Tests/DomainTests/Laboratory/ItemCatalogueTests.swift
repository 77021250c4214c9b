import Domain
import Testing

/// The edition from which the item of a result is taken.
struct ItemCatalogueTests {
    private static let change = day("2026-06-01")
    private static let criteria = ProductCriteria.sample([
        .sample(
            "旧版", produced: DaySpan(until: day("2026-05-31")),
            items: [item("A", "旧方法"), .sample(code: "B", .gradeAtLeast(["any": grade("3")])), item("C", "旧方法")]),
        .sample("新版", produced: DaySpan(from: change), items: [item("A", "新方法"), item("B", "新方法")]),
    ])
    private static let catalogue = ItemCatalogue([criteria])

    private static func item(_ code: String, _ method: String) -> TestItem {
        TestItem(
            code: code, name: code, unit: "", standard: "样例标准", method: method, requirement: .passFail,
            hazard: .general,
            source: FigureSource(confidence: .secondary, note: nil))
    }

    private func methods(_ code: String, _ produced: String?) -> [String] {
        Self.catalogue.items(
            code, of: "lamp", produced: produced.map { day($0) }, sold: day("2026-11-03")
        ).map(\.method)
    }

    @Test("An item is taken from the edition in force, whatever the order of the file")
    func edition() {
        #expect(methods("A", "2026-03-01") == ["旧方法"])
        #expect(methods("A", "2026-07-01") == ["新方法"])
    }

    @Test("If no single edition applies, the items of all editions are returned; none for an unknown item")
    func uncertain() {
        #expect(methods("A", nil) == ["旧方法", "新方法"])
        #expect(methods("A", "2027-01-01") == ["旧方法", "新方法"])
        #expect(methods("C", "2026-07-01") == ["旧方法"])
        #expect(methods("D", "2026-03-01").isEmpty)
        #expect(Self.catalogue.items("A", of: "fan", produced: nil, sold: Self.change).isEmpty)
    }

    @Test("The edition in force decides the scope and the form of a value")
    func check() {
        let old = IntakeSamples.facts(scope: LaboratoryScope([.init(.standard, "旧方法"), .init(.item, "B")]))
        func code(_ item: String, _ value: String, _ produced: String?) -> IntakeFault.Code? {
            IntakeSamples.fault(IntakeSamples.row(item, value, produced: produced), under: Self.criteria, old)?.code
        }
        #expect(code("A", "合格", "2026-03-01") == nil)
        #expect(code("A", "合格", "2026-07-01") == .outOfScope)
        #expect(code("A", "合格", nil) == .outOfScope)
        #expect(code("B", "3-4", "2026-03-01") == nil)
        #expect(code("B", "3-4", "2026-07-01") == .unreadableValue)
    }

    @Test("Products, their names, and the products that have an item")
    func names() {
        #expect(Self.catalogue.knows("lamp") && !Self.catalogue.knows("fan"))
        #expect(Self.catalogue.name(of: "lamp") == "台灯" && Self.catalogue.name(of: "fan") == "fan")
        #expect(Self.catalogue.owners(of: "C") == ["台灯"] && Self.catalogue.owners(of: "D").isEmpty)
    }
}
