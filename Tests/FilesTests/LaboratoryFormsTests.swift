import Domain
import Files
import TestSupport
import Testing

/// Properties that both formats of an upload share.
struct LaboratoryFormsTests {
    static let toys = ["1-serious-magnet", "2-meets", "3-serious-phthalates", "4-general-label"]

    /// A shipped report with the number and the label of the shipped CSV.
    private func json(_ name: String, _ number: String) throws -> [UInt8] {
        let text = try Repository.text("Fixtures/LabReports/toys/\(name).json")
        let body = try #require(text.firstIndex(of: "{"))
        let head = #"{"reportNumber":"R-2026-\#(number)","sample":"S-0000-\#(number)","#
        return Array((head + text[text.index(after: body)...]).utf8)
    }

    @Test("The same content as JSON and as CSV has the same hash", arguments: zip(0..<4, toys))
    func sameHash(_ index: Int, _ name: String) throws {
        let csv = try ReportReading.reports(csv: Repository.bytes("Fixtures/LabReports/toys.csv"))
        let json = try LaboratoryUpload.report(json: json(name, "000\(index + 1)"))
        let other = try #require(csv.dropFirst(index).first)
        #expect(json == other)
        #expect(json.contentHash == other.contentHash)
    }

    @Test("An empty text in an optional field counts as absent, in JSON as in CSV")
    func emptyTexts() throws {
        let header = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位,检出限,不确定度\n"
        let csv = try ReportReading.reports(csv: Array((header + "R,S,2026-11-12,,,X,未检出,mg/kg,,\n").utf8))
        let report = try LaboratoryUpload.report(
            json: Array(
                #"""
                {"reportNumber":"R","sample":"S","testedOn":"2026-11-12","results":[
                 {"item":"X","value":"未检出","unit":"mg/kg","detectionLimit":"","uncertainty":""}]}
                """#.utf8))
        #expect(report.results[0].detectionLimit == nil && report.results[0].uncertainty == nil)
        #expect(csv == [report] && csv[0].contentHash == report.contentHash)
    }

    @Test("Any other content has another hash")
    func otherHash() throws {
        func submission(_ value: String, _ unit: String = "%", _ limit: String? = nil, specimen: Int = 1) -> String {
            ReportSubmission(
                number: "R", sampleLabel: "S", testedOn: Samples.day("2026-11-12"), producedOn: nil, declared: [:],
                results: [ItemResult(item: "X", specimen: specimen, value: value, unit: unit, detectionLimit: limit)]
            ).contentHash
        }
        let hashes = [
            submission("0.1"), submission("0.10"), submission("0.1", "mg/kg"), submission("0.1", "%", "0.05"),
            submission("0.1", specimen: 2),
        ]
        #expect(Set(hashes).count == hashes.count)
    }

    @Test("Every shipped report can be read", arguments: ["childrens-clothing", "power-bank", "toys"])
    func shippedReports(_ product: String) throws {
        for name in try Repository.names(in: "Fixtures/LabReports/\(product)") where name.hasSuffix(".json") {
            let text = try Repository.text("Fixtures/LabReports/\(product)/\(name)")
            let body = try #require(text.firstIndex(of: "{"))
            let whole = #"{"reportNumber":"R","sample":"S","# + text[text.index(after: body)...]
            let report = try LaboratoryUpload.report(json: Array(whole.utf8))
            #expect(!report.results.isEmpty)
        }
    }

    @Test(
        "No damage to an upload crashes the reader, and every report that is read names its sample", arguments: [0, 1])
    func survivesMutation(_ form: Int) throws {
        let whole =
            form == 0 ? try json("1-serious-magnet", "0001") : try Repository.bytes("Fixtures/LabReports/toys.csv")
        var chance = SeededGenerator(seed: 18_401)
        for round in 0..<2500 {
            let damaged = mutated(whole, &chance)
            do {
                let rows =
                    form == 0 ? try LaboratoryUpload.rows(json: damaged) : try ReportReading.rows(csv: damaged)
                let usable = rows.rows.allSatisfy { row in
                    switch row {
                    case .row(let row): !row.head.number.isEmpty && !row.head.sampleLabel.isEmpty
                    case .unreadable(let row): !row.place.isEmpty && !row.fault.sentence.isEmpty
                    }
                }
                if rows.rows.isEmpty || !usable {
                    Issue.record("round \(round): a report without number, sample or results")
                }
            } catch {
                if error.problems.isEmpty { Issue.record("round \(round): refused without a reason") }
            }
        }
    }
}
