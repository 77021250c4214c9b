package import Domain
internal import Rulebook
internal import Store

/// Writes flagged listings to a file for a person.
package struct ExportFlags: Sendable {
    package enum Selection: Sendable {
        case all(FlagQuery)
        /// Listings by their numbers.
        case rows([Int64])
    }

    private let context: AppContext
    /// One file at a time: a workbook of 50,000 rows takes seconds and 200 MB.
    private static let executor = BoundedExecutor(atOnce: 1, mostWaiting: 4)
    private static let batch = 500

    package init(_ context: AppContext) {
        self.context = context
    }

    package func file(_ selection: Selection, _ format: ExportFormat) async throws -> ExportFile {
        let now = context.store.clock.now()
        let (numbers, total) = try await numbers(selection, at: now)
        let names = context.rulebook.criteria.mapValues(\.name)
        var rows: [[String]] = []
        rows.reserveCapacity(numbers.count)
        for start in stride(from: 0, to: numbers.count, by: Self.batch) {
            let part = Array(numbers[start..<min(start + Self.batch, numbers.count)])
            rows += try await context.store.flaggedListings(part).map { Self.cells($0, names) }
        }
        let table = ExportTable(
            title: "标记", heads: Self.columns.map(\.head), widths: Self.columns.map(\.width), rows: rows,
            total: max(total, rows.count))
        return try await Self.executor.run { try table.file(format, at: now) }
    }

    /// The numbers of the rows of the file, and the number of all rows.
    private func numbers(_ selection: Selection, at now: Timestamp) async throws -> ([Int64], Int) {
        switch selection {
        case .rows(let numbers): return (Array(numbers.prefix(ExportTable.most)), numbers.count)
        case .all(let query):
            let found = try await context.store.flaggedNumbers(query, limit: ExportTable.most, until: now)
            guard found.count == ExportTable.most else { return (found, found.count) }
            return (found, try await context.store.countFlaggedListings(query, bound: nil, until: now).number)
        }
    }

    private static let columns: [(head: String, width: Double)] = [
        ("优先级", 8), ("产品", 14), ("平台", 8), ("商品编号", 20), ("标题", 40), ("店铺", 20), ("标记理由", 30), ("理由说明", 60),
        ("售价（元）", 12), ("券后价（元）", 12), ("同类中位价（元）", 14), ("日增销量（件）", 14), ("标记时间", 18), ("状态", 12),
        ("办理人", 12), ("办理时间", 18), ("办理理由", 30), ("链接", 40),
    ]

    private static func cells(_ row: FlaggedListing, _ names: [String: String]) -> [String] {
        let review = row.state == .pending ? nil : row.review
        return [
            String(row.points), names[row.product] ?? row.product, ReportWording.platform(row.seen.key.platform),
            row.seen.key.item, row.seen.title, row.seen.shopName ?? "未知",
            row.kinds.map { FlagWording.name($0.kind) + ($0.points.map { "+\($0)" } ?? "") }.joined(separator: "、"),
            row.kinds.map(\.reason).joined(separator: "；"), row.seen.price.yuanText,
            row.seen.priceAfterCoupon?.yuanText ?? "", row.median ?? "",
            SalesGrowthWording.perDay(row.growth), String(row.flaggedAt.clockText().prefix(16)),
            FlagReviewWording.name(row.state), review.map { FlagReviewWording.who($0.by) } ?? "",
            review.map { String($0.at.clockText().prefix(16)) } ?? "", review?.reason ?? "", row.seen.link ?? "",
        ]
    }
}
