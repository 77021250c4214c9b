internal import Terminal
internal import Web

/// Simulates the officer: confirms every proposed takedown on a legal basis.
struct Officer: Sendable {
    private let caller: Caller

    init(_ context: DemoContext, _ address: String, _ tokens: Tokens) {
        caller = Caller(address: address, token: tokens.officer)
    }

    private struct Takedowns: Decodable {
        struct Takedown: Decodable {
            let id: Int
            let platform: String
            let item: String
            let state: String
            let conclusion: String
        }

        let takedowns: [Takedown]
    }

    private struct Confirmation: Encodable {
        let legalBasis: String
    }

    private struct Decided: Decodable {
        let state: String
    }

    private static let names = ["proposed": "待确认", "confirmed": "已确认", "listed": "已下发", "withdrawn": "已撤回"]

    private static let basis = "《中华人民共和国电子商务法》第二十九条、第三十八条"

    func run() async throws {
        let all = try await caller.get("/v1/officer/takedowns?limit=1000", as: Takedowns.self).takedowns
        var table = Table([
            .init("id", "编号"), .init("platform", "平台"), .init("item", "商品编号", widest: 24),
            .init("conclusion", "依据的结论", widest: 60), .init("state", "状态"),
        ])
        for takedown in all {
            var state = takedown.state
            if state == "proposed" {
                state = try await caller.post(
                    "/v1/officer/takedowns/\(takedown.id)/confirmation", Confirmation(legalBasis: Self.basis),
                    as: Decided.self
                ).state
            }
            table.add([
                .init(takedown.id), .text(takedown.platform), .text(takedown.item), .text(takedown.conclusion),
                .text(Self.names[state] ?? state),
            ])
        }
        print(table.text)
        print("  法律依据 " + Self.basis)
    }
}
