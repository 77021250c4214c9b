package import Domain
internal import Store

/// Writes events to a file for a person.
package struct ExportEvents: Sendable {
    /// Rows of a file.
    package static let most = ExportTable.most

    private let context: AppContext
    private static let executor = BoundedExecutor(atOnce: 1, mostWaiting: 4)

    package init(_ context: AppContext) {
        self.context = context
    }

    /// - Parameter showsDetails: whether the person may read the particulars of events.
    package func file(_ query: EventQuery, showsDetails: Bool) async throws -> ExportFile {
        let now = context.store.clock.now()
        let (events, total) = try await context.store.exportedEvents(query, limit: Self.most)
        let details: [(head: String, width: Double)] = showsDetails ? [("内容", 60)] : []
        let columns = Self.columns + details + [("校验值", 64)]
        return try await Self.executor.run {
            let rows = events.map { event in
                [
                    String(event.sequence), event.at.clockText(), event.actor, event.kind,
                    EventWording.name(event.kind), event.subject,
                ] + (showsDetails ? [event.detailsJSON] : []) + [event.hash]
            }
            let table = ExportTable(
                title: "事件日志", heads: columns.map(\.head), widths: columns.map(\.width), rows: rows, total: total)
            return try table.file(.csv, at: now)
        }
    }

    private static let columns: [(head: String, width: Double)] = [
        ("序号", 10), ("时间（北京时间）", 24), ("操作者", 24), ("种类", 24), ("事件", 20), ("对象", 24),
    ]
}
