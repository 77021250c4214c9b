internal import Domain
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// One account with what happened to it. Template `account`.
struct AccountDetailPage: Sendable {
    let tag: StateTag
    let facts: [Fact]
    let actions: [PageLink]
    let permissions: [String]
    let history: [HistoryEntry]
}

/// The accounts of people, for administrators: list, one account, and the acts on it.
struct AccountPages: Sendable {
    let console: Console

    static let path = "/console/accounts"

    /// An act on one account, with a page that asks before it.
    enum Act: String, CaseIterable {
        case reset, disable, enable
    }

    func add(to group: RouterGroup<APIContext>) {
        let accounts = group.group("accounts").add(middleware: RequirePermission(permission: .manageAccounts))
        accounts.get("", use: list)
        NewAccountPages(console: console).add(to: accounts)
        accounts.get("{name}", use: detail)
        for act in Act.allCases {
            accounts.get("{name}/\(act.rawValue)") { _, context in try await ask(act, context) }
            accounts.post("{name}/\(act.rawValue)") { _, context in try await perform(act, context) }
        }
    }

    // MARK: List and detail

    @Sendable private func list(_: Request, _ context: APIContext) async throws -> Response {
        let now = console.app.store.clock.now()
        let rows = try await ManageAccounts(console.app).all().map { account in
            let principal = account.principal
            return TableView.Row([
                .head(account.name.text, to: Self.path(account.name)),
                .text(AccessWording.role(principal.role), label: "角色"),
                .text(
                    principal.organisation ?? principal.region.map(console.app.rulebook.regions.text), style: "opt"),
                .text(principal.duty.map(AccessWording.duty), style: "opt"), .tags([AccountFacts.tag(account)]),
                .text(account.hasSecondFactor ? "已开通" : nil, style: "opt"),
                .text(account.lastSignInAt.map { Shown.short($0, now: now) }, style: "fit", label: "最近登录"),
            ])
        }
        let table = TableView(
            caption: "账号，按名称排列",
            columns: [
                .init("账号"), .init("角色"), .init("单位或区域", "opt"), .init("职责", "opt"), .init("状态"),
                .init("两步验证", "opt"), .init("最近登录"),
            ], rows: rows, isStacked: true)
        var page = ListPage(table: table, empty: EmptyState(heading: "还没有账号"))
        page.intro = "账号供人登录控制台；程序使用接口密钥。"
        page.actions = [PageLink(NewAccountPages.path, "新建账号", isPrimary: true)]
        return try console.page("list", page, title: "账号", context)
    }

    @Sendable private func detail(_: Request, _ context: APIContext) async throws -> Response {
        let account = try await account(context)
        let isOwn = try account.id == context.viewer().account.id
        let events = try await console.app.store.events(subject: "account:\(account.id)", limit: 50)
        let acts: [Act] = account.isDisabled ? [.enable] : isOwn ? [.reset] : [.reset, .disable]
        let view = AccountDetailPage(
            tag: AccountFacts.tag(account),
            facts: AccountFacts.facts(account, regions: console.app.rulebook.regions) + [
                Fact("两步验证", account.hasSecondFactor ? "已开通" : "没有开通"),
                Fact("建立", Shown.full(account.createdAt)),
                Fact("最近登录", account.lastSignInAt.map(Shown.full) ?? "从未登录"),
            ],
            actions: acts.map { PageLink(Self.path(account.name) + "/" + $0.rawValue, AccountWording.link($0)) },
            permissions: Permission.allCases.filter(account.principal.permissions.contains)
                .map(AccessWording.permission),
            history: events.reversed().map(HistoryEntry.init))
        return try console.page("account", view, title: account.name.text, context)
    }

    // MARK: Acts

    private func ask(_ act: Act, _ context: APIContext) async throws -> Response {
        let account = try await account(context)
        try refuse(act, account, context)
        let path = Self.path(account.name)
        let page = ConfirmPage(
            action: path + "/" + act.rawValue, consequences: AccountWording.consequences(act),
            facts: AccountFacts.facts(account, regions: console.app.rulebook.regions),
            button: AccountWording.button(act), isDangerous: act == .disable, back: PageLink(path, "返回"))
        return try console.page("confirm", page, title: AccountWording.title(act, account.name.text), context)
    }

    private func perform(_ act: Act, _ context: APIContext) async throws -> Response {
        let account = try await account(context)
        try refuse(act, account, context)
        let manage = ManageAccounts(console.app)
        let actor = try context.viewer().account.principal.actor
        switch act {
        case .reset:
            let password = try await manage.reset(account.name, by: actor)
            return try temporaryPassword(password, of: account.name.text, context)
        case .disable: try await manage.disable(account.name, by: actor)
        case .enable: try await manage.enable(account.name, by: actor)
        }
        return console.redirect(
            to: Self.path(account.name), context, saying: Flash(AccountWording.done(act, account.name.text)))
    }

    /// Nobody takes away the own access: then nobody might be left who can restore it.
    private func refuse(_ act: Act, _ account: Account, _ context: APIContext) throws {
        guard try act != .disable || account.id != context.viewer().account.id else {
            throw Problem.badRequest(AccountWording.ownAccount)
        }
    }

    /// The page that shows a temporary password, once.
    func temporaryPassword(_ password: String, of name: String, _ context: APIContext) throws -> Response {
        let page = OncePage(
            info: AccountWording.once, name: name + " 的临时密码", texts: [password], advice: AccountWording.advice,
            next: PageLink(Self.path, "回到账号"))
        return try console.page("once", page, title: "临时密码", context)
    }

    private static func path(_ name: AccountName) -> String {
        path + "/" + LocalPath.encoded(name.text)
    }

    private func account(_ context: APIContext) async throws -> Account {
        guard let name = AccountName(try context.text("name")) else { throw Problem.notFound }
        return try await console.app.store.account(named: name)
    }
}

/// The Chinese texts about accounts.
enum AccountWording {
    static let once = "密码只显示这一次，请当面或电话告知本人。"
    static let advice = ["本人首次登录时必须换成自己的密码。", "不要用邮件或群聊发送。"]
    static let ownAccount = "不能停用自己的账号，请由其他管理员办理"

    static func link(_ act: AccountPages.Act) -> String {
        switch act {
        case .reset: "重置密码…"
        case .disable: "停用…"
        case .enable: "启用…"
        }
    }

    static func title(_ act: AccountPages.Act, _ name: String) -> String {
        switch act {
        case .reset: "重置 \(name) 的密码？"
        case .disable: "停用 \(name)？"
        case .enable: "启用 \(name)？"
        }
    }

    static func button(_ act: AccountPages.Act) -> String {
        switch act {
        case .reset: "重置密码"
        case .disable: "停用账号"
        case .enable: "启用账号"
        }
    }

    static func consequences(_ act: AccountPages.Act) -> [String] {
        switch act {
        case .reset: ["原密码、两步验证和恢复码立即失效，该账号的登录全部结束。", "系统给出一个临时密码，本人首次登录时必须更换。"]
        case .disable: ["该账号的登录立即全部结束，不能再登录。", "以前的操作记录保留；以后可以重新启用。"]
        case .enable: ["该账号可以用原来的密码重新登录。"]
        }
    }

    static func done(_ act: AccountPages.Act, _ name: String) -> String {
        switch act {
        case .reset: "\(name) 的密码已重置。"
        case .disable: "\(name) 已停用，其登录已全部结束。"
        case .enable: "\(name) 已启用。"
        }
    }
}
