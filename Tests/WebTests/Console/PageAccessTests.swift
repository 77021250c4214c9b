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
        /// As the router has it: `/console/samples/{id}`.
        let template: String
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
            func whole(_ parts: [String]) -> String {
                parts.count == 1 ? "/console/" : "/" + parts.joined(separator: "/")
            }
            return PageRoute(method: route.method, template: whole(parts), path: whole(path))
        }
    }

    /// Pages of the sign-in itself.
    private static func isOpen(_ path: String) -> Bool {
        path == "/console/sign-in"
    }

    @Test("Every page and every form has a declared owner")
    func owned() throws {
        for route in Self.routes(try ConsoleCase()) where route.path != "/console/" {
            let isKnown = (Self.common + Self.owners.map(\.prefix)).contains { route.path.hasPrefix($0) }
            #expect(
                isKnown, "\(route.method) \(route.template): declare who may open it in PageAccessTests.owners")
        }
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

    /// Pages for everyone who is signed in, and those of the sign-in.
    static let common = ["/console/sign-", "/console/me", "/console/help", "/console/find"]

    /// Which roles may open the pages below an address; the first entry that fits counts. Every page needs an entry here.
    /// If its records belong to a region, laboratory, platform or buyer, it needs one in `WalkCase.limited` too.
    static let owners: [(prefix: String, roles: Set<Role>)] = [
        ("/console/accounts", [.administrator]), ("/console/tokens", [.administrator]),
        ("/console/storage", [.officer, .auditor, .administrator]), ("/console/flags", [.officer, .auditor]),
        ("/console/listings/1/ignore", [.officer]), ("/console/listings", [.officer, .auditor]),
        ("/console/runs/-new", [.officer]), ("/console/runs/1/draw", [.officer]),
        ("/console/runs", [.officer, .auditor]),
        ("/console/purchases/1/cancel", [.officer]), ("/console/purchases", [.officer, .auditor]),
        ("/console/evidence", [.officer, .auditor]), ("/console/laboratories/-new", [.officer]),
        ("/console/laboratories/-duplicates/-new", [.officer]), ("/console/laboratories/1/", [.officer]),
        ("/console/laboratories", [.officer, .auditor]), ("/console/laboratory/", [.laboratory]),
        ("/console/buying", [.buyer]),
        ("/console/samples", [.officer, .auditor]), ("/console/takedowns/1/", [.officer]),
        ("/console/takedowns", [.officer, .auditor]), ("/console/notices", [.officer, .auditor]),
        ("/console/criteria", [.officer, .auditor]), ("/console/events", [.officer, .auditor, .administrator]),
        ("/console/referrals", [.officer, .auditor]), ("/console/bureau", [.bureau]), ("/console/list", [.platform]),
        ("/console/feeds/pulls/1/release", [.officer]), ("/console/feeds/pulls", [.officer, .auditor]),
        ("/console/feeds/pull", [.officer]), ("/console/feeds/alerts/1/resolve", [.officer]),
        ("/console/feeds", [.officer, .auditor]), ("/console/quarantine/1/replay", [.officer]),
        ("/console/quarantine/replay", [.officer]), ("/console/quarantine", [.officer, .auditor]),
        ("/console/jobs/1/revive", [.administrator]), ("/console/jobs", [.officer, .auditor, .administrator]),
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
        _ = try await FeedCase.pull(in: console.store, slot: console.base.clock.now)
        try await console.store.raise(.gap, on: "pull:1", "缺页")
        try await console.browse { client in
            let browser = try await console.browser(client, as: role)
            for route in Self.routes(console) where route.method == .get && !route.path.hasPrefix("/console/sign-in") {
                let answer = try await browser.get(route.path)
                let owner = Self.owners.first { route.path.hasPrefix($0.prefix) }
                let isAllowed = owner?.roles.contains(role) ?? true
                // `buyer` is not disabled, so it cannot be enabled; the page exists all the same.
                #expect((answer.status == 403) == !isAllowed, "\(route.path) as \(role): \(answer.status)")
                // Who has a second factor cannot set another one.
                // The laboratory has an upload, but no sample, report or held row with the name 1. Buyers have nothing yet.
                let isWork = route.path.hasPrefix("/console/laboratory/") || route.path.hasPrefix("/console/buying")
                let isOne = isWork && route.path.split(separator: "/").contains("1")
                // The first action on many rows is about flags, and no product or file has the name 1.
                let others = ["quarantine/bulk/1", "criteria/1", "evidence/1/content"]
                let isOther = others.contains { route.path == "/console/" + $0 }
                let isOfUpload = ["uploads/1", "reviews/1"].contains { route.path.contains("/laboratory/" + $0) }
                let isMissing =
                    (isOne && !isOfUpload) || isOther
                    || (route.path == "/console/me/second-factor" && role.requiresSecondFactor)
                // A takedown that is on a list cannot be confirmed again, nor a run drawn again, nor a bought task
                // cancelled; an upload without a second person is not reviewed, a pull that is not held cannot be
                // released, and a job that waits cannot be revived. The pages say so.
                let decided = [
                    "takedowns/1/confirm", "runs/1/draw", "purchases/1/cancel", "feeds/pulls/1/release",
                    "jobs/1/revive",
                ]
                let isDecided =
                    route.path.contains("/reviews/1") || decided.contains { route.path == "/console/" + $0 }
                #expect(
                    answer.status == (!isAllowed ? 403 : isMissing ? 404 : isDecided ? 409 : 200),
                    "\(route.path) as \(role)")
                #expect(answer.bytes < 150_000, "\(route.path): \(answer.bytes)")
            }
        }
    }

    @Test("The menu of each role has what the role may open, and nothing else", arguments: Role.ofAccounts)
    func menus(_ role: Role) async throws {
        let officers = [
            "今日", "标记", "采集", "未能读取", "采样批次", "采购任务", "样品与报告", "承检机构", "实施细则", "下架", "问题告知书", "提醒与线索",
            "任务队列", "事件日志", "存储", "我的账号", "键盘快捷键",
        ]
        let words: [Role: [String]] = [
            .administrator: ["今日", "账号", "接口密钥", "任务队列", "事件日志", "存储", "我的账号", "键盘快捷键"],
            .laboratory: ["今日", "待检样品", "上传结果", "证据", "待修改", "待复核", "检验报告", "我的账号", "键盘快捷键"],
            .buyer: ["今日", "我的任务", "我的账号", "键盘快捷键"],
            .officer: officers, .auditor: officers,
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
