internal import TestSupport
internal import Web

/// Simulates the buyer: records every open purchase task with its evidence.
struct Buyer: Sendable {
    private let context: DemoContext
    private static let moment = "2026-11-12T14:00:00+08:00"

    init(_ context: DemoContext) {
        self.context = context
    }

    private struct Task: Decodable {
        let task: Int
        let state: String
        let platform: String
        let price: String
        let label: String?
    }

    /// Invented sellers of four counties. Their region codes decide which bureau is responsible.
    private static let sellers = [
        ("示例商行一号", "330482"), ("示例百货二号", "330108"), ("示例贸易三号", "330782"), ("示例电子四号", "331081"),
    ]

    func run() async throws {
        for task in try await tasks() where task.state == "open" {
            let (seller, region) = Self.sellers[task.task % Self.sellers.count]
            _ = try await context.runHidden(
                [
                    "purchase", "record", "--task", "\(task.task)", "--order", "DEMO-\(1000 + task.task)", "--paid",
                    task.price, "--on", "2026-11-12", "--seller", seller, "--region", region, "--laboratory",
                    Tokens.laboratoryName, "--evidence", "Fixtures/Evidence/order.png", "--evidence",
                    "Fixtures/Evidence/unboxing.png", "--evidence", "Fixtures/Evidence/product-page.txt",
                ], at: Self.moment)
        }
        try await context.show(["purchase", "list"], at: Self.moment)
    }

    private func tasks() async throws -> [Task] {
        try await context.rows(Task.self, ["purchase", "list"], at: Self.moment)
    }
}
