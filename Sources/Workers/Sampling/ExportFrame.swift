internal import Domain
internal import Store

/// Writes the frozen frame of a sampling run, in the order of its commitment, so that anybody can compute the draw again.
package struct ExportFrame: Sendable {
    private let context: AppContext
    private static let executor = BoundedExecutor(atOnce: 1, mostWaiting: 4)

    package init(_ context: AppContext) {
        self.context = context
    }

    package func file(run: String) async throws -> ExportFile {
        let frame = try await context.store.samplingRun(named: run).frame
        let table = ExportTable(
            title: "抽样框", heads: ["平台", "商品编号", "产品", "最低价（分）", "最高价（分）"], widths: [12, 24, 16, 14, 14],
            rows: frame.entries.prefix(ExportTable.most).map { entry in
                [
                    entry.key.platform, entry.key.item, entry.product, String(entry.price.lower.rawValue),
                    entry.price.upper.map { String($0.rawValue) } ?? "",
                ]
            }, total: frame.entries.count)
        let now = context.store.clock.now()
        return try await Self.executor.run { try table.file(.csv, at: now) }
    }
}
