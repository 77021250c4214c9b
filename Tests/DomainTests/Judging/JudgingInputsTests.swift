import Domain
import Testing

@Suite("The inputs of a judgement")
struct JudgingInputsTests {
    private static let results = [
        ItemResult(item: "TX-HCHO", value: "20", unit: "mg/kg", detectionLimit: "5", uncertainty: "2"),
        ItemResult(item: "TX-LBL", value: "合格", unit: ""),
    ]

    private func hash(
        _ results: [ItemResult] = results, product: String = "lamp", sold: String = "2026-11-02",
        produced: String? = "2026-03-01", declared: [String: String] = [:], earlier: [String] = []
    ) -> String {
        JudgingInputs(
            product: product,
            report: .sample(results, producedOn: produced.map { day($0) }, declared: declared), soldOn: day(sold),
            earlier: earlier.map { day($0) }
        ).hash
    }

    @Test("the hash does not depend on the order of the results")
    func order() {
        #expect(hash() == hash(Self.results.reversed()))
        #expect(Digest.isSHA256(hash()))
    }

    @Test("the hash depends on every input of a conclusion")
    func differences() {
        let first = Self.results[0]
        let second = Self.results[1]
        let others = [
            hash(product: "fan"), hash(sold: "2026-11-03"), hash(produced: nil), hash(declared: ["variant": "A"]),
            hash(earlier: ["2026-01-01"]), hash([first]),
            hash([
                ItemResult(item: "TX-HCHO", value: "20.0", unit: "mg/kg", detectionLimit: "5", uncertainty: "2"),
                second,
            ]),
            hash([ItemResult(item: "TX-HCHO", value: "20", unit: "%", detectionLimit: "5", uncertainty: "2"), second]),
            hash([ItemResult(item: "TX-HCHO", value: "20", unit: "mg/kg", uncertainty: "2"), second]),
            hash([ItemResult(item: "TX-HCHO", value: "20", unit: "mg/kg", detectionLimit: "5"), second]),
            hash([
                ItemResult(item: "TX-HCHO", value: "20", unit: "mg/kg", detectionLimit: "", uncertainty: "2"), second,
            ]),
            hash([
                ItemResult(item: "TX-HCHO", value: "20", unit: "mg/kg", detectionLimit: "5", uncertainty: ""), second,
            ]),
            hash([
                ItemResult(
                    item: "TX-HCHO", specimen: 2, value: "20", unit: "mg/kg", detectionLimit: "5", uncertainty: "2"),
                second,
            ]),
        ]
        #expect(Set(others + [hash()]).count == others.count + 1)
    }

    @Test("the same inputs and rule always give the same conclusion")
    func pure() {
        let inputs = JudgingInputs(
            product: "lamp", report: .sample(Self.results), soldOn: day("2026-11-02"), earlier: [])
        #expect(inputs.judge(under: .sample()) == inputs.judge(under: .sample()))
        #expect(inputs.judge(under: .sample()).rule == ProductCriteria.sampleRule)
    }

    @Test("an uncertainty changes the hash of a report; without one the hash is unchanged")
    func contentHash() {
        let plain = ItemResult(item: "A", value: "1", unit: "")
        let other = ItemResult(item: "A", value: "1", unit: "", uncertainty: "0.1")
        #expect(ReportSubmission.sample([plain]).contentHash != ReportSubmission.sample([other]).contentHash)
    }
}
