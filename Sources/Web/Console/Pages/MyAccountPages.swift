internal import Domain
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// The own account: what it may do, its sessions, and the settings of the pages. Template `me`.
struct MyAccountPage: Sendable {
    struct Session: Sendable {
        let id: String
        let device: String
        /// The whole text that the browser sent.
        let agent: String
        let address: String
        let begun: String
        let lastSeen: String
        let ends: String
        /// Whether it is the session of this page.
        let isThis: Bool
    }

    let facts: [Fact]
    let permissions: [String]
    let links: [PageLink]
    let sessions: [Session]
    let hasOthers: Bool
    let isLarge: Bool
    let hasKeys: Bool
}

struct MyAccountPages: Sendable {
    let console: Console

    static let path = "/console/me"

    func add(to group: RouterGroup<APIContext>) {
        group.get("me", use: page)
        group.post("me/sessions/end", use: endSession)
        group.post("me/sessions/end-others", use: endOthers)
        group.post("me/settings", use: set)
    }

    @Sendable private func page(_: Request, _ context: APIContext) async throws -> Response {
        let session = try context.viewer()
        let account = session.account
        let sessions = try await Sessions(console.app).list(of: account.id)
        let left = account.hasSecondFactor ? try await console.app.store.recoveryCodesLeft(of: account.id) : 0
        var links = [PageLink(Self.path + "/password", "修改密码")]
        if !account.hasSecondFactor { links.append(PageLink(Self.path + "/second-factor", EnrolWording.title)) }
        let now = console.app.store.clock.now()
        let permissions = account.principal.permissions
        let view = MyAccountPage(
            facts: AccountFacts.facts(account, regions: console.app.rulebook.regions)
                + [Fact("两步验证", account.hasSecondFactor ? "已开通，恢复码剩 \(left) 个" : "没有开通")],
            permissions: Permission.allCases.filter(permissions.contains).map(AccessWording.permission), links: links,
            sessions: sessions.map { Self.shown($0, isThis: $0.id == session.id, now: now) },
            hasOthers: sessions.count > 1, isLarge: context.settings.isLarge, hasKeys: context.settings.hasKeys)
        return try console.page("me", view, title: "我的账号", context)
    }

    private static func shown(_ session: AccountSession, isThis: Bool, now: Timestamp) -> MyAccountPage.Session {
        MyAccountPage.Session(
            id: String(session.id), device: Device.name(session.agent), agent: session.agent, address: session.address,
            begun: Shown.short(session.createdAt, now: now), lastSeen: Shown.short(session.lastSeenAt, now: now),
            ends: Shown.short(session.endsAt, now: now), isThis: isThis)
    }

    @Sendable private func endSession(_: Request, _ context: APIContext) async throws -> Response {
        let session = try context.viewer()
        guard let id = context.form["id"].flatMap(Int64.init) else { throw Problem.notFound }
        try await Sessions(console.app).end(id, of: session.account.id)
        guard id != session.id else { return .redirect(to: ConsolePath.signIn) }
        return console.redirect(to: Self.path, context, saying: Flash("该设备上的登录已结束。"))
    }

    @Sendable private func endOthers(_: Request, _ context: APIContext) async throws -> Response {
        let session = try context.viewer()
        try await Sessions(console.app).endOthers(than: session.id, of: session.account.id)
        return console.redirect(to: Self.path, context, saying: Flash("其他设备上的登录都已结束。"))
    }

    /// Settings of this browser, kept in a cookie.
    @Sendable private func set(_: Request, _ context: APIContext) async throws -> Response {
        let settings = ViewSettings(
            isLarge: context.form["large"] != nil, hasKeys: context.form["keys"] != nil)
        var response = console.redirect(to: Self.path, context, saying: Flash("页面设置已保存。"))
        response.headers[values: .setCookie].append(
            console.cookies.set(console.cookies.view, settings.cookie, seconds: 365 * 86_400))
        return response
    }
}

/// What an account is, as facts.
enum AccountFacts {
    static func facts(_ account: Account, regions: RegionNames) -> [Fact] {
        let principal = account.principal
        var facts = [
            Fact("账号", account.name.text), Fact("角色", AccessWording.role(principal.role)),
        ]
        if let organisation = principal.organisation { facts.append(Fact("单位", organisation)) }
        if let region = principal.region { facts.append(Fact("区域", regions.text(region))) }
        if let duty = principal.duty { facts.append(Fact("职责", AccessWording.duty(duty))) }
        return facts
    }

    static func tag(_ account: Account) -> StateTag {
        account.isDisabled ? .disabled : account.mustChangePassword ? .awaitsFirstSignIn : .valid
    }
}

/// A short name of a browser, from what it says about itself.
enum Device {
    static func name(_ agent: String) -> String {
        let browsers = [
            ("MicroMessenger", "微信"), ("DingTalk", "钉钉"), ("Edg/", "Edge"), ("QQBrowser", "QQ 浏览器"),
            ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ]
        let systems = [
            ("Android", "安卓"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
            ("Linux", "Linux"),
        ]
        let parts = [browsers, systems].compactMap { names in names.first { agent.contains($0.0) }?.1 }
        return parts.isEmpty ? "未知的程序" : parts.joined(separator: "，")
    }
}
