internal import Domain
internal import Terminal
internal import TestSupport
internal import Web

/// Simulates the platforms: each fetches its own list, takes the links down, and posts its receipts.
struct Platforms: Sendable {
    private let context: DemoContext
    private let address: String
    private let tokens: Tokens

    init(_ context: DemoContext, _ address: String, _ tokens: Tokens) {
        self.context = context
        self.address = address
        self.tokens = tokens
    }

    private struct List: Decodable {
        struct Entry: Decodable {
            let sequence: Int64
            let action: String
            let item: String
            let title: String
            let legalBasis: String
            let listedAt: String
        }

        let entries: [Entry]
    }

    private struct Receipt: Encodable {
        let sequence: Int64
        let outcome: String
        let actedAt: String
        let note: String
    }

    private struct Filed: Decodable {
        let status: String
    }

    func run() async throws {
        var table = Table([
            .init("platform", "平台"), .init("sequence", "序号"), .init("item", "商品编号", widest: 24),
            .init("title", "标题", widest: 36), .init("receipt", "回执"), .init("status", "结果"),
        ])
        for platform in Tokens.platformNames {
            let caller = Caller(address: address, token: tokens.platforms[platform] ?? "")
            let list = try await caller.get("/v1/platform/takedowns?after=0&limit=1000", as: List.self)
            for entry in list.entries where entry.action == "remove" {
                takeDown(entry, on: platform)
                let filed = try await caller.post(
                    "/v1/platform/receipts",
                    Receipt(
                        sequence: entry.sequence, outcome: "removed", actedAt: entry.listedAt, note: "已下架"),
                    as: Filed.self)
                table.add([
                    .text(platform), .number(entry.sequence), .text(entry.item), .text(entry.title), "已下架",
                    .text(filed.status == "filed" ? "已登记" : "此前已登记"),
                ])
            }
        }
        print(table.text)
    }

    /// One platform reports the removal of its first link and does not remove it. The recheck must find it.
    private func takeDown(_ entry: List.Entry, on platform: String) {
        if platform == "douyin", entry.sequence == 1 { return }
        context.platform.set { $0.removed.insert(entry.item) }
    }
}
