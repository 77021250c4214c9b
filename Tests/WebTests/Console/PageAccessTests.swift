import Domain
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Store
import TestSupport
import Testing

@testable import Web

@Suite("Who may open which page", .timeLimit(.minutes(3)))
struct PageAccessTests {
    struct PageRoute: Sendable {
        let method: HTTPRequest.Method
        /// With an existing account, and numbers of nothing, in place of parameters.
        let path: String
    }

    /// Every page and every form of the console.
    static func routes(_ console: ConsoleCase) -> [PageRoute] {
        WebService(console.context).router().routes.compactMap { route in
            let parts = route.path.description.split(separator: "/").map(String.init)
            guard parts.first == "console", parts.dropFirst().first != "static", [.get, .post].contains(route.method)
            else { return nil }
            let path = parts.map { $0 == "{name}" ? "buyer" : $0.hasPrefix("{") ? "1" : $0 }
            return PageRoute(
                method: route.method, path: parts.count == 1 ? "/console/" : "/" + path.joined(separator: "/"))
        }
    }

    /// Pages of the sign-in itself.
    private static func isOpen(_ path: String) -> Bool {
        path == "/console/sign-in"
    }

    @Test("Signed out, every page leads to the sign-in, and every form is refused")
    func signedOut() async throws {
        let console = try ConsoleCase()
        let routes = Self.routes(console)
        #expect(routes.count >= 30)
        try await console.browse { client in
            for route in routes where !Self.isOpen(route.path) {
                let browser = Browser(client)
                if route.method == .get {
                    let answer = try await browser.get(route.path)
                    #expect(answer.status == 303, "\(route.path)")
                    #expect(answer.location?.hasPrefix("/console/sign-in") == true, "\(route.path)")
                    #expect(browser.cookies.isEmpty, "\(route.path)")
                } else {
                    let answer = try await browser.post(route.path, ["form": "x", "id": "1"])
                    let isSignOut = route.path == "/console/sign-out"
                    #expect(answer.status == (isSignOut ? 303 : 401), "\(route.path)")
                }
            }
        }
    }

    /// Which roles may open the pages below an address.
    private static let owners: [(prefix: String, roles: Set<Role>)] = [
        ("/console/accounts", [.administrator]), ("/console/tokens", [.administrator]),
        ("/console/storage", [.officer, .auditor, .administrator]), ("/console/flags", [.officer, .auditor]),
        ("/console/listings/1/ignore", [.officer]), ("/console/listings", [.officer, .auditor]),
        ("/console/laboratory", [.laboratory]), ("/console/buying", [.buyer]),
        ("/console/samples", [.officer, .auditor]), ("/console/takedowns/1/", [.officer]),
        ("/console/takedowns", [.officer, .auditor]), ("/console/notices", [.officer, .auditor]),
        ("/console/referrals", [.officer, .auditor]), ("/console/bureau", [.bureau]), ("/console/list", [.platform]),
    ]

    @Test(
        "With another role, a page is forbidden; with the right one, it answers within 150 KB",
        arguments: Role.ofAccounts)
    func roles(_ role: Role) async throws {
        let console = try ConsoleCase()
        _ = try await console.person(.buyer, "buyer-2")
        if role != .buyer { _ = try await console.person(.buyer) }
        _ = try await console.store.issueToken(
            for: Principal(role: .monitor, name: "m", region: nil), by: .operator)
        // A case on a platform's list, so that every number 1 exists.
        let listed = try await Samples.routedCase(in: console.store, item: "1001")
        _ = try await Samples.listTakedown(of: listed, in: console.store)
        // A flagged listing, and an action on it.
        try await Samples.flaggedPull(
            in: console.store, [FlaggedOffer(Samples.listing("1"))], slot: console.base.clock.now)
        let bulk = BulkRequest(
            page: FlagQuery.page, action: "watch", reason: nil, selection: .rows([.init(1)]),
            moment: console.base.clock.now, expected: 1, key: "bulk")
        _ = try await console.store.requestBulk(bulk, by: .operator)
        try await console.browse { client in
            let browser = try await console.browser(client, as: role)
            for route in Self.routes(console) where route.method == .get && !route.path.hasPrefix("/console/sign-in") {
                let answer = try await browser.get(route.path)
                let owner = Self.owners.first { route.path.hasPrefix($0.prefix) }
                let isAllowed = owner?.roles.contains(role) ?? true
                // `buyer` is not disabled, so it cannot be enabled; the page exists all the same.
                #expect((answer.status == 403) == !isAllowed, "\(route.path) as \(role): \(answer.status)")
                // Who has a second factor cannot set another one.
                // Laboratories and buyers have nothing yet, so a page about one thing is missing.
                let isWork = route.path.hasPrefix("/console/laboratory") || route.path.hasPrefix("/console/buying")
                let isOne = isWork && route.path.split(separator: "/").contains("1")
                let isMissing = isOne || (route.path == "/console/me/second-factor" && role.requiresSecondFactor)
                // A takedown that is on a list cannot be confirmed again; the page says so.
                let isDecided = route.path == "/console/takedowns/1/confirm"
                #expect(
                    answer.status == (!isAllowed ? 403 : isMissing ? 404 : isDecided ? 409 : 200),
                    "\(route.path) as \(role)")
                #expect(answer.bytes < 150_000, "\(route.path): \(answer.bytes)")
            }
        }
    }

    @Test("The menu of each role has what the role may open, and nothing else", arguments: Role.ofAccounts)
    func menus(_ role: Role) async throws {
        let words: [Role: [String]] = [
            .administrator: ["今日", "账号", "接口密钥", "存储", "我的账号", "键盘快捷键"],
            .laboratory: ["今日", "待检样品", "上传结果", "证据", "待修改", "待复核", "检验报告", "我的账号", "键盘快捷键"],
            .buyer: ["今日", "我的任务", "我的账号", "键盘快捷键"],
            .officer: ["今日", "标记", "样品与报告", "下架", "问题告知书", "提醒与线索", "存储", "我的账号", "键盘快捷键"],
            .auditor: ["今日", "标记", "样品与报告", "下架", "问题告知书", "提醒与线索", "存储", "我的账号", "键盘快捷键"],
            .platform: ["今日", "下架清单", "我的账号", "键盘快捷键"],
            .bureau: ["今日", "提醒与线索", "我的账号", "键盘快捷键"],
        ]
        let console = try ConsoleCase()
        try await console.browse { client in
            let browser = try await console.browser(client, as: role)
            let page = try await browser.get("/console/me")
            let menu = try #require(page.text.firstMatch(of: /(?s)<nav class="side".*?<\/nav>/)).output
            let links = menu.matches(of: /<a href="([^"]*)"[^>]*>([^<]*)<\/a>/)
            #expect(links.map { String($0.2) } == words[role] ?? ["今日", "我的账号", "键盘快捷键"])
            #expect(menu.components(separatedBy: "aria-current=\"page\"").count == 2)
            for link in links {
                #expect(try await browser.get(String(link.1)).status == 200, "\(link.1)")
            }
            #expect(page.text.contains("（" + AccessWording.role(role) + "）"))
        }
    }

    @Test("Officers of a part of the area do not see the storage of the installation")
    func storage() async throws {
        let console = try ConsoleCase()
        #expect(throws: Never.self) { try ConsoleCase.principal(.officer, "x-1") }
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let page = try await browser.get("/console/storage")
            #expect(page.text.contains("尚未测量") && page.text.contains("各次拉取见到的链接"))
        }
    }
}
