internal import Foundation
internal import Terminal
internal import Web

/// Simulates the laboratory: fetches its blind samples and uploads a report for each sample without one.
struct Laboratory: Sendable {
    private let caller: Caller

    init(_ context: DemoContext, _ address: String, _ tokens: Tokens) {
        caller = Caller(address: address, token: tokens.laboratory)
    }

    private struct Samples: Decodable {
        struct Sample: Decodable {
            let label: String
            let product: String
            let productName: String
            let reportNumber: String?
        }

        let samples: [Sample]
    }

    private struct Report: Codable {
        struct Result: Codable {
            let item: String
            let value: String
            let unit: String
            let detectionLimit: String?
        }

        var reportNumber: String?
        var sample: String?
        let testedOn: String
        let producedOn: String?
        let declared: [String: String]
        let results: [Result]
    }

    private struct Filed: Decodable {
        struct Entry: Decodable {
            let number: String
            let sample: String
            let status: String
            let results: Int
        }

        let reports: [Entry]
    }

    private static let names = [
        "filed": "已归档", "unchanged": "此前已归档", "waiting": "待处理", "quarantined": "已隔离",
    ]

    func run() async throws {
        let samples = try await caller.get("/v1/laboratory/samples?limit=1000", as: Samples.self).samples
        var table = Table([
            .init("sample", "样品标签"), .init("product", "产品"), .init("report", "报告"), .init("results", "结果数"),
            .init("status", "上传"),
        ])
        var ordinals: [String: Int] = [:]
        for (index, sample) in samples.enumerated() {
            let ordinal = ordinals[sample.product, default: 0]
            ordinals[sample.product] = ordinal + 1
            var report = try measured(sample.product, ordinal: ordinal)
            report.reportNumber = "JC-2026-\(index + 1)"
            report.sample = sample.label
            let filed = try await caller.post("/v1/laboratory/reports", report, as: Filed.self).reports[0]
            table.add([
                .text(filed.sample), .text(sample.productName), .text(filed.number), .init(filed.results),
                .text(Self.names[filed.status] ?? filed.status),
            ])
        }
        print(table.text)
    }

    /// The results of the laboratory: the fixtures of the product, in turn.
    private func measured(_ product: String, ordinal: Int) throws -> Report {
        let folder = "Fixtures/LabReports/" + product
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
            .sorted()
        guard !names.isEmpty,
            let data = FileManager.default.contents(atPath: folder + "/" + names[ordinal % names.count])
        else { throw DemoContext.Fault(description: "no laboratory fixtures in \(folder)") }
        return try JSONDecoder().decode(Report.self, from: data)
    }
}
