package import Domain
package import Store

/// Writes the list of one platform, or its receipts, to a file for the platform.
package struct ExportPlatformList: Sendable {
    private let context: AppContext
    private static let executor = BoundedExecutor(atOnce: 1, mostWaiting: 4)

    package init(_ context: AppContext) {
        self.context = context
    }

    /// - Parameter state: the word of an entry's state.
    package func file(
        _ query: CaseQuery<PlatformList>, of platform: String, _ format: ExportFormat,
        state: @Sendable (PlatformEntry) -> String
    ) async throws -> ExportFile {
        let now = context.store.clock.now()
        let found = try await context.store.allPlatformEntries(query, of: platform, limit: ExportTable.most)
        let table = ExportTable(
            title: "下架清单", heads: Self.columns.map(\.head), widths: Self.columns.map(\.width),
            rows: found.rows.map { Self.cells($0, state($0)) }, total: max(found.count, found.rows.count))
        return try await Self.executor.run { try table.file(format, at: now) }
    }

    private static let columns: [(head: String, width: Double)] = [
        ("序号", 8), ("商品编号", 20), ("标题", 40), ("链接", 40), ("法律依据", 40), ("确认人", 14), ("确认时间", 18),
        ("下发时间", 18), ("状态", 12), ("回执", 12), ("处理时间", 18), ("回执说明", 30), ("回执收到", 18), ("最近查看", 18),
        ("恢复序号", 10), ("恢复时间", 18),
    ]

    private static func cells(_ entry: PlatformEntry, _ state: String) -> [String] {
        let receipt = entry.receipt
        return [
            String(entry.sequence), entry.item, entry.title, entry.link ?? "", entry.legalBasis, entry.confirmedBy,
            time(entry.confirmedAt), time(entry.listedAt), state, receipt.map { ReceiptWording.name($0.outcome) } ?? "",
            time(receipt?.actedAt), receipt?.note ?? "", time(receipt?.receivedAt), time(entry.recheck?.checkedAt),
            entry.restored.map { String($0.sequence) } ?? "", time(entry.restored?.listedAt),
        ]
    }

    private static func time(_ moment: Timestamp?) -> String {
        moment.map { String($0.clockText().prefix(16)) } ?? ""
    }
}
