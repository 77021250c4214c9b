import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// Every page and every form, with every role, with records of the own party, of another one, of nobody, and with
/// identifiers that are none.
@Suite("A walk of all pages and forms", .timeLimit(.minutes(5)))
struct PageWalkTests {
    /// Identifiers of nothing.
    private static let none = [
        "0", "-1", "999999", "99999999999999999999", "1.0", "%2e%2e", "..", "%00", "1%00", "%F0%28", "1%2F2",
        "%EF%BC%91",
        "'", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", String(repeating: "a", count: 2_000),
    ]

    /// The headers and the text of an answer.
    private static func whole(_ page: Browser.Page) -> String {
        page.headers.map { $0.name.canonicalName + ": " + $0.value }.joined(separator: "\n") + "\n" + page.text
    }

    private static func expectClean(_ page: Browser.Page, _ secrets: [String], _ what: String) {
        #expect(page.status < 500, "\(what): \(page.status)")
        let text = whole(page)
        for secret in secrets { #expect(!text.contains(secret), "\(what): \(secret)") }
        let type = page.header("Content-Type") ?? ""
        guard type.hasPrefix("text/html") else {
            if type.hasPrefix("text/csv") {
                #expect(!page.text.contains(/(^|[,\n"])[=+@\t]/) && !page.text.contains(/(^|[,\n"])-[^0-9]/), "\(what)")
            }
            return
        }
        for tag in ["<script>alert", "<img src=x", "\"'>", "href=\"javascript:", "src=\"javascript:"] {
            #expect(!page.text.contains(tag), "\(what): \(tag)")
        }
    }

    /// Whether a page is forbidden to others, and to nobody else. Some pages are for officers of the installation's own
    /// region, and the parties of the walk are of smaller ones.
    private static func isRight(_ page: Browser.Page, _ isAllowed: Bool) -> Bool {
        (page.status == 403) == !isAllowed || (page.status == 403 && page.text.contains("只有本级的监管人员"))
    }

    /// Who may open a page; nil for everyone.
    private static func owners(_ path: String) -> Set<Role>? {
        PageAccessTests.owners.first { path.hasPrefix($0.prefix) }?.roles
    }

    @Test(
        "No page shows anything of another party, to any role; identifiers of nothing are answered as such",
        arguments: Role.ofAccounts)
    func pages(_ role: Role) async throws {
        let given = try await WalkCase()
        let secrets = given.secrets(of: role)
        try await given.console.browse { client in
            let browser = try await given.browser(client, role, of: given.own)
            var answered = 0
            for route in PageAccessTests.routes(given.console) where route.method == .get {
                let isOpen = route.path.hasPrefix("/console/sign-")
                let isAllowed = isOpen || (Self.owners(route.path)?.contains(role) ?? true)
                guard let own = WalkCase.address(route.template, of: given.own),
                    let foreign = WalkCase.address(route.template, of: given.foreign)
                else {
                    let page = try await browser.get(route.path)
                    Self.expectClean(page, secrets, "\(role) \(route.path)")
                    #expect(Self.isRight(page, isAllowed), "\(role) \(route.path): \(page.status)")
                    continue
                }
                let mine = try await browser.get(own)
                Self.expectClean(mine, secrets, "\(role) \(own)")
                #expect(Self.isRight(mine, isAllowed), "\(role) \(own): \(mine.status)")
                if mine.status == 200 { answered += 1 }
                let other = try await browser.get(foreign)
                Self.expectClean(other, secrets, "\(role) \(foreign)")
                if WalkCase.isLimited(route.template), isAllowed, foreign != own, !route.template.contains("{product}")
                {
                    #expect(other.status == 404, "\(role) \(foreign): \(other.status)")
                }
                for identifier in isAllowed ? Self.none : ["0"] {
                    let path = WalkCase.fill(route.template) { _ in identifier }
                    let page = try await browser.get(path)
                    Self.expectClean(page, secrets, "\(role) \(path)")
                    // People of a part of the area may not open some pages of the whole installation.
                    let mayBeWhole = role == .officer || role == .auditor
                    var expected: Set = !isAllowed ? [403, 404] : mayBeWhole ? [400, 403, 404] : [400, 404]
                    // Any name may be that of a new laboratory, whose page then says that nothing is recorded.
                    if isAllowed, route.template == "/console/laboratories/{laboratory}" { expected.insert(200) }
                    #expect(expected.contains(page.status), "\(role) \(path): \(page.status)")
                }
            }
            // The walk must reach records, or it proves nothing.
            let reached = [.officer, .auditor, .laboratory].contains(role) ? 5 : role == .administrator ? 4 : 1
            #expect(answered >= reached, "\(role): \(answered)")
        }
    }

    @Test("Lists, filters and searches show nothing of another party", arguments: Role.ofAccounts)
    func queries(_ role: Role) async throws {
        let given = try await WalkCase()
        let secrets = given.secrets(of: role)
        let queries = [
            "?state=all", "?state=all&format=csv", "?show=all", "?show=bought", "?all=1", "?before=9223372036854775807",
            "?after=0", "?sort=day-", "?with=recovery", "?format=xlsx", "?for=enterprise",
            "?next=//evil.example", "?page=%00", "?limit=-1", "?state=%27",
            "?" + String(repeating: "a=b&", count: 3_000),
            "?region=320100&state=all", "?platform=jd&state=all",
        ]
        try await given.console.browse { client in
            let browser = try await given.browser(client, role, of: given.own)
            for route in PageAccessTests.routes(given.console) where route.method == .get {
                guard Self.owners(route.path)?.contains(role) ?? true else { continue }
                let path = WalkCase.address(route.template, of: given.own) ?? route.path
                for query in queries {
                    let page = try await browser.get(path + query)
                    // The page repeats what was typed into its address.
                    let typed = secrets.filter { !query.contains($0) }
                    Self.expectClean(page, typed, "\(role) \(path)\(query.prefix(40))")
                }
            }
        }
    }

    @Test("No form changes anything of another party, and none answers with it", arguments: Role.ofAccounts)
    func forms(_ role: Role) async throws {
        let given = try await WalkCase()
        let other = given.foreign
        let secrets = given.secrets(of: role)
        let subjects =
            ["task", "purchase", "sample", "report", "conclusion", "takedown", "notice", "referral"]
            .map { $0 + ":2" } + ["upload:2", "upload:4"]
        @Sendable func events() async throws -> [Int] {
            var counts: [Int] = []
            for subject in subjects {
                counts.append(try await given.console.store.events(subject: subject, limit: 1_000).count)
            }
            return counts
        }
        try await given.console.browse { client in
            let browser = try await given.browser(client, role, of: given.own)
            let token = try await browser.get("/console/me").hidden("/console/sign-out")["form"] ?? ""
            let before = try await events()
            #expect(before.reduce(0, +) >= 6)
            let typed = [
                "form": token, "reason": "走查", "basis": CaseCase.basis, "row": "\(other.heldRow)", "id": "2",
                "v\(other.heldRow)": "x", "sequence": "2", "r2": "removed", "t2": "2026-11-20 09:00",
                "label": other.label,
                "receivedOn": "2026-11-10", "order": other.order, "decision": "watch", "select": "rows", "rows": "2",
            ]
            // A page may repeat what was typed into its form.
            let secrets = secrets.filter { secret in !typed.values.contains { $0.contains(secret) } }
            for route in PageAccessTests.routes(given.console) where route.method == .post {
                // The own session goes on, and administrators manage everybody's accounts.
                guard !["/console/sign-", "/console/me"].contains(where: route.path.hasPrefix) else { continue }
                guard role != .administrator || !(Self.owners(route.path)?.contains(role) ?? true) else { continue }
                let isAllowed = Self.owners(route.path)?.contains(role) ?? true
                var paths = [WalkCase.address(route.template, of: other) ?? route.path]
                if route.template.contains("{") {
                    paths += Self.none.map { identifier in WalkCase.fill(route.template) { _ in identifier } }
                }
                for path in isAllowed ? paths : Array(paths.prefix(1)) {
                    let answer = try await browser.post(path, typed.merging(["key": path]) { $1 })
                    Self.expectClean(answer, secrets, "\(role) POST \(path)")
                    if !isAllowed { #expect(answer.status == 403, "\(role) POST \(path): \(answer.status)") }
                    if isAllowed, WalkCase.isLimited(route.template), route.template.contains("{") {
                        #expect([403, 404].contains(answer.status), "\(role) POST \(path): \(answer.status)")
                    }
                }
            }
            #expect(try await events() == before)
        }
    }
}
