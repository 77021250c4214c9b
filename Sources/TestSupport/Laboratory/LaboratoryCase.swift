package import Domain
internal import Rulebook
package import Store
package import Workers

/// A laboratory with samples, and the intake for its files.
package struct LaboratoryCase: Sendable {
    package let base: TestStore
    package let context: AppContext
    package let labels: [String]

    /// The time from the start of the clock until all test days are in the past.
    package static let testingSeconds: Int64 = 18 * 86_400

    package var store: Store {
        base.store
    }

    /// The criteria under which the samples are judged.
    package var criteria: [ProductCriteria] {
        Array(context.rulebook.criteria.values)
    }

    /// - Parameters:
    ///   - base: a new store; in memory by default.
    ///   - hasScope: whether the laboratory is accredited for all items of the product of its samples.
    package init(samples: Int = 1, base: TestStore? = nil, hasScope: Bool = true) async throws {
        let test = try TestAppContext(base ?? TestStore())
        self.base = test.base
        context = test.context
        labels = try await Samples.manySamples(in: test.base.store, count: samples)
        // The samples are bought at the beginning of November, and tested until the middle of November.
        test.base.clock.advance(seconds: Self.testingSeconds)
        if hasScope { try await Samples.accredit(Samples.laboratory, test.context) }
    }

    /// Imports a CSV file.
    @discardableResult
    package func take(
        _ text: String, form: UploadForm = .csv, uploader: Actor = .laboratory(Samples.laboratory),
        name: String = "文件.csv"
    ) async throws -> IntakeSummary {
        try await Intake(context).run(
            .init(
                bytes: Array(text.utf8), form: form, laboratory: Samples.laboratory, name: name, uploader: uploader))
    }

    @discardableResult
    package func replay(_ selection: IntakeRowSelection = .init()) async throws -> IntakeReplay.RowCounts {
        try await IntakeReplay(context).run(selection, by: .operator)
    }

    /// The number of open faults, by code.
    package func faults() async throws -> [String: Int] {
        Dictionary(uniqueKeysWithValues: try await store.faultCounts().map { ($0.code, $0.rows) })
    }

    /// Corrects every held row that `mended` contains. The decision on its report is not repeated.
    package func mend(_ mended: [Int: String], upload: Int64) async throws {
        var after: Int64 = 0
        while true {
            let rows = try await store.intakeRows(
                .init(upload: upload, state: .held), after: after, limit: 1000)
            guard let last = rows.last else { return }
            for row in rows {
                guard let text = mended[row.ordinal] else { continue }
                try await store.correctIntakeRow(row.id, of: nil, to: Array(text.utf8), by: .operator)
            }
            after = last.id
        }
    }
}

extension Samples {
    /// Records that the laboratory is accredited for all items of these products.
    package static func accredit(
        _ laboratory: String, for products: [String] = [product], _ context: AppContext
    ) async throws {
        let items = products.flatMap { context.rulebook.criteria[$0]?.editions.flatMap(\.items) ?? [] }
        let entries = Set(items.map(\.code)).sorted().map { LaboratoryScope.Entry(.item, $0) }
        _ = try await context.store.setScope(of: laboratory, entries, by: .operator)
    }

    /// Creates `count` samples for `laboratory`, all from one pull and one run.
    package static func manySamples(in store: Store, count: Int) async throws -> [String] {
        guard count > 0 else { return [] }
        let listings = (0..<count).map { listing("many-\($0)", platform: "taobao") }
        _ = try await screenedPull(in: store, listings, crawler: crawler("many-feed", platform: "taobao"))
        let tasks = try await drawnRun(in: store, plan("many", quota: count, budget: 100_000_000))
        var labels: [String] = []
        for task in tasks.prefix(count) { labels.append(try await purchase(in: store, task: task.id).label) }
        return labels
    }
}
